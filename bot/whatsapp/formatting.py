"""Neutral markup as WhatsApp shows it, in parts that fit into a message."""

from domain.markup import Span, Style, parse

_MARKS = {Style.BOLD: "*", Style.ITALIC: "_", Style.STRUCK: "~", Style.CODE: "`"}
FENCE = "```"


def render(markup: str) -> str:
    """Return WhatsApp's own notation; signs that people wrote themselves stay as they are."""
    return "".join(_span(span) for span in parse(markup)).strip()


def parts(markup: str, longest: int) -> list[str]:
    """Return messages of at most so many characters, cut at line ends or spaces."""
    return cut(render(markup), longest)


def cut(text: str, longest: int) -> list[str]:
    """Return a text that is rendered already in pieces of at most so many characters."""
    rest, found = text, []
    while len(rest) > longest:
        end = _gap(rest, longest)
        found.append(rest[:end].rstrip())
        rest = rest[end:].lstrip()
    return [*found, rest] if rest else found


def _gap(text: str, longest: int) -> int:
    for gap in ("\n\n", "\n", " "):
        found = text.rfind(gap, longest // 2, longest)
        if found > 0:
            return found
    return longest


def _span(span: Span) -> str:
    if span.style is Style.BLOCK:
        return f"{FENCE}{span.text}{FENCE}"
    mark = _MARKS.get(span.style, "")
    if not mark:
        return span.text
    # A mark only counts beside a word, and within one line.
    return "\n".join(_marked(line, mark) for line in span.text.split("\n"))


def _marked(line: str, mark: str) -> str:
    inner = line.strip()
    if not inner:
        return line
    before = line[: len(line) - len(line.lstrip())]
    after = line[len(line.rstrip()) :]
    return f"{before}{mark}{inner}{mark}{after}"
