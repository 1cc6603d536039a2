"""Chats and the messages in them, as they now stand."""

import hashlib
from dataclasses import dataclass, field
from typing import Any

Payload = dict[str, Any]


def row_id(seed: str) -> str:
    """Return an id as the vendor's database makes them."""
    return "cm" + hashlib.sha256(seed.encode()).hexdigest()[:23]


@dataclass
class Message:
    """A message as it now stands, with what became of it.

    `data` is what the vendor says of it; `text` is what people read, `titles` and `ids` belong to
    its buttons or rows, `media` is its file.
    """

    chat: "Chat"
    data: Payload
    text: str = ""
    titles: list[str] = field(default_factory=list)
    ids: list[str] = field(default_factory=list)
    media: bytes | None = None
    call: str = ""
    quoted: str | None = None
    edits: list[str] = field(default_factory=list)
    reactions: list[str] = field(default_factory=list)
    statuses: list[str] = field(default_factory=list)
    read: bool = False
    deleted: bool = False
    expired: bool = False

    @property
    def id(self) -> str:
        return str(self.data["key"]["id"])

    @property
    def key(self) -> Payload:
        found: Payload = self.data["key"]
        return found

    @property
    def kind(self) -> str:
        return str(self.data["messageType"])

    @property
    def from_us(self) -> bool:
        return bool(self.key["fromMe"])

    @property
    def row(self) -> str:
        return row_id(self.id)


@dataclass
class Chat:
    """A chat, by the address that the bot knows it by; `typed` holds the presences it was sent."""

    jid: str
    name: str = ""
    messages: list[Message] = field(default_factory=list)
    typed: list[str] = field(default_factory=list)
    is_known: bool = False
    members: list[str] = field(default_factory=list)

    @property
    def is_group(self) -> bool:
        return self.jid.endswith("@g.us")

    @property
    def sent(self) -> list[Message]:
        """What the bot sent and did not delete, oldest first; reactions are on their messages."""
        return [
            one
            for one in self.messages
            if one.call and not one.deleted and one.call != "sendReaction"
        ]

    @property
    def texts(self) -> list[str]:
        return [message.text for message in self.sent]

    @property
    def last(self) -> Message:
        assert self.sent, f"the bot sent nothing to {self.jid}"
        return self.sent[-1]
