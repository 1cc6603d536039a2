"""Updates of the Bot API (10.3): the fields that SparkOne reads, with their own names."""

from typing import Any

import msgspec


class User(msgspec.Struct, frozen=True):
    """A user or bot."""

    id: int
    is_bot: bool = False
    first_name: str = ""
    last_name: str | None = None
    username: str | None = None
    language_code: str | None = None


class Chat(msgspec.Struct, frozen=True):
    """A chat; `type` is private, group, supergroup or channel."""

    id: int
    type: str


class Entity(msgspec.Struct, frozen=True):
    """A special part of a text; `offset` and `length` in UTF-16 units."""

    type: str
    offset: int
    length: int
    user: User | None = None


class File(msgspec.Struct, frozen=True):
    """A voice message, an audio, a video, a document, a sticker or one size of a photo."""

    file_id: str
    file_size: int | None = None
    duration: int | None = None
    file_name: str | None = None
    mime_type: str | None = None


class Location(msgspec.Struct, frozen=True):
    """A point on the map."""

    latitude: float
    longitude: float


class Venue(msgspec.Struct, frozen=True):
    """A place."""

    location: Location
    title: str = ""


class Contact(msgspec.Struct, frozen=True):
    """A card of the address book."""

    phone_number: str
    first_name: str
    last_name: str | None = None


class Message(msgspec.Struct, frozen=True):
    """A message of a person or of ours."""

    message_id: int
    date: int
    chat: Chat
    from_user: User | None = msgspec.field(default=None, name="from")
    sender_chat: Chat | None = None
    message_thread_id: int | None = None
    is_topic_message: bool = False
    text: str | None = None
    entities: list[Entity] = []
    caption: str | None = None
    caption_entities: list[Entity] = []
    reply_to_message: "Message | None" = None
    forward_origin: dict[str, Any] | None = None
    voice: File | None = None
    audio: File | None = None
    video: File | None = None
    video_note: File | None = None
    animation: File | None = None
    document: File | None = None
    sticker: File | None = None
    photo: list[File] = []
    location: Location | None = None
    venue: Venue | None = None
    contact: Contact | None = None
    migrate_to_chat_id: int | None = None


class CallbackQuery(msgspec.Struct, frozen=True):
    """A press of a button."""

    id: str
    from_user: User = msgspec.field(name="from")
    message: Message | None = None
    data: str | None = None


class Reaction(msgspec.Struct, frozen=True):
    """One reaction; `emoji` is set for those of type emoji."""

    type: str
    emoji: str | None = None


class MessageReaction(msgspec.Struct, frozen=True):
    """Somebody changed what they think of a message."""

    chat: Chat
    message_id: int
    date: int
    user: User | None = None
    old_reaction: list[Reaction] = []
    new_reaction: list[Reaction] = []


class ChatMember(msgspec.Struct, frozen=True):
    """What the bot is in a chat; `status` kicked or left: it cannot write there."""

    status: str


class ChatMemberUpdated(msgspec.Struct, frozen=True):
    """The bot's place in a chat changed: blocked, unblocked, added, removed."""

    chat: Chat
    from_user: User = msgspec.field(name="from")
    new_chat_member: ChatMember = msgspec.field()


class Update(msgspec.Struct, frozen=True):
    """One update; of the kinds that SparkOne does not know, only the number is read."""

    update_id: int
    message: Message | None = None
    edited_message: Message | None = None
    callback_query: CallbackQuery | None = None
    message_reaction: MessageReaction | None = None
    my_chat_member: ChatMemberUpdated | None = None


KINDS = ["message", "edited_message", "callback_query", "message_reaction", "my_chat_member"]
"""`allowed_updates`: what SparkOne asks to be told."""

decode_update = msgspec.json.Decoder(Update).decode
decode_raw_updates = msgspec.json.Decoder(list[msgspec.Raw]).decode


class Numbered(msgspec.Struct, frozen=True):
    """The number of an update whose rest cannot be read."""

    update_id: int


decode_number = msgspec.json.Decoder(Numbered).decode
