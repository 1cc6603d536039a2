"""What may be sent: the shapes of messages, with the lengths that Meta's pages name."""

import re
from typing import Any

from tests.cloudapi.errors import GraphError, Payload
from tests.cloudapi.shapes import (
    INVALID,
    Check,
    anything,
    at,
    both,
    degrees,
    distinct,
    each,
    exactly_one,
    fields,
    flag,
    link,
    one_of,
    words,
)

TEXT, CAPTION, BODY, LIST_BODY, TRACKER = 4096, 1024, 1024, 4096, 512
PHONE = re.compile(r"\+?[0-9][0-9 ()-]{5,24}")
USER_ID = re.compile(r"[A-Z]{2}\.(ENT\.)?[A-Za-z0-9]{1,128}")


def media(*optional: str) -> Check:
    """A file by `id` or by `link`."""
    more: dict[str, Check] = {
        "caption": words(CAPTION),
        "filename": words(240),
        "voice": flag,
    }
    known = {"id": words(64), "link": link, **{key: more[key] for key in optional}}
    return both(fields({}, known), exactly_one("id", "link"))


def _another_name(value: Payload, path: str) -> None:
    if len(value) < 2:
        raise GraphError(131008, f"Parameter '{path}' needs one more part of the name.")


_NAME = both(
    fields(
        {"formatted_name": words()},
        dict.fromkeys("first_name last_name middle_name suffix prefix".split(), words()),
    ),
    _another_name,
)
_CONTACT = fields(
    {"name": _NAME},
    {
        "phones": each(fields({}, {"phone": words(), "wa_id": words(), "type": words()}), most=20),
        "emails": each(fields({}, {"email": words(), "type": words()}), most=20),
        "urls": each(fields({}, {"url": words(), "type": words()}), most=20),
        "addresses": each(anything, most=20),
        "org": fields({}, dict.fromkeys(("company", "department", "title"), words())),
        "birthday": words(10),
    },
)


def _trimmed(value: Any, path: str) -> None:
    words(256, code=INVALID)(value, path)
    if value != value.strip():
        raise GraphError(INVALID, f"Param {path} must not start or end with a space.")


_BUTTON = fields(
    {
        "type": one_of("reply"),
        "reply": fields({"id": _trimmed, "title": words(20, code=INVALID)}),
    }
)
_BUTTONS = both(
    each(_BUTTON, most=3),
    distinct(lambda one: one["reply"]["id"], "button id"),
    distinct(lambda one: one["reply"]["title"], "button title"),
)
_ROW = fields(
    {"id": words(200, code=INVALID), "title": words(24, code=INVALID)},
    {"description": words(72, code=INVALID)},
)
_SECTION = fields({"rows": each(_ROW, most=10)}, {"title": words(24, code=INVALID)})


def _sections(value: Any, path: str) -> None:
    each(_SECTION, most=10)(value, path)
    rows = [row for section in value for row in section["rows"]]
    if len(rows) > 10:
        raise GraphError(INVALID, f"Total row count of {path} exceeds 10.")
    if len(value) > 1 and not all("title" in section for section in value):
        raise GraphError(INVALID, f"Every section of {path} needs a title.")
    distinct(lambda row: row["id"], "row id")(rows, path)


_TEXT_HEADER = fields({"type": one_of("text"), "text": words(60, code=INVALID)})


def _any_header(value: Any, path: str) -> None:
    fields({"type": one_of("text", "image", "video", "document")}, _HEADERS)(value, path)
    fields({"type": anything, value["type"]: _HEADERS[value["type"]]})(value, path)


_HEADERS: dict[str, Check] = {
    "text": words(60, code=INVALID),
    "image": media(),
    "video": media(),
    "document": media("filename"),
}


def _interactive(action: Check, header: Check | None, body: int, *, footer: bool = True) -> Check:
    optional: dict[str, Check] = {}
    if header is not None:
        optional["header"] = header
    if footer:
        optional["footer"] = fields({"text": words(60, code=INVALID)})
    body_shape = fields({"text": words(body, code=INVALID)})
    return fields({"type": anything, "body": body_shape, "action": action}, optional)


_URL = fields({"display_text": words(20, code=INVALID), "url": link})
INTERACTIVE: dict[str, Check] = {
    "button": _interactive(fields({"buttons": _BUTTONS}), _any_header, BODY),
    "list": _interactive(
        fields({"button": words(20, code=INVALID), "sections": _sections}), _TEXT_HEADER, LIST_BODY
    ),
    "cta_url": _interactive(
        fields({"name": one_of("cta_url"), "parameters": _URL}), _any_header, BODY
    ),
    "location_request_message": _interactive(
        fields({"name": one_of("send_location")}), None, BODY, footer=False
    ),
    "contact_request": _interactive(
        fields({"name": one_of("request_contact_info")}), None, BODY, footer=False
    ),
}


def _kind_of_interactive(value: Any, path: str) -> None:
    if not isinstance(value, dict) or "type" not in value:
        raise GraphError(131008, f"Parameter '{at(path, 'type')}' is mandatory.")
    shape = INTERACTIVE.get(value["type"])
    if shape is None:
        raise GraphError(INVALID, f"Param {at(path, 'type')} is not a type of interactive message.")
    shape(value, path)


def _emoji(value: Any, path: str) -> None:
    """One emoji, or nothing to take it away."""
    words(16, least=0)(value, path)
    if value.isascii() and value:
        raise GraphError(INVALID, f"Param {path} must be an emoji.")


TYPES: dict[str, Check] = {
    "text": fields({"body": words(TEXT)}, {"preview_url": flag}),
    "image": media("caption"),
    "video": media("caption"),
    "document": media("caption", "filename"),
    "audio": media("voice"),
    "sticker": media(),
    "location": fields(
        {"latitude": degrees, "longitude": degrees}, {"name": words(), "address": words()}
    ),
    "contacts": each(_CONTACT, most=257),
    "reaction": fields({"message_id": words(512), "emoji": _emoji}),
    "interactive": _kind_of_interactive,
    "template": fields(
        {
            "name": words(512),
            "language": fields({"code": words(16)}, {"policy": one_of("deterministic")}),
        },
        {"components": each(anything, least=0, most=20)},
    ),
}


def _phone(value: Any, path: str) -> None:
    words(30)(value, path)
    if PHONE.fullmatch(value) is None:
        raise GraphError(100, f"Param {path} must be a valid WhatsApp phone number.")


def _user_id(value: Any, path: str) -> None:
    words(140, code=INVALID)(value, path)
    if USER_ID.fullmatch(value) is None:
        raise GraphError(INVALID, f"Param {path} must be a business-scoped user id.")


def check_message(body: Payload) -> None:
    """Refuse what is not a message; to whom it goes is not looked up.

    Errors: 100, 131008, 131009 and 131051, as Meta documents them.
    """
    _check_product(body)
    kind = body.get("type", "text")
    if not isinstance(kind, str) or kind not in TYPES:
        raise GraphError(131051, f"Message type {kind!r} is not supported.")
    if "to" not in body and "recipient" not in body:
        raise GraphError(131008, "Parameter 'to' or 'recipient' is mandatory.")
    is_group = body.get("recipient_type") == "group"
    common: dict[str, Check] = {
        "recipient_type": one_of("individual", "group"),
        "to": words(256) if is_group else _phone,
        "recipient": _user_id,
        "type": anything,
        "context": fields({"message_id": words(512)}),
        "biz_opaque_callback_data": words(TRACKER),
    }
    fields({"messaging_product": anything, kind: TYPES[kind]}, common)(body, "")


def check_mark(body: Payload) -> None:
    """Refuse what is not a read mark.

    Errors: 100 and 131008.
    """
    _check_product(body)
    typing = fields({"type": one_of("text")})
    shape = {"messaging_product": anything, "status": one_of("read"), "message_id": words(512)}
    fields(shape, {"typing_indicator": typing})(body, "")


def _check_product(body: Payload) -> None:
    if body.get("messaging_product") != "whatsapp":
        raise GraphError(100, "The parameter messaging_product is required.")
