"""Options: buttons where a channel has few of them or none, and what an answer to them means.

What does not fit becomes numbers in the text; a title or a number that comes back is looked for
within the question that was asked last, because some services give no id with it.
"""

import re
from dataclasses import dataclass, replace
from datetime import timedelta

from domain.capabilities import Capabilities, capabilities
from domain.folding import folded
from domain.markup import escape
from domain.messages import Button, InboundMessage, Kind
from storage.store import Store

NUMBER = re.compile(r"[0-9]{1,3}")
"""What may answer a question; other digits, such as ², are words."""
MOST_ASKED = 10
"""Messages of ours with buttons that are looked through for a title."""
ANSWER_WITHIN = timedelta(hours=24)
"""A number answers a question for so long; a title says itself what it is about."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Shown:
    """How the options of a message are shown: `text` with numbers, or buttons or rows."""

    text: str
    buttons: tuple[Button, ...] = ()
    rows: tuple[Button, ...] = ()


def shown(text: str, buttons: tuple[Button, ...], can: Capabilities) -> Shown:
    """Return the text, in neutral markup, and the options in the best form there is."""
    if not buttons:
        return Shown(text=text)
    if len(buttons) <= can.buttons:
        return Shown(text=text, buttons=_titled(buttons, can.button_letters))
    if len(buttons) <= can.rows:
        return Shown(text=text, rows=_titled(buttons, can.row_letters))
    lines = [f"*{number}.* {escape(one.label)}" for number, one in enumerate(buttons, 1)]
    return Shown(text="\n".join((text, "", *lines)))


def title(label: str, letters: int) -> str:
    """Return a label that fits."""
    label = " ".join(label.split())
    return label if len(label) <= letters else f"{label[: letters - 1].rstrip()}…"


def _titled(buttons: tuple[Button, ...], letters: int) -> tuple[Button, ...]:
    """Return buttons whose titles fit and differ: services refuse two of one title."""
    found: list[Button] = []
    taken: set[str] = set()
    for button in buttons:
        label, number = title(button.label, letters), 2
        while folded(label) in taken:
            tail = f" {number}"
            label, number = f"{title(button.label, letters - len(tail))}{tail}", number + 1
        taken.add(folded(label))
        found.append(replace(button, label=label))
    return tuple(found)


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
            is_open = can.numbers(len(one.buttons)) and one.created_at >= since
            button = _by_number(one.buttons, said) if is_open else None
        button = button or _by_title(one.buttons, said, can)
        if button is not None:
            return replace(words, callback=button.action, concerns=one.external)
    return words


def _by_number(buttons: tuple[Button, ...], said: str) -> Button | None:
    number = int(said)
    return buttons[number - 1] if 1 <= number <= len(buttons) else None


def _by_title(buttons: tuple[Button, ...], said: str, can: Capabilities) -> Button | None:
    """Return the button of a title, whole or as it was cut."""
    wanted = folded(said)
    forms = (
        buttons,
        *(_titled(buttons, size) for size in (can.button_letters, can.row_letters) if size > 3),
    )
    for form in forms:
        for button, original in zip(form, buttons, strict=True):
            if folded(button.label) == wanted:
                return original
    return None
