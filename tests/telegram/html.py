"""The HTML parse mode, byte for byte: the same tags, the same errors at the same offsets."""

import re
from dataclasses import dataclass

from tests.telegram.errors import ApiError, bad_request
from tests.telegram.text import Entity, Formatted, sort_entities

_TAGS = (
    "a b strong i em s strike del u ins tg-spoiler tg-emoji tg-time span pre code blockquote"
).split()
_SIMPLE = {
    "i": "italic",
    "em": "italic",
    "b": "bold",
    "strong": "bold",
    "s": "strikethrough",
    "strike": "strikethrough",
    "del": "strikethrough",
    "u": "underline",
    "ins": "underline",
    "tg-spoiler": "spoiler",
    "span": "spoiler",
}
_CHARACTERS = {b"lt": "<", b"gt": ">", b"amp": "&", b"quot": '"'}
_REFERENCE = re.compile(rb"&(?:#x([0-9a-fA-F]*)|#([0-9]*)|([a-zA-Z]*))")
_USER_LINK = re.compile(r"tg://user\?id=(\d+)$")
_SPACE = b" \t\r\n\0\v"
_TOKEN = re.compile(rb"[A-Za-z0-9.-]*")


@dataclass
class _Open:
    """A start tag that waits for its end."""

    tag: str
    argument: str
    offset: int
    at: int


class _Parser:
    def __init__(self, text: str) -> None:
        self._text = text.encode("utf-8", "surrogatepass") + b"\0"
        self._size = len(self._text) - 1
        self._i = 0
        self._out = bytearray()
        self._offset = 0
        self._open: list[_Open] = []
        self._entities: list[Entity] = []

    def parse(self) -> Formatted:
        while self._i < self._size:
            byte = self._text[self._i]
            if byte == ord("&") and (character := self._reference()):
                self._put(character.encode("utf-8", "surrogatepass"))
            elif byte != ord("<"):
                self._put(self._text[self._i : self._i + 1])
                self._i += 1
            elif self._text[self._i + 1] == ord("/"):
                self._end_tag()
            else:
                self._start_tag()
        if self._open:
            raise self._error(
                f'Can\'t find end tag corresponding to start tag "{self._open[-1].tag}"'
            )
        for entity in self._entities:
            if entity["type"] == "code":
                entity.pop("language", None)
        text = bytes(self._out).decode("utf-8", "surrogatepass")
        return Formatted(text, sort_entities(self._entities))

    @staticmethod
    def _error(words: str) -> ApiError:
        return bad_request(f"can't parse entities: {words}")

    def _put(self, raw: bytes) -> None:
        self._out += raw
        for byte in raw:
            if byte & 0xC0 != 0x80:
                self._offset += 1 + (byte >= 0xF0)

    def _reference(self) -> str:
        """Read `&lt;` or `&#60;` and go past it; "" where it says nothing."""
        match = _REFERENCE.match(self._text, self._i)
        assert match is not None
        hexadecimal, decimal, name = match.groups()
        if name is not None:
            character = _CHARACTERS.get(name, "")
        else:
            code = int(hexadecimal or b"0", 16) or int(decimal or b"0")
            wrong = code == 0 or code >= 0x10FFFF or match.end() - match.start() >= 10
            character = "" if wrong else chr(code)
        if character:
            self._i = match.end() + (self._text[match.end()] == ord(";"))
        return character

    def _skip_space(self) -> None:
        while self._i < self._size and self._text[self._i] in _SPACE:
            self._i += 1

    def _word(self, ends: bytes) -> str:
        begin = self._i
        while self._i < self._size and self._text[self._i] not in ends:
            self._i += 1
        return self._text[begin : self._i].decode("utf-8", "replace").lower()

    def _start_tag(self) -> None:
        begin = self._i
        self._i += 1
        tag = self._word(_SPACE + b">")
        if self._i >= self._size:
            raise self._error(f"Unclosed start tag at byte offset {begin}")
        if tag not in _TAGS:
            raise self._error(f'Unsupported start tag "{tag}" at byte offset {begin}')
        argument = ""
        while self._text[self._i] != ord(">"):
            self._skip_space()
            if self._text[self._i] == ord(">"):
                break
            argument = self._attribute(tag, begin) or argument
        if tag == "span" and argument != "spoiler":
            raise self._error(f'Tag "span" must have class "tg-spoiler" at byte offset {begin}')
        self._i += 1
        self._open.append(_Open(tag, argument, self._offset, len(self._out)))

    def _attribute(self, tag: str, begin: int) -> str:
        """Read one attribute; return what it says about the entity."""
        name = self._word(_SPACE + b"=>/\"'")
        if not name:
            raise self._error(f'Empty attribute name in the tag "{tag}" at byte offset {begin}')
        self._skip_space()
        if self._text[self._i] != ord("="):
            if self._i >= self._size:
                raise self._error(f'Unclosed start tag "{tag}" at byte offset {begin}')
            return "1" if (tag, name) == ("blockquote", "expandable") else ""
        self._i += 1
        self._skip_space()
        if self._i >= self._size:
            raise self._error(f'Unclosed start tag "{tag}" at byte offset {begin}')
        value = self._value()
        if self._i >= self._size:
            raise self._error(f"Unclosed start tag at byte offset {begin}")
        if (tag, name) == ("code", "class") and value.startswith("language-"):
            return value[len("language-") :]
        if (tag, name) == ("span", "class") and value.startswith("tg-"):
            return value[len("tg-") :]
        if (tag, name) in {("a", "href"), ("tg-emoji", "emoji-id"), ("tg-time", "unix")}:
            return value
        return "1" if (tag, name) == ("blockquote", "expandable") else ""

    def _value(self) -> str:
        quote = self._text[self._i]
        if quote not in b"\"'":
            begin = self._i
            match = _TOKEN.match(self._text, begin)
            assert match is not None
            self._i = match.end()
            if self._text[self._i] not in _SPACE + b">":
                raise self._error(f"Unexpected end of name token at byte offset {begin}")
            return match.group().decode().lower()
        self._i += 1
        value = bytearray()
        while self._i < self._size and self._text[self._i] != quote:
            if self._text[self._i] == ord("&") and (character := self._reference()):
                value += character.encode("utf-8", "surrogatepass")
            else:
                value.append(self._text[self._i])
                self._i += 1
        self._i += 1
        return value.decode("utf-8", "replace")

    def _end_tag(self) -> None:
        begin = self._i
        if not self._open:
            raise self._error(f"Unexpected end tag at byte offset {begin}")
        self._i += 2
        tag = self._word(_SPACE + b">")
        self._skip_space()
        if self._i >= self._size or self._text[self._i] != ord(">"):
            raise self._error(f"Unclosed end tag at byte offset {begin}")
        opened = self._open.pop()
        if tag and tag != opened.tag:
            raise self._error(
                f"Unmatched end tag at byte offset {begin},"
                f' expected "</{opened.tag}>", found "</{tag}>"'
            )
        self._i += 1
        if self._offset > opened.offset:
            self._close(opened)

    def _close(self, opened: _Open) -> None:
        entity: Entity = {"offset": opened.offset, "length": self._offset - opened.offset}
        tag, argument = opened.tag, opened.argument
        if tag in _SIMPLE:
            self._entities.append({**entity, "type": _SIMPLE[tag]})
        elif tag == "blockquote":
            kind = "expandable_blockquote" if argument else "blockquote"
            self._entities.append({**entity, "type": kind})
        elif tag == "tg-emoji":
            if not argument.isdecimal() or int(argument) == 0:
                raise self._error("Invalid custom emoji identifier specified")
            self._entities.append({**entity, "type": "custom_emoji", "custom_emoji_id": argument})
        elif tag == "tg-time":
            if argument.isdecimal() and int(argument) > 0:
                said = {"type": "date_time", "unix_time": int(argument)}
                self._entities.append({**entity, **said})
        elif tag == "a":
            self._link(entity, argument or bytes(self._out[opened.at :]).decode())
        else:
            self._block(entity, tag, argument)

    def _link(self, entity: Entity, url: str) -> None:
        user = _USER_LINK.match(url)
        if user:
            said = {"type": "text_mention", "user": {"id": int(user.group(1))}}
            self._entities.append({**entity, **said})
            return
        checked = checked_link(url)
        if checked:
            self._entities.append({**entity, "type": "text_link", "url": checked})

    def _block(self, entity: Entity, tag: str, language: str) -> None:
        """`<pre>` and `<code>`: one in the other is one block with a language."""
        other = "code" if tag == "pre" else "pre"
        last = self._entities[-1] if self._entities else {}
        same = last.get("type") == other and all(last[key] == entity[key] for key in entity)
        said = language or last.get("language", "")
        if same and said:
            last.update(type="pre", language=said)
        else:
            known = {"language": language} if language else {}
            self._entities.append({**entity, "type": tag, **known})


def checked_link(url: str) -> str:
    """Return a link as the server keeps it; "" for what it does not take for a link."""
    url = url.strip()
    match = re.match(r"(?:(https?|tg|ton|tonsite)://)?([^/?#\s]+)(.*)$", url, re.IGNORECASE)
    if match is None or " " in url:
        return ""
    scheme, host, rest = match.groups()
    if (scheme or "http").lower().startswith("http"):
        if "." not in host.strip(".") and not host.startswith("["):
            return ""
        return f"{(scheme or 'http').lower()}://{host.lower()}{rest or '/'}"
    return url


def parse_html(text: str) -> Formatted:
    """Read the HTML parse mode.

    Errors: 400 "can't parse entities", in the words of the real server.
    """
    return _Parser(text).parse()
