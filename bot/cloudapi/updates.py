"""What the webhook of the Cloud API brings: the fields that SparkOne reads, by their own names.

Messages and statuses stay raw until each is read by itself: one that cannot be read spoils no
other of its batch.
"""

import json
from typing import Any

import msgspec


class Metadata(msgspec.Struct, frozen=True):
    """Whom it came to: our number and its id."""

    display_phone_number: str = ""
    phone_number_id: str = ""


class Profile(msgspec.Struct, frozen=True):
    """What somebody calls themselves."""

    name: str = ""


class Contact(msgspec.Struct, frozen=True):
    """Who wrote; either name of theirs may be missing."""

    wa_id: str | None = None
    user_id: str | None = None
    profile: Profile = Profile()


class Fault(msgspec.Struct, frozen=True):
    """An error that is told; only its code says anything."""

    code: int = 0


class Value(msgspec.Struct, frozen=True):
    """What a change says, in the fields `messages` and `user_id_update`."""

    metadata: Metadata | None = None
    contacts: list[Contact] = []
    messages: list[msgspec.Raw] = []
    statuses: list[msgspec.Raw] = []
    errors: list[Fault] = []
    user_id_update: list[msgspec.Raw] = []


class Change(msgspec.Struct, frozen=True):
    """One change of one field."""

    field: str = ""
    value: msgspec.Raw = msgspec.Raw(b"{}")


class Entry(msgspec.Struct, frozen=True):
    """The changes of one business account."""

    id: str = ""
    changes: list[Change] = []


class Body(msgspec.Struct, frozen=True):
    """One delivery."""

    entry: list[Entry] = []


class Context(msgspec.Struct, frozen=True):
    """Which message it answers, or that it was forwarded."""

    from_: str | None = msgspec.field(default=None, name="from")
    id: str | None = None
    forwarded: bool = False
    frequently_forwarded: bool = False


class Text(msgspec.Struct, frozen=True):
    """Words."""

    body: str = ""


class File(msgspec.Struct, frozen=True):
    """A picture, a sound, a document or a sticker."""

    id: str
    mime_type: str | None = None
    filename: str | None = None
    caption: str = ""
    voice: bool = False


class Place(msgspec.Struct, frozen=True):
    """A point on the map."""

    latitude: float
    longitude: float


class CardName(msgspec.Struct, frozen=True):
    """The name on a card."""

    formatted_name: str = ""


class CardPhone(msgspec.Struct, frozen=True):
    """A number on a card."""

    phone: str | None = None


class Card(msgspec.Struct, frozen=True):
    """A card of the address book."""

    name: CardName = CardName()
    phones: list[CardPhone] = []


class Reaction(msgspec.Struct, frozen=True):
    """What somebody thinks of a message; without an emoji they took it back."""

    message_id: str
    emoji: str = ""


class Chosen(msgspec.Struct, frozen=True):
    """A button or a row that was tapped."""

    id: str
    title: str = ""


class Interactive(msgspec.Struct, frozen=True):
    """An answer to buttons or a list."""

    type: str = ""
    button_reply: Chosen | None = None
    list_reply: Chosen | None = None


class QuickReply(msgspec.Struct, frozen=True):
    """A quick reply of a template that was tapped."""

    payload: str | None = None
    text: str = ""


class System(msgspec.Struct, frozen=True):
    """Somebody changed their number or their user id."""

    type: str = ""
    wa_id: str | None = None
    user_id: str | None = None


class Edited(msgspec.Struct, frozen=True):
    """What a message says now."""

    type: str = ""
    text: Text | None = None
    image: File | None = None
    video: File | None = None
    document: File | None = None


class Edit(msgspec.Struct, frozen=True):
    """A message that was changed."""

    original_message_id: str
    message: Edited


class Unsupported(msgspec.Struct, frozen=True):
    """What the service does not hand on, by its kind."""

    type: str = ""


class Message(msgspec.Struct, frozen=True):
    """A message of a person; what it holds stands under the name of its type."""

    id: str
    timestamp: str | int
    type: str = ""
    from_: str | None = msgspec.field(default=None, name="from")
    from_user_id: str | None = None
    group_id: str | None = None
    context: Context | None = None
    text: Text | None = None
    image: File | None = None
    video: File | None = None
    document: File | None = None
    audio: File | None = None
    sticker: File | None = None
    location: Place | None = None
    contacts: list[Card] = []
    reaction: Reaction | None = None
    interactive: Interactive | None = None
    button: QuickReply | None = None
    edit: Edit | None = None
    unsupported: Unsupported | None = None
    system: System | None = None


class Pricing(msgspec.Struct, frozen=True):
    """What a message is to Meta's bill."""

    category: str = ""
    billable: bool | None = None
    type: str | None = None
    pricing_type: str | None = None


class Status(msgspec.Struct, frozen=True):
    """What became of a message of ours."""

    id: str
    status: str
    timestamp: str | int
    recipient_id: str | None = None
    recipient_user_id: str | None = None
    recipient_type: str | None = None
    biz_opaque_callback_data: str | None = None
    pricing: Pricing | None = None
    errors: list[Fault] = []


class Ids(msgspec.Struct, frozen=True):
    """A user id before and after."""

    previous: str | None = None
    current: str | None = None


class IdUpdate(msgspec.Struct, frozen=True):
    """Somebody has another user id."""

    user_id: Ids
    wa_id: str | None = None


class AccountUpdate(msgspec.Struct, frozen=True):
    """Something happened to the business account."""

    event: str = ""
    ban_info: dict[str, Any] = {}


class TemplateUpdate(msgspec.Struct, frozen=True):
    """Something happened to a template."""

    event: str = ""


_decode_body = msgspec.json.Decoder(Body).decode
decode_value = msgspec.json.Decoder(Value).decode
decode_message = msgspec.json.Decoder(Message).decode
decode_status = msgspec.json.Decoder(Status).decode
decode_id_update = msgspec.json.Decoder(IdUpdate).decode
decode_account = msgspec.json.Decoder(AccountUpdate).decode
decode_template = msgspec.json.Decoder(TemplateUpdate).decode


def decode_body(raw: bytes) -> Body:
    """Return a delivery; half a character is read with a mark in its place.

    Errors: ValueError, RecursionError.
    """
    if b"\\ud" in raw.lower():
        try:
            msgspec.json.decode(raw)
        except msgspec.DecodeError:
            raw = json.dumps(json.loads(raw), ensure_ascii=False).encode("utf-8", "replace")
    return _decode_body(raw)
