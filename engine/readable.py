"""The readable text of a page: its title, headings and paragraphs, without what nobody sees."""

import re
from html import unescape

LONGEST = 20_000
_OUT = frozenset(
    "script style noscript template svg math iframe object embed canvas head select textarea "
    "button dialog audio video map".split()
)
_VOID = frozenset("area base br col embed hr img input link meta param source track wbr".split())
_PARAGRAPHS = frozenset("p h1 h2 h3 h4 h5 h6 blockquote pre table ul ol dl figure section".split())
_LINES = frozenset(
    "br li tr div article header footer main aside nav dt dd hr figcaption address form "
    "caption".split()
)
_CLOSED_BY_NEXT = frozenset("p li dt dd tr td th option".split())
_HIDING = re.compile(
    r"display\s*:\s*none|visibility\s*:\s*hidden|opacity\s*:\s*0(?:\.0+)?\s*(?:;|$)"
    r"|font-size\s*:\s*0(?:px|em|rem|pt|%)?\s*(?:;|$)",
    re.IGNORECASE,
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+')?+)*+)>")
"""A whole tag; nothing in it is tried twice, so that no page takes longer than its length."""
_ATTRIBUTE = re.compile(r"([^\s=>/\"']++)(?:\s*+=\s*+(\"[^\"]*+\"|'[^']*+'|[^\s>]*+))?+")
_RAW = {
    tag: re.compile(rf"</{tag}(?=[\s/>])", re.IGNORECASE)
    for tag in "script style textarea title iframe noscript xmp noembed noframes".split()
}
"""What holds letters and no tags, up to its end."""
_SPACE = re.compile(r"[ \t\r\f\v\u00a0\u200b\u2060\ufeff]+")


def readable(html: str) -> tuple[str, str]:
    """Return the title of a page and its text, of at most 20,000 letters."""
    reader = _Reader()
    reader.read(html)
    return tidy(reader.title).replace("\n", " ")[:300], shortened(tidy("".join(reader.pieces)))


def tidy(text: str) -> str:
    """Return a text with single blanks, and at most one empty line in a row."""
    lines = [_SPACE.sub(" ", line).strip() for line in text.split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def shortened(text: str) -> str:
    """Return a text of at most 20,000 letters, cut between words."""
    if len(text) <= LONGEST:
        return text
    cut = text[: LONGEST - 1]
    return (cut.rsplit(None, 1)[0] if " " in cut[-200:] else cut) + "…"


class _Reader:
    """Reads tags from front to back, as HTML's standard does where a page is broken."""

    def __init__(self) -> None:
        self.title = ""
        self.pieces: list[str] = []
        self.letters = 0
        self._out: str | None = None
        self._depth = 0

    def read(self, html: str) -> None:
        position = 0
        while position >= 0 and self.letters <= LONGEST * 2:
            sign = html.find("<", position)
            self._data(html[position : sign if sign >= 0 else None])
            position = self._tag(html, sign) if sign >= 0 else -1

    def _tag(self, html: str, start: int) -> int:
        """Read what begins with "<"; return where it ends, or -1 at the end of the page."""
        following = html[start + 1 : start + 2]
        if html.startswith("<!--", start):
            end = html.find("-->", start + 4)
            return end + 3 if end >= 0 else -1
        if following and following in "!?":
            return html.find(">", start) + 1 or -1
        if not (following.isascii() and following.isalpha()) and following != "/":
            self._data("<")
            return start + 1
        tag = _TAG.match(html, start)
        if tag is None:
            return html.find(">", start) + 1 or -1
        name = tag[2].lower()
        if tag[1]:
            self._closed(name)
        elif name in _RAW:
            return self._raw(html, name, tag.end())
        else:
            self._opened(name, tag[3])
        return tag.end()

    def _raw(self, html: str, name: str, start: int) -> int:
        end = _RAW[name].search(html, start)
        if name == "title" and not self.title:
            self.title = unescape(html[start : end.start() if end else start + 1000])[:1000]
        return html.find(">", end.start()) + 1 or -1 if end else -1

    def _opened(self, tag: str, attributes: str) -> None:
        if self._out is not None:
            self._stay_out(tag)
            if self._out is not None:
                return
        if tag not in _VOID and (tag in _OUT or _is_hidden(attributes)):
            self._out, self._depth = tag, 1
        elif tag in _PARAGRAPHS:
            self._put("\n\n")
        elif tag in _LINES:
            self._put("\n• " if tag == "li" else "\n")
        elif tag in {"td", "th"}:
            self._put(" ")

    def _closed(self, tag: str) -> None:
        if tag == self._out:
            self._depth -= 1
            self._out = self._out if self._depth else None
        elif self._out is None and tag in _PARAGRAPHS:
            self._put("\n\n")
        elif self._out is None and tag in _LINES:
            self._put("\n")

    def _data(self, text: str) -> None:
        if self._out is None:
            self._put(unescape(text))

    def _stay_out(self, tag: str) -> None:
        """Count what is opened inside of what is hidden; some of it ends by what comes next."""
        is_next = tag == self._out or tag in _PARAGRAPHS
        if (self._out == "head" and tag == "body") or (self._out in _CLOSED_BY_NEXT and is_next):
            self._out = None
        elif tag == self._out:
            self._depth += 1

    def _put(self, text: str) -> None:
        self.pieces.append(text)
        self.letters += len(text.strip())


def _is_hidden(attributes: str) -> bool:
    if "hid" not in attributes.lower() and "style" not in attributes.lower():
        return False
    named = {
        found[1].lower(): unescape((found[2] or "").strip("\"'"))
        for found in _ATTRIBUTE.finditer(attributes)
    }
    return (
        "hidden" in named
        or named.get("aria-hidden", "").lower() == "true"
        or bool(_HIDING.search(named.get("style", "")))
    )
