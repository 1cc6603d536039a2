"""What is no text: files as what they are, places, reactions, as calls of Evolution API."""

import re
from pathlib import Path
from typing import Any

from bot.evolution.events import Key
from bot.whatsapp.formatting import parts
from domain.frozen import dataclass
from domain.messages import Attachment, OutboundMessage, Purpose

CAPTION = 1024
PICTURES = {".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg"}
MEDIA = {"photo": "image", "video": "video"}
SOUNDS = {"voice", "audio"}
_MIME = re.compile(r"[a-z]+/[a-z0-9.+-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Upload:
    """A call with a file: where to, its fields, its type and the name it goes under."""

    path: str
    fields: dict[str, str]
    mime: str
    name: str


def is_place(message: OutboundMessage) -> bool:
    """Tell whether a message is a place."""
    return message.attachment is not None and message.attachment.kind == "location"


def is_reaction(message: OutboundMessage) -> bool:
    """Tell whether a message is a reaction."""
    return message.purpose is Purpose.REACTION


def upload_of(message: OutboundMessage, path: Path, jid: str) -> Upload:
    """Return how the file of a message is sent: a voice as one, else as what it is."""
    shown = message.attachment
    picture = PICTURES.get(path.suffix.casefold())
    kind = shown.kind if shown is not None else "photo" if picture else "document"
    name = (shown and shown.name) or path.name
    given = shown.mime if shown is not None and shown.mime else picture
    # Parameters of a type (codecs=opus) are no part of a form's Content-Type here.
    mime = (given or "application/octet-stream").partition(";")[0].strip().lower()
    mime = mime if _MIME.fullmatch(mime) else "application/octet-stream"
    if kind in SOUNDS:
        return Upload(
            path="/message/sendWhatsAppAudio", fields={"number": jid}, mime=mime, name=name
        )
    fields = {
        "number": jid,
        "mediatype": MEDIA.get(kind, "document"),
        "mimetype": mime,
        "fileName": name,
    }
    caption = parts(message.text, CAPTION)[:1]
    if caption:
        fields["caption"] = caption[0]
    return Upload(path="/message/sendMedia", fields=fields, mime=mime, name=name)


def place_of(place: Attachment, jid: str) -> dict[str, Any]:
    """Return what a place is sent as; the server wants a name and an address."""
    name = place.name or "•"
    return {
        "number": jid,
        "latitude": place.latitude,
        "longitude": place.longitude,
        "name": name,
        "address": name,
    }


def reaction_of(message: OutboundMessage, key: Key) -> dict[str, Any]:
    """Return what a reaction is sent as: the emoji, and the whole key of what it is about."""
    named = {"id": key.id, "remoteJid": key.remote_jid, "fromMe": key.from_me}
    if key.participant:
        named["participant"] = key.participant
    return {"key": named, "reaction": message.text}
