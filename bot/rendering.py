"""Rendering for the terminal: neutral markup as lines, buttons as numbers."""

from domain.cleaning import visible
from domain.markup import Span, Style, parse
from domain.messages import Button

_CODES = {
    Style.BOLD: "\x1b[1m",
    Style.ITALIC: "\x1b[2m",
    Style.STRUCK: "\x1b[2;9m",  # dim too: some screens know no line through a word
    Style.CODE: "\x1b[36m",
    Style.BLOCK: "\x1b[36m",
}
_RESET = "\x1b[0m"


def render(text: str, buttons: tuple[Button, ...] = (), *, styled: bool) -> str:
    """Return the lines of a message; `styled` for a screen that understands ANSI codes."""
    body = "".join(_span(span, styled=styled) for span in parse(text))
    if not buttons:
        return body
    numbered = "  ".join(
        f"[{number}] {visible(button.label)}" for number, button in enumerate(buttons, 1)
    )
    return f"{body}\n{numbered}"


def _span(span: Span, *, styled: bool) -> str:
    text = "\n".join(visible(line) for line in span.text.split("\n"))
    if span.style is Style.STRUCK and not styled:
        return f"~{text}~"  # what is out would else read as if it were in
    code = _CODES.get(span.style)
    return f"{code}{text}{_RESET}" if styled and code else text
