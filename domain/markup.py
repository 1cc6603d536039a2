"""Neutral markup: the small notation in which texts travel until a channel renders them.

`*bold*`, `_italic_` and a backslash before a literal `*`, `_` or backslash; nothing else.
"""

from dataclasses import dataclass
from enum import StrEnum


class Style(StrEnum):
    """How a span of text looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"


_MARKS = {"*": Style.BOLD, "_": Style.ITALIC}
_SPECIAL = "\\*_"


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN


def escape(text: str) -> str:
    """Return `text` so that `parse` gives it back literally."""
    return "".join(f"\\{letter}" if letter in _SPECIAL else letter for letter in text)


def parse(markup: str) -> list[Span]:
    """Split neutral markup into spans; a mark that is never closed is literal."""
    spans: list[Span] = []
    plain: list[str] = []
    position = 0
    while position < len(markup):
        letter = markup[position]
        if letter == "\\" and position + 1 < len(markup):
            plain.append(markup[position + 1])
            position += 2
            continue
        end = _closing(markup, position) if letter in _MARKS else -1
        if end < 0:
            plain.append(letter)
            position += 1
            continue
        if plain:
            spans.append(Span(text="".join(plain)))
            plain = []
        spans.append(Span(text=_unescape(markup[position + 1 : end]), style=_MARKS[letter]))
        position = end + 1
    if plain:
        spans.append(Span(text="".join(plain)))
    return spans


def plain(markup: str) -> str:
    """Return the text of neutral markup without any style."""
    return "".join(span.text for span in parse(markup))


def _closing(markup: str, start: int) -> int:
    position = start + 1
    while position < len(markup):
        if markup[position] == "\\":
            position += 2
            continue
        if markup[position] == markup[start]:
            return position if position > start + 1 else -1
        position += 1
    return -1


def _unescape(text: str) -> str:
    letters: list[str] = []
    position = 0
    while position < len(text):
        if text[position] == "\\" and position + 1 < len(text):
            position += 1
        letters.append(text[position])
        position += 1
    return "".join(letters)
