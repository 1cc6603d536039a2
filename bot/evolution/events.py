"""What Evolution API brings: the fields of its webhooks that SparkOne reads (2.3.6).

Numbers come as numbers, texts or `{low, high}`; `message` has one field for each kind.
"""

from typing import Any

import msgspec


class Envelope(msgspec.Struct, frozen=True):
    """One event. `sender` is our own address, once the phone is connected."""

    event: str
    instance: str
    data: msgspec.Raw = msgspec.Raw(b"null")
    sender: str | None = None


class Key(msgspec.Struct, frozen=True, rename="camel"):
    """What names a message. The `…Alt`, `…Pn` and `sender…` fields say whose a lid is."""

    id: str
    remote_jid: str = ""
    from_me: bool = False
    participant: str | None = None
    remote_jid_alt: str | None = None
    participant_alt: str | None = None
    sender_pn: str | None = None
    sender_lid: str | None = None
    participant_pn: str | None = None
    participant_lid: str | None = None


class Context(msgspec.Struct, frozen=True, rename="camel"):
    """What a message refers to: `stanza_id` and `participant` are the quoted message's."""

    stanza_id: str | None = None
    participant: str | None = None
    mentioned_jid: list[str] | None = None
    is_forwarded: bool | None = None
    forwarding_score: Any = None


class File(msgspec.Struct, frozen=True, rename="camel"):
    """An image, a video, a sound, a document or a sticker."""

    mimetype: str | None = None
    mime_type: str | None = msgspec.field(default=None, name="mime_type")
    caption: str | None = None
    file_name: str | None = None
    filename: str | None = msgspec.field(default=None, name="filename")
    title: str | None = None
    file_length: Any = None
    seconds: Any = None
    ptt: bool | None = None
    voice: bool | None = None
    context_info: Context | None = None


class Place(msgspec.Struct, frozen=True, rename="camel"):
    """A point on the map, in degrees."""

    degrees_latitude: float
    degrees_longitude: float
    context_info: Context | None = None


class Card(msgspec.Struct, frozen=True, rename="camel"):
    """A card of the address book."""

    display_name: str | None = None
    vcard: str = ""
    context_info: Context | None = None


class Cards(msgspec.Struct, frozen=True):
    """Several cards."""

    contacts: list[Card] = []


class Target(msgspec.Struct, frozen=True, rename="camel"):
    """The message that a reaction is about; in WHATSAPP-BUSINESS there is only its id."""

    id: str = ""
    from_me: bool = True


class Reaction(msgspec.Struct, frozen=True):
    """A reaction; an empty text takes one back."""

    key: Target = Target()
    text: str = ""


class Text(msgspec.Struct, frozen=True, rename="camel"):
    """A text that has something to it."""

    text: str = ""
    context_info: Context | None = None


class Tap(msgspec.Struct, frozen=True, rename="camel"):
    """An option that was chosen, in one of the four forms in which that comes."""

    selected_display_text: str | None = None
    title: str | None = None
    body: Text | None = None
    context_info: Context | None = None

    @property
    def said(self) -> str:
        """The title of the option."""
        return self.selected_display_text or self.title or (self.body.text if self.body else "")


class Wrapped(msgspec.Struct, frozen=True):
    """A message in a message: seen once, vanishing, with a caption."""

    message: "Content | None" = None


class Sealed(msgspec.Struct, frozen=True, rename="camel"):
    """What a phone encrypted for phones alone; `secret_enc_type` 2 is a change of a message."""

    secret_enc_type: int | str | None = None


class Content(msgspec.Struct, frozen=True, rename="camel"):
    """A message; `base64` is the content of its file, where that comes along."""

    conversation: str | None = None
    extended_text_message: Text | None = None
    image_message: File | None = None
    video_message: File | None = None
    ptv_message: File | None = None
    audio_message: File | None = None
    document_message: File | None = None
    sticker_message: File | None = None
    location_message: Place | None = None
    live_location_message: Place | None = None
    contact_message: Card | None = None
    contacts_array_message: Cards | None = None
    reaction_message: Reaction | None = None
    buttons_response_message: Tap | None = None
    template_button_reply_message: Tap | None = None
    list_response_message: Tap | None = None
    interactive_response_message: Tap | None = None
    ephemeral_message: Wrapped | None = None
    view_once_message: Wrapped | None = None
    view_once_message_v2: Wrapped | None = msgspec.field(default=None, name="viewOnceMessageV2")
    view_once_message_v2_extension: Wrapped | None = msgspec.field(
        default=None, name="viewOnceMessageV2Extension"
    )
    document_with_caption_message: Wrapped | None = None
    secret_encrypted_message: Sealed | None = None
    context_info: Context | None = None
    base64: str | None = None

    @property
    def within(self) -> "Content":
        """The message that others are wrapped around."""
        for wrapped in (
            self.ephemeral_message,
            self.view_once_message,
            self.view_once_message_v2,
            self.view_once_message_v2_extension,
            self.document_with_caption_message,
        ):
            if wrapped is not None and wrapped.message is not None:
                return wrapped.message.within
        return self

    @property
    def tap(self) -> Tap | None:
        """The option that was chosen."""
        return (
            self.buttons_response_message
            or self.template_button_reply_message
            or self.list_response_message
            or self.interactive_response_message
        )

    @property
    def text(self) -> str:
        """The words, without captions."""
        extended = self.extended_text_message
        return self.conversation or (extended.text if extended else "")


class Upsert(msgspec.Struct, frozen=True, rename="camel"):
    """A message: `data` of messages.upsert and send.message, or a record of findMessages."""

    key: Key
    message: Content | None = None
    push_name: str | None = None
    message_type: str = ""
    message_timestamp: Any = None
    context_info: Context | None = None


class Edited(msgspec.Struct, frozen=True, rename="camel"):
    """A message was changed; without `edited_message` it is something else, such as a deletion."""

    key: Key
    edited_message: Content | None = None
    timestamp_ms: Any = None


class Status(msgspec.Struct, frozen=True, rename="camel"):
    """What became of a message."""

    key_id: str
    status: str = ""
    from_me: bool = True


class Connection(msgspec.Struct, frozen=True, rename="camel"):
    """How the phone's line is; `wuid` is our own address, when it opens."""

    state: str = ""
    status_reason: Any = None
    wuid: str | None = None


class Code(msgspec.Struct, frozen=True, rename="camel"):
    """A code to be scanned: `code` is its content, `base64` a picture of it."""

    code: str | None = None
    base64: str | None = None
    pairing_code: str | None = None


class Shown(msgspec.Struct, frozen=True):
    """A new code; without one, there will be no more of them."""

    qrcode: Code | None = None


class Instance(msgspec.Struct, frozen=True, rename="camel"):
    """What fetchInstances says of an instance."""

    name: str = ""
    connection_status: str = ""
    owner_jid: str | None = None
    integration: str | None = None
    disconnection_reason_code: Any = None


class State(msgspec.Struct, frozen=True):
    """An instance within an answer."""

    state: str = ""


class StateAnswer(msgspec.Struct, frozen=True):
    """What connectionState answers."""

    instance: State = State()


class Page(msgspec.Struct, frozen=True, rename="camel"):
    """One page of a history, the newest first."""

    records: list[msgspec.Raw] = []
    pages: int = 1


class History(msgspec.Struct, frozen=True):
    """What findMessages answers."""

    messages: Page = Page()


class Media(msgspec.Struct, frozen=True):
    """What getBase64FromMediaMessage answers."""

    base64: str = ""


def whole(value: Any) -> int | None:
    """Return a number that comes as a number, a text or `{low, high}`; None for anything else."""
    if isinstance(value, dict):
        low, high = value.get("low"), value.get("high")
        if not isinstance(low, int) or not isinstance(high, int):
            return None
        return (high << 32) + (low & 0xFFFFFFFF)
    if isinstance(value, str):
        return int(value) if value.isdecimal() and len(value) <= 20 else None
    is_number = isinstance(value, int | float) and not isinstance(value, bool)
    return int(value) if is_number else None
