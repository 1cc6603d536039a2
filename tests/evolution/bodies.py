"""What messages look like in the webhooks, by integration."""

import base64
import hashlib
from dataclasses import dataclass, field
from typing import Any

from tests.evolution.chats import Message, Payload
from tests.evolution.instance import Instance


@dataclass
class Content:
    """What somebody sends: as WHATSAPP-BAILEYS tells it, and as the others do.

    An empty `business` means that WHATSAPP-BUSINESS tells nothing of it.
    """

    kind: str
    body: Payload
    business_kind: str = ""
    business: Payload = field(default_factory=dict)
    context: Payload = field(default_factory=dict)
    business_context: Payload | None = None
    text: str = ""
    media: bytes | None = None


def octets(value: bytes) -> Payload:
    """Return bytes as they come: an object whose keys are positions."""
    return {str(at): one for at, one in enumerate(value)}


def long(value: int, *, unsigned: bool = True) -> Payload:
    """Return a 64-bit number as it comes: its lower half is signed."""
    low = value & 0xFFFFFFFF
    return {
        "low": low - 2**32 if low >= 2**31 else low,
        "high": value >> 32,
        "unsigned": unsigned,
    }


def text(words: str) -> Content:
    body = {"conversation": words}
    return Content("conversation", body, "conversation", body, text=words)


def media(instance: Instance, kind: str, data: bytes, mime: str, **facts: Any) -> Content:
    """Return a file of a kind ("image", "audio", "video", "document" or "sticker").

    `facts` are `caption`, `fileName`, `ptt` and what else its message holds.
    """
    digest = hashlib.sha256(data).digest()
    name, facts = f"{kind}Message", {key: one for key, one in facts.items() if one is not None}
    body: Payload = {
        "url": f"https://mmg.whatsapp.net/v/t62.7118-24/{digest.hex()[:16]}.enc",
        "mimetype": mime,
        "fileSha256": octets(digest),
        "fileLength": long(len(data)),
        "mediaKey": octets(digest[::-1]),
        "directPath": f"/v/t62.7118-24/{digest.hex()[:16]}.enc",
        "mediaKeyTimestamp": long(instance.home.now(), unsigned=False),
        **facts,
    }
    business: Payload = {"id": str(int(digest.hex()[:13], 16)), "mime_type": mime}
    business["sha256"] = base64.b64encode(digest).decode()
    if "fileName" in facts:
        business["filename"] = facts["fileName"]
    business |= {key: facts[key] for key in ("caption", "ptt") if key in facts}
    if "ptt" in facts:
        business["voice"] = facts["ptt"]
    words = str(facts.get("caption", ""))
    return Content(name, {name: body}, name, {name: business}, text=words, media=data)


def location(latitude: float, longitude: float, name: str | None, address: str | None) -> Content:
    about = {"name": name, "address": address}
    body: Payload = {"degreesLatitude": latitude, "degreesLongitude": longitude}
    body |= {key: one for key, one in about.items() if one is not None}
    told = {"locationMessage": body}
    return Content("locationMessage", told, "locationMessage", told)


def contact(name: str, phone: str) -> Content:
    card = (
        f"BEGIN:VCARD\nVERSION:3.0\nN:{name}\nFN:{name}\n"
        f"item1.TEL;waid={phone}:+{phone}\nitem1.X-ABLabel:Celular\nEND:VCARD"
    )
    told = {"contactMessage": {"displayName": name, "vcard": card}}
    return Content("contactMessage", told, "contactMessage", told)


def reaction(instance: Instance, target: Message, emoji: str) -> Content:
    """Return a reaction; in Baileys' its key is seen from our side."""
    moment = instance.home.now() * 1000
    key = {**target.key, "participant": target.key.get("participant", "")}
    shown = {name: key[name] for name in ("remoteJid", "fromMe", "id", "participant")}
    told = {"key": shown, "text": emoji, "senderTimestampMs": long(moment, unsigned=False)}
    business = {"reactionMessage": {"key": {"id": target.id}, "text": emoji}}
    kind = "reactionMessage"
    return Content(kind, {kind: told}, kind, business, text=emoji)


def tap(target: Message, title: str, how: str) -> Content:
    """Return the answer to a button or row: `how` is the form in which Baileys tells it."""
    at = target.titles.index(title) if title in target.titles else 0
    chosen = target.ids[at] if target.ids else ""
    context = quote(target)
    forms: dict[str, Payload] = {
        "listResponseMessage": {
            "title": title,
            "listType": 1,
            "singleSelectReply": {"selectedRowId": chosen},
        },
        "buttonsResponseMessage": {
            "selectedButtonId": chosen,
            "selectedDisplayText": title,
            "type": 1,
        },
        "templateButtonReplyMessage": {
            "selectedId": chosen,
            "selectedDisplayText": title,
            "selectedIndex": at,
        },
        "interactiveResponseMessage": {
            "body": {"text": title, "format": 0},
            "nativeFlowResponseMessage": {
                "name": "quick_reply",
                "paramsJson": f'{{"id":"{chosen}","display_text":"{title}"}}',
                "version": 3,
            },
        },
    }
    body = {how: {**forms[how], "contextInfo": context}}
    told = {"conversation": title}
    stanza = {"stanzaId": target.id}
    return Content(how, body, "interactiveMessage", told, context, stanza, text=title)


def quote(target: Message) -> Payload:
    """Return how Baileys tells that a message answers another."""
    author = target.key.get("participant") or target.key["remoteJid"]
    return {
        "stanzaId": target.id,
        "participant": author,
        "quotedMessage": target.data.get("message", {}),
    }
