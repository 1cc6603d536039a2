"""Text as Telegram counts and marks it: UTF-16 units, HTML, entities it finds by itself."""

import re
from dataclasses import dataclass, field
from typing import Any

from tests.telegram.errors import bad_request

Entity = dict[str, Any]

TEXT_LIMIT = 4096
CAPTION_LIMIT = 1024
BYTES_LIMIT = 1 << 15
"""What a text may hold before its marks are read."""

_FOUND = re.compile(
    r"(?P<email>(?<![\w.+-])[\w.+-]+@[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b)"
    r"|(?P<url>\b(?:https?://[^\s<>\"]*[^\s<>\".,;:!?)]"
    r"|(?<![@\w./-])(?:[a-z0-9-]+\.)+(?:com|org|net|br|io|dev|me|app)\b(?:/[^\s<>\"]*[^\s<>\".,;:!?)])?))"
    r"|(?P<mention>(?<![\w/@])@[a-z][a-z0-9_]{3,31}\b)"
    r"|(?P<bot_command>(?<![\w/<>])/[a-z0-9_]{1,64}(?:@[a-z][a-z0-9_]{2,31})?\b)"
    r"|(?P<hashtag>(?<![\w#])#\w*[^\W\d]\w*)",
    re.IGNORECASE,
)
_NOT_INSIDE = ("code", "pre", "text_link", "text_mention", "custom_emoji")


def units(text: str) -> int:
    """How long a text is in UTF-16 units: an emoji counts two."""
    return len(text.encode("utf-16-le", "surrogatepass")) // 2


def part(text: str, entity: Entity) -> str:
    """Return the words under an entity."""
    raw = text.encode("utf-16-le", "surrogatepass")
    begin = entity["offset"] * 2
    return raw[begin : begin + entity["length"] * 2].decode("utf-16-le", "surrogatepass")


def find_entities(text: str) -> list[Entity]:
    """Find links, addresses, mentions, commands and hashtags, as the server does."""
    return [
        {
            "offset": units(text[: match.start()]),
            "length": units(match.group()),
            "type": str(match.lastgroup),
        }
        for match in _FOUND.finditer(text)
    ]


def written(text: str, name: str = "text") -> dict[str, Any]:
    """Return what a payload says of a text: the text and what was found in it."""
    if not text:
        return {}
    found = find_entities(text)
    mark = "entities" if name == "text" else f"{name}_entities"
    return {name: text, **({mark: found} if found else {})}


@dataclass(frozen=True)
class Formatted:
    """A text without marks, and what the marks said."""

    text: str
    entities: list[Entity] = field(default_factory=list)


def sort_entities(entities: list[Entity]) -> list[Entity]:
    return sorted(entities, key=lambda entity: (entity["offset"], -entity["length"]))


def _trim(text: str, entities: list[Entity]) -> Formatted:
    """Drop white space at both ends; at the front only as far as the first entity."""
    text = text.rstrip()
    size = units(text)
    entities = [
        {**entity, "length": min(entity["length"], size - entity["offset"])}
        for entity in entities
        if entity["offset"] < size
    ]
    bound = min((entity["offset"] for entity in entities), default=size)
    front = 0
    while front < bound and text[front] in " \n":
        front += 1
    return Formatted(
        text[front:], [{**entity, "offset": entity["offset"] - front} for entity in entities]
    )


def _merge(entities: list[Entity], found: list[Entity]) -> list[Entity]:
    """Add what was found by itself, where no entity that forbids it lies."""

    def free(one: Entity) -> bool:
        end = one["offset"] + one["length"]
        return not any(
            other["offset"] < end and one["offset"] < other["offset"] + other["length"]
            for other in entities
            if other["type"] in _NOT_INSIDE
        )

    known = {(entity["offset"], entity["length"], entity["type"]) for entity in entities}
    new = [one for one in found if (one["offset"], one["length"], one["type"]) not in known]
    return sort_entities([*entities, *(one for one in new if free(one))])


def check_entities(text: str, entities: list[Entity]) -> None:
    """Refuse entities outside of the text or in the middle of a character.

    Errors: 400, in the words of the real server.
    """
    size = units(text)
    starts = {0}
    at = 0
    for character in text:
        at += units(character)
        starts.add(at)
    for entity in entities:
        offset, length = int(entity["offset"]), int(entity["length"])
        if offset < 0 or length < 0:
            raise bad_request(f"Receive an entity with incorrect offset {offset}")
        if offset > size:
            raise bad_request(f"Entity begins after the end of the text at UTF-16 offset {offset}")
        if offset + length > size:
            raise bad_request(
                f"Entity beginning at UTF-16 offset {offset} ends after the end of the text"
                f" at UTF-16 offset {offset + length}"
            )
        if offset not in starts or offset + length not in starts:
            raise bad_request("Entity begins in a middle of a UTF-16 symbol")


def formatted(text: str, parse_mode: str | None, entities: list[Entity] | None) -> Formatted:
    """Read a text as the Bot API does: parse, check, trim, and find what is left to find.

    Errors: 400; `AssertionError` for a parse mode that this server does not speak.
    """
    if len(text.encode("utf-8", "surrogatepass")) > BYTES_LIMIT:
        raise bad_request("Text is too long")
    mode = (parse_mode or "").lower()
    if text and mode == "html":
        from tests.telegram.html import parse_html

        read = parse_html(text)
    elif mode in ("markdown", "markdownv2"):
        raise AssertionError(f"the test server does not read {parse_mode}")
    elif mode and mode != "none":
        raise bad_request("Unsupported parse_mode")
    else:
        read = Formatted(text, sort_entities([dict(entity) for entity in entities or []]))
        check_entities(read.text, read.entities)
    trimmed = _trim(read.text, [entity for entity in read.entities if entity["length"] > 0])
    return Formatted(trimmed.text, _merge(trimmed.entities, find_entities(trimmed.text)))
