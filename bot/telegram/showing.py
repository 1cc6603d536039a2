"""What is no text: files as what they are, places, reactions (Bot API, sendPhoto and others)."""

from typing import Any

from bot.telegram.client import BotApi
from domain.messages import OutboundMessage, Purpose

FORMS = {
    "photo": ("sendPhoto", "photo"),
    "voice": ("sendVoice", "voice"),
    "audio": ("sendAudio", "audio"),
    "video": ("sendVideo", "video"),
}
DOCUMENT = ("sendDocument", "document")


def form_of(message: OutboundMessage) -> tuple[str, str]:
    """Return the method that sends the file of a message, and the field it is in."""
    if message.attachment is not None:
        return FORMS.get(message.attachment.kind, DOCUMENT)
    return FORMS["photo"] if (message.file or "").endswith(".png") else DOCUMENT


def is_wordless(message: OutboundMessage) -> bool:
    """Tell whether a message is a place or a reaction."""
    is_place = message.attachment is not None and message.attachment.kind == "location"
    return is_place or message.purpose is Purpose.REACTION


async def show(api: BotApi, message: OutboundMessage, where: dict[str, Any]) -> bytes | None:
    """Send a place, or react; returns the answer where a message came of it."""
    if message.purpose is Purpose.REACTION:
        emoji = {"type": "emoji", "emoji": message.text}
        number = int(message.replaces or 0)
        await api.call(
            "setMessageReaction", chat_id=where["chat_id"], message_id=number, reaction=[emoji]
        )
        return None
    place = message.attachment
    assert place is not None
    return await api.call(
        "sendLocation", **where, latitude=place.latitude, longitude=place.longitude
    )
