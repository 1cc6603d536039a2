"""Neutral markup: the small notation in which texts travel until a channel renders them.

`*bold*`, `_italic_`, `~struck~`, code between backticks, a block of code between two lines of
three backticks, and a backslash before any of these signs that is meant literally.
"""

import re
from collections.abc import Callable
from enum import StrEnum

from domain.frozen import dataclass


class Style(StrEnum):
    """How a span of text looks."""

    PLAIN = "plain"
    BOLD = "bold"
    ITALIC = "italic"
    STRUCK = "struck"
    CODE = "code"
    BLOCK = "block"


FENCE = "```"
_MARKS = {"*": Style.BOLD, "_": Style.ITALIC, "~": Style.STRUCK, "`": Style.CODE}
_SPECIAL = "\\*_~`"
_SIGNS = re.compile(f"[{re.escape(_SPECIAL)}]")


@dataclass(frozen=True, slots=True, kw_only=True)
class Span:
    """A run of text in one style."""

    text: str
    style: Style = Style.PLAIN


def escape(text: str) -> str:
    """Return `text` so that `parse` gives it back literally."""
    return _SIGNS.sub(r"\\\g<0>", text)


def parse(markup: str) -> list[Span]:
    """Split neutral markup into spans; a mark that is never closed is literal."""
    if markup and not _SIGNS.search(markup):
        return [Span(text=markup)]
    spans: list[Span] = []
    plain: list[str] = []
    position = 0
    while position < len(markup):
        letter = markup[position]
        if letter == "\\" and position + 1 < len(markup):
            plain.append(markup[position + 1])
            position += 2
            continue
        found = _marked(markup, position) if letter in _MARKS else None
        if found is None:
            plain.append(letter)
            position += 1
            continue
        if plain:
            spans.append(Span(text="".join(plain)))
            plain = []
        span, position = found
        spans.append(span)
    if plain:
        spans.append(Span(text="".join(plain)))
    return spans


def plain(markup: str) -> str:
    """Return the text of neutral markup without any style."""
    return "".join(span.text for span in parse(markup))


def _marked(markup: str, start: int) -> tuple[Span, int] | None:
    """Return the span whose mark stands at `start`, and where the text goes on."""
    mark = markup[start]
    if markup.startswith(FENCE, start):
        return _block(markup, start)
    end = _closing(markup, start, lambda position: markup[position] == mark)
    if end <= start + 1:
        return None
    inside = markup[start + 1 : end]
    is_doubled = markup[end + 1 : end + 2] == mark
    if mark in "~`" and (inside != inside.strip() or "\n" in inside or is_doubled):
        return None  # "~10 km, ~1 h" strikes nothing out
    return Span(text=_unescape(inside), style=_MARKS[mark]), end + 1


def _block(markup: str, start: int) -> tuple[Span, int] | None:
    """Return the block whose fence stands at `start`: both fences are lines of their own."""
    begin, fence = start + len(FENCE) + 1, f"\n{FENCE}"
    if markup[begin - 1 : begin] != "\n" or (start and markup[start - 1] != "\n"):
        return None
    end = _closing(markup, begin - 2, lambda position: markup.startswith(fence, position))
    if end < begin:
        return None
    return Span(text=_unescape(markup[begin:end]), style=Style.BLOCK), end + len(fence)


def _closing(markup: str, start: int, is_end: Callable[[int], bool]) -> int:
    position = start + 1
    while position < len(markup):
        if markup[position] == "\\":
            position += 2
            continue
        if is_end(position):
            return position
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
