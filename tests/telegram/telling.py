"""The real channel and client, which also tell the server what they send: see `journal`."""

from contextvars import ContextVar
from typing import Any

from bot.telegram.channel import TelegramChannel
from bot.telegram.client import BotApi
from bot.telegram.rendering import parts
from domain.markup import plain
from domain.messages import OutboundMessage

MARKS = ("Talvez repetido:", "Possibly a repeat:")
SENDINGS = ("sendMessage", "editMessageText")
TOLD = "told"
"""The parameter that tells it; the server takes it out before anybody judges the call."""

_sending: ContextVar[OutboundMessage | None] = ContextVar("sending", default=None)


class TellingApi(BotApi):
    """The real client, which also tells what it sends."""

    async def call(self, method: str, **parameters: Any) -> bytes:
        message = _sending.get()
        if message is not None and method in SENDINGS:
            parameters[TOLD] = _told(message, parameters["text"])
        return await super().call(method, **parameters)


class TellingChannel(TelegramChannel):
    """The real channel, whose client knows which message is being sent."""

    async def send(self, message: OutboundMessage) -> str | None:
        before = _sending.set(message)
        try:
            return await super().send(message)
        finally:
            _sending.reset(before)


def _told(message: OutboundMessage, text: str) -> dict[str, Any]:
    cut = [part.text for part in parts(message.text)]
    return {
        "key": message.key,
        "reply_to": message.reply_to,
        "is_marked": any(mark in plain(message.text) for mark in MARKS),
        "part": cut.index(text),
        "parts": len(cut),
    }
