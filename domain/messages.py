"""Messages as they come in and go out, whatever the channel."""

from datetime import datetime
from enum import StrEnum

from domain.frozen import dataclass
from domain.origin import Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Address:
    """A chat on a channel: where messages come from and go to."""

    channel: str
    chat: str

    def __str__(self) -> str:
        return f"{self.channel}:{self.chat}"


class Kind(StrEnum):
    """What a person did."""

    WORDS = "words"
    EDIT = "edit"
    """Changed a message of theirs: `concerns` names it, `text` is what it says now.

    Without both, the channel tells only that something was changed.
    """
    REACTION = "reaction"
    """Reacted to a message of ours: `concerns` names it, `text` is the emoji."""
    LOCATION = "location"
    CONTACT = "contact"
    FILE = "file"
    """Sent a voice message, a photo or a document; `text` is its caption."""
    CHOICE = "choice"
    """Answered a question of ours by the number or the title of an option: `text`. It becomes
    that press, or words where no question has it; it is never stored as such."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Attachment:
    """What came with a message. Absent facts are None.

    `kind` is voice, audio, photo, video, document, sticker, location or contact; `file` is the
    channel's name for the content; `size` in bytes, `seconds` for sound; `latitude` and
    `longitude` in degrees; `name` and `phone` as the sender's device gave them.
    """

    kind: str
    file: str | None = None
    name: str | None = None
    mime: str | None = None
    size: int | None = None
    seconds: int | None = None
    latitude: float | None = None
    longitude: float | None = None
    phone: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class InboundMessage:
    """One message or one press of a button, as a channel received it.

    `key` is unique for the channel for ever: a second delivery of the same key is ignored.
    `callback` is the action of the pressed button, or None for words. `length` is the number
    of characters that were sent, where `text` had to be cut; 0 where it was not.

    `aliases` are other names by which the channel may know the sender (a phone number besides a
    user id): whoever is known by one of them is known by `sender` from then on.

    `external` is the channel's id of this message in its chat; `concerns` that of the message
    which it edits, answers, reacts to, or whose button was pressed. `private` is where the
    sender can be told what is nobody else's business: set in groups only. `sender_name` and
    `sender_language` (a tag such as "pt-br") are as the channel gives them.
    """

    key: str
    address: Address
    sender: str
    text: str
    received_at: datetime
    callback: str | None = None
    length: int = 0
    origin: Origin = Origin.OWNER
    kind: Kind = Kind.WORDS
    aliases: tuple[str, ...] = ()
    external: str | None = None
    concerns: str | None = None
    private: Address | None = None
    sender_name: str | None = None
    sender_language: str | None = None
    attachment: Attachment | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Button:
    """A button under a message; `action` is at most 64 bytes (Bot API, callback_data).

    `new_row`: it begins a row of its own, where the channel has rows.
    """

    label: str
    action: str
    new_row: bool = False


class Purpose(StrEnum):
    """Why a message goes out; it decides about repeats, quiet hours and expiry."""

    REPLY = "reply"
    REMINDER = "reminder"
    NOTICE = "notice"
    BRIEF = "brief"
    EDIT = "edit"
    """It takes the place of a message of ours, or is not sent at all."""
    REACTION = "reaction"
    """The emoji `text` under the message of the person that `replaces` names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class OutboundMessage:
    """One message to a chat, in neutral markup (see `domain.markup`).

    `key` is unique for ever: the same promise is never written twice.
    `reply_to` is the key of the inbound message it answers. `replaces` is the channel's id of
    a message of ours that this one takes the place of, where the channel can edit; where it
    cannot, it is a message of its own. `expires_at`: not sent after that (UTC). `file` is the
    path of a file that goes with it; `attachment` says how it is shown (voice, audio, photo,
    video, document), or is a place by itself. `language` is that of the text, known when it is
    sent.
    """

    key: str
    address: Address
    text: str
    purpose: Purpose
    buttons: tuple[Button, ...] = ()
    reply_to: str | None = None
    replaces: str | None = None
    expires_at: datetime | None = None
    file: str | None = None
    attachment: Attachment | None = None
    language: str | None = None
