"""Neutral markup as Telegram shows it: text with entities, in parts of 4096 UTF-16 units."""

from collections.abc import Iterator
from itertools import islice
from typing import Any

from domain.frozen import dataclass
from domain.markup import Style, parse
from domain.messages import Button

LONGEST = 4096
"""UTF-16 units of one message, after entities (Bot API, sendMessage)."""
BUTTONS_IN_A_ROW = 4
ROW_LETTERS = 28
"""Characters of labels that fit side by side on a phone."""
MOST_ENTITIES = 100
"""Entities of one message; the server drops further ones."""
_STYLES = {
    Style.BOLD: "bold",
    Style.ITALIC: "italic",
    Style.STRUCK: "strikethrough",
    Style.CODE: "code",
    Style.BLOCK: "pre",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """One message: its text, and its entities with offsets and lengths in UTF-16 units."""

    text: str
    entities: tuple[dict[str, Any], ...] = ()


def units(text: str) -> int:
    """Return the length of a text in UTF-16 units."""
    return len(text) + sum(letter > "\uffff" for letter in text)


def parts(markup: str, longest: int = LONGEST) -> list[Part]:
    """Split neutral markup into messages, at line ends or spaces where there are any near."""
    spans = parse(markup)
    text = "".join(span.text for span in spans)
    marks: list[tuple[int, int, str]] = []
    position = 0
    for span in spans:
        if span.style is not Style.PLAIN and span.text.strip():
            marks.append((position, position + len(span.text), _STYLES[span.style]))
        position += len(span.text)
    return [
        Part(
            text=text[start:end],
            entities=tuple(islice(_entities(text, marks, start, end), MOST_ENTITIES)),
        )
        for start, end in _cuts(text, longest)
    ]


def _cuts(text: str, longest: int) -> Iterator[tuple[int, int]]:
    """Yield where the parts begin and end, in characters; blanks at a cut are left out."""
    whole = len(text.rstrip())
    start = len(text) - len(text.lstrip())
    while start < whole:
        end = min(_furthest(text, start, longest), whole)
        if end < whole:
            end = _at_a_gap(text, start, end)
        yield start, end
        start = end
        while start < whole and text[start].isspace():
            start += 1


def _furthest(text: str, start: int, longest: int) -> int:
    if (len(text) - start) * 2 <= longest:  # a character has two units at most
        return len(text)
    room, end = longest, start
    while end < len(text):
        room -= 2 if text[end] > "\uffff" else 1
        if room < 0:
            break
        end += 1
    return end


def _at_a_gap(text: str, start: int, end: int) -> int:
    """Return a better place to cut than `end`, within the last half of the part."""
    for gap in ("\n\n", "\n", " "):
        found = text.rfind(gap, start + (end - start) // 2, end + 1)
        if found > start:
            return found
    while end > start + 1 and not _may_begin(text[end]):  # keeps what is joined together
        end -= 1
    return end


def _may_begin(letter: str) -> bool:
    """Tell whether a part may begin with this: no joiner, accent, variation or skin tone."""
    code = ord(letter)
    joins = code == 0x200D or 0xFE00 <= code <= 0xFE0F or 0x0300 <= code <= 0x036F
    return not joins and not 0x1F3FB <= code <= 0x1F3FF


def _entities(
    text: str, marks: list[tuple[int, int, str]], start: int, end: int
) -> Iterator[dict[str, Any]]:
    for begins, ends, kind in marks:
        first, last = max(begins, start), min(ends, end)
        if first < last:
            yield {
                "type": kind,
                "offset": units(text[start:first]),
                "length": units(text[first:last]),
            }


def keyboard(buttons: tuple[Button, ...]) -> dict[str, Any] | None:
    """Return an inline keyboard with as many buttons in a row as a phone shows."""
    if not buttons:
        return None
    rows: list[list[dict[str, str]]] = [[]]
    letters = 0
    for button in buttons:
        letters += len(button.label) + 2
        is_full = button.new_row or letters > ROW_LETTERS or len(rows[-1]) >= BUTTONS_IN_A_ROW
        if rows[-1] and is_full:
            rows.append([])
            letters = len(button.label) + 2
        rows[-1].append({"text": button.label, "callback_data": button.action})
    return {"inline_keyboard": rows}
