"""Messages as they come in and go out, whatever the channel."""

from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from domain.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A chat on a channel: where messages come from and go to."""

    channel: str
    chat: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.chat}"


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage:
    """One message or one press of a button, as a channel received it.

    `key` is unique for the channel for ever: a second delivery of the same key is ignored.
    `callback` is the action of the pressed button, or None for words. `length` is the number
    of characters that were sent, where `text` had to be cut; 0 where it was not.
    """

    key: str
    address: Address
    sender: str
    text: str
    received_at: datetime
    callback: str | None = None
    length: int = 0
    origin: Origin = Origin.OWNER


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message; `action` is at most 64 bytes (Bot API, callback_data)."""

    label: str
    action: str


class Purpose(StrEnum):
    """Why a message goes out; it decides about repeats, quiet hours and expiry."""

    REPLY = "reply"
    REMINDER = "reminder"
    NOTICE = "notice"


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """One message to a chat, in neutral markup (see `domain.markup`).

    `key` is unique for ever: the same promise is never written twice.
    `reply_to` is the key of the inbound message it answers.
    """

    key: str
    address: Address
    text: str
    purpose: Purpose
    buttons: tuple[Button, ...] = ()
    reply_to: str | None = None
