"""Options: buttons where a channel has few of them or none, and what an answer to them means.

What does not fit becomes numbers in the text; a title or a number that comes back is looked for
within the question that was asked last, because some services give no id with it. A text that has
numbered lines itself keeps its numbers: what is about a line is answered by the line's number,
everything else gets the numbers after it.
"""

import re
from dataclasses import replace
from datetime import timedelta

from domain.capabilities import Capabilities, capabilities
from domain.folding import folded
from domain.frozen import dataclass
from domain.markup import escape, plain
from domain.messages import Button, InboundMessage, Kind
from domain.texts import FALLBACK, Texts
from storage.asked import Question
from storage.store import Store

NUMBER = re.compile(r"[0-9]{1,3}")
"""What may answer a question; other digits, such as ², are words."""
MOST_ASKED = 10
"""Messages of ours with buttons that are looked through for a title."""
ANSWER_WITHIN = timedelta(hours=24)
"""A number answers a question for so long; a title says itself what it is about."""
FEW, SHORT = 3, 60
"""So many options, in so many characters, stand in one line."""
TEXTS = Texts(
    {
        "number": {"pt": "_Responda com o número._", "en": "_Reply with the number._"},
        "few": {"pt": "_Responda:_ {options!r}", "en": "_Reply:_ {options!r}"},
        "done": {
            "pt": "_Responda com o número do que está feito._",
            "en": "_Reply with the number of what is done._",
        },
        "done_first": {
            "pt": "_Responda com o número do que está feito, de 1 a {count}._",
            "en": "_Reply with the number of what is done, from 1 to {count}._",
        },
    }
)
_LISTED = re.compile(r"^ *(\d{1,2})\. (.+)$", re.MULTILINE)
_TICK = re.compile(r"✓(\d+)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How the options of a message are shown: `text` with numbers, or buttons or rows."""

    text: str
    buttons: tuple[Button, ...] = ()
    rows: tuple[Button, ...] = ()


def shown(
    text: str, buttons: tuple[Button, ...], can: Capabilities, language: str = FALLBACK
) -> Shown:
    """Return the text, in neutral markup, and the options in the best form there is."""
    if not buttons:
        return Shown(text=text)
    if len(buttons) <= can.buttons:
        return Shown(text=text, buttons=_titled(text, buttons, can.button_letters))
    if len(buttons) <= can.rows:
        return Shown(text=text, rows=_titled(text, buttons, can.row_letters))
    return Shown(text="\n".join((text, "", *_numbered(text, buttons, language))))


def _numbered(text: str, buttons: tuple[Button, ...], language: str) -> list[str]:
    """Return the lines of what has no line yet, and the one that says how to answer."""
    lines = _lines(text)
    found = [
        f"*{number}.* {escape(one.label)}"
        for number, one in _numbers(text, buttons).items()
        if not _is_of(one, number, lines)
    ]
    line = " · ".join(
        f"*{number}* {escape(one.label)}" for number, one in _numbers(text, buttons).items()
    )
    if not has_numbers(text) and len(buttons) <= FEW and len(line) <= SHORT:
        return [TEXTS.say("few", language, options=line)]
    ticks = sum(_TICK.fullmatch(one.label) is not None for one in buttons)
    kind = "number" if not ticks else "done" if ticks == len(lines) else "done_first"
    return [*found, *([""] if found else []), TEXTS.say(kind, language, count=ticks)]


def has_numbers(text: str) -> bool:
    """Tell whether a text has numbered lines."""
    return bool(_LISTED.search(plain(text)))


def _lines(text: str) -> dict[int, str]:
    """Return the numbered lines of a text; none where a number stands there twice."""
    found = [(int(number), line) for number, line in _LISTED.findall(plain(text))]
    return dict(found) if len(dict(found)) == len(found) else {}


def _numbers(text: str, buttons: tuple[Button, ...]) -> dict[int, Button]:
    """Return the number by which each option is answered, in the order of the options."""
    lines = _lines(text)
    free = max([0, *(int(number) for number, _ in _LISTED.findall(plain(text)))])
    found: dict[int, Button] = {}
    for at, button in enumerate(buttons, 1):
        tick = _TICK.fullmatch(button.label)
        number = int(tick[1]) if tick else at
        if number in found or not _is_of(button, number, lines):
            number = free = max((free, *found)) + 1
        found[number] = button
    return found


def _is_of(button: Button, number: int, lines: dict[int, str]) -> bool:
    """Tell whether an option is about the line of this number: it ticks it off, or names it."""
    line = lines.get(number)
    return line is not None and (
        button.label == f"✓{number}" or line.startswith(" ".join(button.label.split()))
    )


def title(label: str, letters: int) -> str:
    """Return a label that fits."""
    label = " ".join(label.split())
    return label if len(label) <= letters else f"{label[: letters - 1].rstrip()}…"


def _titled(text: str, buttons: tuple[Button, ...], letters: int) -> tuple[Button, ...]:
    """Return buttons whose titles fit and differ: services refuse two of one title."""
    lines = _lines(text)
    found: list[Button] = []
    taken: set[str] = set()
    for button in buttons:
        whole = _ticking(button.label, lines)
        label, number = title(whole, letters), 2
        while folded(label) in taken:
            tail = f" {number}"
            label, number = f"{title(whole, letters - len(tail))}{tail}", number + 1
        taken.add(folded(label))
        found.append(replace(button, label=label))
    return tuple(found)


def _ticking(label: str, lines: dict[int, str]) -> str:
    """Return what a ✓ ticks off, beside its number: a list of numbers alone says little."""
    tick = _TICK.fullmatch(label)
    line = lines.get(int(tick[1])) if tick else None
    return label if line is None else f"{label} {line.partition(' — ')[0]}"


def chosen(store: Store, message: InboundMessage) -> InboundMessage:
    """Return the press that an answer stands for; words where no question of ours has it."""
    said = message.text.strip()
    words = replace(message, kind=Kind.WORDS)
    can = capabilities(message.address.channel)
    since = message.received_at - ANSWER_WITHIN
    for number, one in enumerate(store.asked.last(message.address, MOST_ASKED)):
        if message.concerns is not None and one.external != message.concerns:
            continue
        button = None
        if NUMBER.fullmatch(said) and (number == 0 or message.concerns is not None):
            is_meant = message.concerns is not None or not _is_past(store, message, one)
            is_open = is_meant and one.created_at >= since
            button = _by_number(one, said, can) if is_open else None
        button = button or _by_title(one, said, can)
        if button is not None:
            return replace(words, callback=button.action, concerns=one.external)
    return words


def _is_past(store: Store, message: InboundMessage, question: Question) -> bool:
    """Tell whether a page with numbers of its own came after a question."""
    return any(map(has_numbers, store.asked.said_after(message.address, question)))


def _by_number(question: Question, said: str, can: Capabilities) -> Button | None:
    """Return the button of a number; beside real buttons only that of a line in the text."""
    buttons, number = question.buttons, int(said[:3])
    button = _numbers(question.text, buttons).get(number)
    if button is None or can.numbers(len(buttons)):
        return button
    return button if _is_of(button, number, _lines(question.text)) else None


def _by_title(question: Question, said: str, can: Capabilities) -> Button | None:
    """Return the button of a title, whole or as it was cut."""
    wanted, buttons = folded(said), question.buttons
    forms = (
        buttons,
        *(
            _titled(question.text, buttons, size)
            for size in (can.button_letters, can.row_letters)
            if size > 3
        ),
    )
    for form in forms:
        for button, original in zip(form, buttons, strict=True):
            if folded(button.label) == wanted:
                return original
    return None
