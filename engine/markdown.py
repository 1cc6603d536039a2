"""A model's Markdown as neutral markup, read by a parser of CommonMark."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import groupby
from typing import TYPE_CHECKING, NamedTuple

from domain.markup import FENCE, Style, escape

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

LONGEST = 8000
MOST_NESTED = 60
"""Levels of lists and quotations; what goes deeper is shown as it was written."""
MOST_OPEN = 4
"""Marks that may be open at the end of an unfinished text."""
_STYLES = {"strong": Style.BOLD, "em": Style.ITALIC, "s": Style.STRUCK}
_STRONGEST = (Style.CODE, Style.STRUCK, Style.BOLD, Style.ITALIC)
_SIGNS = {Style.BOLD: "*", Style.ITALIC: "_", Style.STRUCK: "~", Style.CODE: "`"}
_BOXES = {"[ ] ": "☐ ", "[x] ": "☑ ", "[X] ": "☑ "}
_BULLET, _RULE, _BAR = "• ", "———", " | "
_CODE_LANGUAGES = frozenset(
    "bash c cpp csharp css diff go html http ini java javascript js json kotlin lua markdown md "
    "php powershell py python r rb ruby rust scala sh shell sql swift text toml ts tsx txt "
    "typescript xml yaml yml".split()
)
_OPEN = re.compile(r"(\*\*|\*|__|_|~~|`+)(?=[^\s*_~`])")
_BARE = re.compile(r"(?:(?<=\n)|^)[ \t]*(?:#{1,6}|[-*+>]|\d+[.)]?|-{2,}|`{1,2}|~{1,2})[ \t]*$")
_LINK = re.compile(r"!?\[([^\[\]\n]*)(?:\](?:\([^()\s]*)?)?$")
_MARKS = "*_~`"


class _Run(NamedTuple):
    text: str
    style: Style


def neutral(markdown: str, longest: int = LONGEST, *, is_partial: bool = False) -> str:
    """Return CommonMark, with tables, task lists and ~~struck~~ words, as neutral markup.

    No word is lost, but what lies beyond `longest` characters. Marks that are never closed
    are literal; where more of the text is to come (`is_partial`) they count as closed at its
    end, so that what was shown does not jump.
    """
    text = markdown.replace("\x00", "\ufffd")
    is_cut = len(text) > longest
    if is_cut:
        text = text[:longest].rsplit(None, 1)[0]
    if is_cut or is_partial:
        text = _closed(text.rstrip())
    tokens = _parser().parse(text)
    if any(token.level >= MOST_NESTED - 1 for token in tokens):
        return escape(text)
    return _Page(text).write(tokens) + ("…" if is_cut else "")


@cache
def _parser() -> "MarkdownIt":
    from markdown_it import MarkdownIt  # noqa: PLC0415 - imported with the first answer

    parser = MarkdownIt("commonmark", {"html": False, "maxNesting": MOST_NESTED})
    parser.enable(["table", "strikethrough"])
    # Definitions of links would vanish; the others are more often slips than meant.
    parser.disable(["reference", "lheading", "code"])
    parser.normalizeLink = lambda url: url  # type: ignore[method-assign]
    return parser


class _Page:
    """Writes blocks below each other, as far apart as they were."""

    def __init__(self, source: str) -> None:
        self._source = source.splitlines()
        self._lines: list[str] = []
        self._around: list[tuple[str, str]] = []
        """What stands before the first and before the further lines, for each container."""
        self._numbers: list[int | None] = []
        self._end = 0

    def write(self, tokens: list["Token"]) -> str:
        inside_table = is_heading = False
        for token in tokens:
            if token.type.startswith("table_"):
                inside_table = token.nesting == 1
                if inside_table:
                    self._put(self._table(token), token.map)
            elif inside_table:
                continue
            elif token.type == "heading_open":
                is_heading = True
            elif token.type == "inline":
                runs = _runs(token.children or (), Style.BOLD if is_heading else None)
                self._put(_boxed(_marked(runs), in_item=bool(self._numbers)), token.map)
                is_heading = False
            elif token.type == "fence":
                self._put(_fenced(token), token.map)
            elif token.type == "hr":
                self._put(_RULE, token.map)
            else:
                self._container(token)
        return "\n".join(self._lines)

    def _container(self, token: "Token") -> None:
        if token.type == "blockquote_open":
            self._around.append(("> ", "> "))
        elif token.type in ("bullet_list_open", "ordered_list_open"):
            start = token.attrGet("start")
            is_counted = token.type == "ordered_list_open"
            self._numbers.append(int(start if start is not None else 1) if is_counted else None)
        elif token.type == "list_item_open":
            number = self._numbers[-1]
            mark = _BULLET if number is None else f"{number}{token.markup} "
            self._around.append((mark, " " * min(len(mark), 3)))
            if number is not None:
                self._numbers[-1] = number + 1
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self._numbers.pop()
        elif token.type in ("list_item_close", "blockquote_close"):
            self._around.pop()

    def _put(self, text: str, where: list[int] | None) -> None:
        begins, ends = where or (self._end, self._end)
        if self._lines and begins > self._end:
            self._lines.append("")
        self._end = ends
        if text.startswith(f"{FENCE}\n"):  # its lines stand alone: they are to be copied
            marks = "".join(first for first, _ in self._around).rstrip()
            self._lines += [marks] if marks.strip("> ") and marks != " " * len(marks) else []
            self._lines += text.split("\n")
        else:
            first, *rest = text.split("\n")
            self._lines.append("".join(first for first, _ in self._around) + first)
            self._around = [(later, later) for _, later in self._around]
            self._lines += ["".join(later for _, later in self._around) + one for one in rest]
        self._around = [(later, later) for _, later in self._around]

    def _table(self, token: "Token") -> str:
        """Return a table as lines, from its source: the parser drops cells beyond the head."""
        from markdown_it.rules_block.table import escapedSplit  # noqa: PLC0415 - as above

        begins, ends = token.map or (0, 0)
        lines: list[str] = []
        for number, line in enumerate(self._source[begins:ends]):
            if number == 1:
                continue  # the line of dashes
            row = line.strip().lstrip("> ") if self._around else line.strip()
            cells = [cell.strip() for cell in escapedSplit(row)]
            cells = [one for at, one in enumerate(cells) if one or 0 < at < len(cells) - 1]
            style = None if number else Style.BOLD
            runs: list[_Run] = []
            for cell in cells:
                runs += [_Run(_BAR, style or Style.PLAIN)] if runs else []
                for inline in _parser().parseInline(cell):
                    runs += _runs(inline.children or (), style)
            lines.append(("" if number == 0 else _BULLET) + _marked(runs))
        return "\n".join(lines)


def _runs(tokens: Iterable["Token"], style: Style | None = None) -> list[_Run]:
    """Return the words of a line, each run in the strongest of the styles that it stands in."""
    open_styles: Counter[Style] = Counter([style] if style else [])
    runs: list[_Run] = []
    links: list[tuple[int, str]] = []
    for token in tokens:
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind in _STYLES:
            open_styles[_STYLES[kind]] += token.nesting
        elif token.type == "link_open":
            links.append((len(runs), _address(token, "href")))
        elif token.type == "link_close":
            begin, address = links.pop()
            runs += _addressed("".join(run.text for run in runs[begin:]), address)
        elif token.type == "image":
            inside = _runs(token.children or (), style)
            runs += inside
            runs += _addressed("".join(run.text for run in inside), _address(token, "src"))
        elif token.type == "code_inline":
            runs.append(_Run(token.content, Style.CODE))
        elif token.type in ("softbreak", "hardbreak"):
            runs.append(_Run("\n", Style.PLAIN))
        else:
            runs.append(_Run(token.content, _strongest(open_styles)))
    return runs


def _strongest(open_styles: Counter[Style]) -> Style:
    return next((one for one in _STRONGEST if open_styles[one] > 0), Style.PLAIN)


def _address(token: "Token", name: str) -> str:
    address, title = str(token.attrGet(name) or ""), token.attrGet("title")
    return f"{address}, {title}" if title else address


def _addressed(text: str, address: str) -> Iterator[_Run]:
    """Yield the address of a link, where its words are not the address already."""
    if not address or address.removeprefix("mailto:") == text:
        return
    yield _Run(f" ({address})" if text.strip() else address, Style.PLAIN)


def _marked(runs: list[_Run]) -> str:
    """Return runs in neutral markup; blanks at the ends of a run stand outside its marks."""
    pieces: list[str] = []
    for style, group in groupby(runs, key=lambda run: run.style):
        text = "".join(run.text for run in group)
        core = text.strip()
        if style is Style.PLAIN or not core:
            pieces.append(escape(text))
            continue
        before, after = text[: text.index(core)], text[text.index(core) + len(core) :]
        sign = _SIGNS[style]
        lines = core.split("\n") if style is Style.CODE else [core]
        pieces.append(before + "\n".join(f"{sign}{escape(one)}{sign}" for one in lines) + after)
    return "".join(pieces)


def _boxed(text: str, *, in_item: bool) -> str:
    box = _BOXES.get(text[:4]) if in_item else None
    return box + text[4:] if box else text


def _fenced(token: "Token") -> str:
    """Return a block of code; what stands beside its fence is no word if it names a language."""
    info = token.info.strip()
    head = "" if info.lower() in _CODE_LANGUAGES else info
    body = "\n".join(one for one in (head, token.content.rstrip("\n")) if one.strip())
    return f"{FENCE}\n{escape(body)}\n{FENCE}" if body.strip() else ""


def _closed(text: str) -> str:
    """Return an unfinished text with the marks of its last paragraph closed or left away."""
    if text.count(FENCE) % 2:
        return text  # the end closes a block of code by itself
    head, gap, last = text.rpartition("\n\n")
    last = _LINK.sub(r"\1", _BARE.sub("", last)).rstrip()
    if not last.endswith(FENCE):
        last = last.rstrip(_MARKS) if last[-1:] in _MARKS else last
    for _ in range(MOST_OPEN):
        mark = _left_open(last.rpartition("\n")[2])
        if mark is None:
            break
        last += mark
    return head + gap + last


def _left_open(line: str) -> str | None:
    """Return the last mark of a line that opens something which nothing closes."""
    (inline,) = _parser().parseInline(line)
    for token in reversed(inline.children or []):
        if token.type == "text" and (found := list(_OPEN.finditer(token.content))):
            before = token.content[: found[-1].start()]
            if not before[-1:].isalnum():
                return found[-1][1]
    return None
