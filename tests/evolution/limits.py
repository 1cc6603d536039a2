"""What WhatsApp itself limits, whatever the vendor lets through."""

from collections.abc import Iterator
from typing import Any

from tests.telegram.text import units

TEXT = 4096
CAPTION = BODY = 1024
FOOTER = HEADER = 60
BUTTONS, BUTTON_TITLE, BUTTON_ID = 3, 20, 256
ROWS, ROW_TITLE, ROW_TEXT, ROW_ID = 10, 24, 72, 200


def broken(name: str, params: dict[str, Any]) -> Iterator[str]:
    """Tell every limit that a call does not keep."""
    if name in ("sendText", "updateMessage"):
        yield from _size(params, "text", TEXT)
    if name == "sendMedia":
        yield from _size(params, "caption", CAPTION, least=0)
    if name == "sendButtons":
        yield from _buttons(params)
    if name == "sendList":
        yield from _list(params)


def _size(params: dict[str, Any], key: str, most: int, *, least: int = 1) -> Iterator[str]:
    value = str(params.get(key) or "")
    if not least <= units(value.strip()) or units(value) > most:
        yield f"{key} has {units(value)} units, not {least} to {most}"


def _unique(words: list[str], what: str) -> Iterator[str]:
    if len(set(words)) < len(words):
        yield f"{what} are repeated"


def _buttons(params: dict[str, Any]) -> Iterator[str]:
    shown = f"{params.get('title', '')}{params.get('description', '')}"
    yield from _size({"body": shown}, "body", BODY)
    yield from _size(params, "footer", FOOTER, least=0)
    buttons = params.get("buttons") or []
    if not 1 <= len(buttons) <= BUTTONS:
        yield f"{len(buttons)} buttons, not 1 to {BUTTONS}"
    for button in buttons:
        if button.get("type") != "reply":
            yield f"a button of type {button.get('type')!r} is no answer"
        yield from _size(button, "displayText", BUTTON_TITLE)
        yield from _size(button, "id", BUTTON_ID)
    yield from _unique([str(one.get("displayText")) for one in buttons], "titles")
    yield from _unique([str(one.get("id")) for one in buttons], "ids")


def _list(params: dict[str, Any]) -> Iterator[str]:
    yield from _size(params, "title", HEADER)
    yield from _size(params, "description", BODY)
    yield from _size(params, "footerText", FOOTER)
    yield from _size(params, "buttonText", BUTTON_TITLE)
    sections = params.get("sections") or []
    rows = [row for section in sections for row in section.get("rows", [])]
    for section in sections:
        yield from _size(section, "title", ROW_TITLE)
    if not 1 <= len(rows) <= ROWS:
        yield f"{len(rows)} rows, not 1 to {ROWS}"
    for row in rows:
        yield from _size(row, "title", ROW_TITLE)
        yield from _size(row, "description", ROW_TEXT, least=0)
        yield from _size(row, "rowId", ROW_ID)
    yield from _unique([str(one.get("rowId")) for one in rows], "ids")
