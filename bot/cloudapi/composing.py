"""Composing: a message of ours becomes the bodies of one or more calls."""

from collections.abc import Mapping
from pathlib import PurePath
from typing import Any

from bot.cloudapi.statuses import tracker
from bot.options import shown
from bot.whatsapp.formatting import cut, render
from domain.capabilities import Capabilities
from domain.messages import Attachment, Button, OutboundMessage, Purpose
from domain.sending import Rejected
from domain.texts import FALLBACK, Texts

CAPTION = 1024
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
LARGEST_PICTURE = 5 * 1024 * 1024
LARGEST_SOUND = 16 * 1024 * 1024
SOUNDS = {
    "audio/ogg": "audio/ogg; codecs=opus",
    "audio/aac": "audio/aac",
    "audio/amr": "audio/amr",
    "audio/mpeg": "audio/mpeg",
    "audio/mp4": "audio/mp4",
}
VIDEOS = {"video/mp4", "video/3gpp"}
_OFFICE = "application/vnd.openxmlformats-officedocument"
DOCUMENTS = {
    ".pdf": "application/pdf",
    ".txt": "text/plain",
    # Texts under another name: Meta takes no types of their own, and the name says the rest.
    ".csv": "text/plain",
    ".ics": "text/plain",
    ".json": "text/plain",
    ".md": "text/plain",
    ".docx": f"{_OFFICE}.wordprocessingml.document",
    ".xlsx": f"{_OFFICE}.spreadsheetml.sheet",
    ".pptx": f"{_OFFICE}.presentationml.presentation",
}
"""The types of files that Meta takes (its page "Media" and its own refusals)."""

Body = dict[str, Any]
TEXTS = Texts(
    {
        "options": {"pt": "Opções", "en": "Options"},
        "no_file": {
            "pt": "_O WhatsApp não aceita este tipo de arquivo. Peça-o de novo no terminal ou em "
            "outro canal._",
            "en": "_WhatsApp does not take files of this kind. Ask for it again in the terminal or "
            "on another channel._",
        },
    }
)


def recipient(chat: str) -> Body:
    """Return how a chat is named in a call: a phone number, or a business-scoped user id.

    Errors: Rejected where it is neither.
    """
    if chat[2:3] == "." and chat[:2].isalpha():
        return {"recipient": chat}
    number = chat.lstrip("+")
    if not number.isdigit():
        raise Rejected(reason="no such chat")
    return {"to": f"+{number}"}


def texts(message: OutboundMessage, can: Capabilities, *, quoted: str | None = None) -> list[Body]:
    """Return the bodies of a message: text in parts, the options under the last one.

    `quoted` is the message of the person that the first part names.
    """
    form = shown(message.text, message.buttons, can, message.language or FALLBACK)
    options = bool(form.buttons or form.rows)
    pieces = _pieces(render(form.text), can.longest, can.longest_asking if options else can.longest)
    bodies: list[Body] = [_text(piece) for piece in pieces]
    if bodies and form.buttons:
        bodies[-1] = _buttons(pieces[-1], form.buttons)
    elif bodies and form.rows:
        bodies[-1] = _rows(pieces[-1], form.rows, message.language or FALLBACK)
    if bodies and quoted is not None:
        bodies[0]["context"] = {"message_id": quoted}
    return bodies


def addressed(bodies: list[Body], message: OutboundMessage) -> list[Body]:
    """Return bodies with whom they go to, and our key."""
    to = recipient(message.address.chat)
    count = len(bodies)
    return [
        {**to, **body, "biz_opaque_callback_data": tracker(message.key, number, count)}
        for number, body in enumerate(bodies, 1)
    ]


def file_kind(name: str, size: int, shown: Attachment | None = None) -> tuple[str, str] | None:
    """Return as what a file goes out and its type; None: the service does not take it."""
    mime = ((shown and shown.mime) or "").partition(";")[0].strip().lower()
    if mime in SOUNDS and size <= LARGEST_SOUND:
        return "audio", SOUNDS[mime]
    if mime in VIDEOS and size <= LARGEST_SOUND:
        return "video", mime
    suffix = PurePath(name).suffix.lower()
    picture = mime if mime in PICTURES.values() else PICTURES.get(suffix)
    if picture is not None:
        return ("image" if size <= LARGEST_PICTURE else "document"), picture
    known = mime if mime in DOCUMENTS.values() else DOCUMENTS.get(suffix)
    return ("document", known) if known else None


def wordless(message: OutboundMessage) -> Body | None:
    """Return the body of a place or a reaction; None: it is neither."""
    if message.purpose is Purpose.REACTION:
        return {
            "type": "reaction",
            "reaction": {"message_id": message.replaces or "", "emoji": message.text},
        }
    place = message.attachment
    if place is None or place.kind != "location":
        return None
    where: Body = {"latitude": place.latitude, "longitude": place.longitude}
    return {"type": "location", "location": where | ({"name": place.name} if place.name else {})}


def file_body(kind: str, media: str, name: str, caption: str) -> Body:
    """Return the body of a file that was handed over."""
    content: Body = {"id": media}
    if caption:
        content["caption"] = caption
    if kind == "document":
        content["filename"] = name[-240:]
    return {"type": kind, kind: content}


def _pieces(text: str, longest: int, last: int) -> list[str]:
    """Return a text in parts, of which the last one is as short as options allow."""
    found = cut(text, longest)
    if found and len(found[-1]) > last:
        whole = found.pop()
        tail = cut(whole, last)[-1]
        found += [whole[: len(whole) - len(tail)].rstrip(), tail]
    return found


def _text(text: str) -> Body:
    return {"type": "text", "text": {"body": text, "preview_url": False}}


def _interactive(kind: str, text: str, action: Mapping[str, Any]) -> Body:
    content = {"type": kind, "body": {"text": text}, "action": action}
    return {"type": "interactive", "interactive": content}


def _buttons(text: str, buttons: tuple[Button, ...]) -> Body:
    replies = [
        {"type": "reply", "reply": {"id": one.action, "title": one.label}} for one in buttons
    ]
    return _interactive("button", text, {"buttons": replies})


def _rows(text: str, rows: tuple[Button, ...], language: str) -> Body:
    listed = [{"id": one.action, "title": one.label} for one in rows]
    action = {"button": TEXTS.say("options", language), "sections": [{"rows": listed}]}
    return _interactive("list", text, action)
