"""Reading: an update of the Bot API becomes what a person did, or nothing of ours."""

from datetime import UTC, datetime, timedelta

from bot.telegram.updates import (
    CallbackQuery,
    Entity,
    File,
    Message,
    MessageReaction,
    Update,
    User,
)
from domain.frozen import dataclass
from domain.messages import Address, Attachment, InboundMessage, Kind
from domain.origin import Origin

NAME = "telegram"
PRIVATE = "private"
GROUPS = {"group", "supergroup"}
TOPIC = "/"
"""Between a chat's id and its topic's in `Address.chat`."""
AT_ONCE = timedelta(seconds=5)
"""Telegram's dates are whole seconds, and its clock is not ours."""
_FILES = ("voice", "audio", "video", "video_note", "animation", "document", "sticker")
_SHOWN_AS = {"video_note": "video", "animation": "video"}
_NOBODY = {"kicked", "left"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Bot:
    """Who we are: our id, and our username once the Bot API told it."""

    id: int
    username: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Membership:
    """A chat began or ceased to take our messages."""

    address: Address
    is_open: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Migration:
    """A group has a new address."""

    old: Address
    chat: str


def read(update: Update, bot: Bot, now: datetime) -> InboundMessage | Membership | Migration | None:
    """Return what an update is to us; None where it is not for us."""
    if update.callback_query is not None:
        return _press(update, update.callback_query, bot, now)
    if update.message_reaction is not None:
        return _reaction(update, update.message_reaction, bot, now)
    if update.my_chat_member is not None:
        member = update.my_chat_member
        address = Address(channel=NAME, chat=str(member.chat.id))
        return Membership(address=address, is_open=member.new_chat_member.status not in _NOBODY)
    if update.edited_message is not None:
        return _message(update, update.edited_message, bot, now, is_edit=True)
    if update.message is None:
        return None
    if update.message.migrate_to_chat_id is not None:
        old = Address(channel=NAME, chat=str(update.message.chat.id))
        return Migration(old=old, chat=str(update.message.migrate_to_chat_id))
    return _message(update, update.message, bot, now, is_edit=False)


def may_name_us(update: Update) -> bool:
    """Tell whether only who knows our username can say that an update is not for us."""
    message = update.message or update.edited_message
    if message is None or message.chat.type not in GROUPS:
        return False
    entities = (*message.entities, *message.caption_entities)
    return any(entity.type in {"mention", "bot_command"} for entity in entities)


def key_of(bot: Bot, update: Update, message: int | None) -> str:
    """Return the key under which an update is stored once.

    It names the message too, so that the answer in a group can point at it.
    """
    return f"{bot.id}:{update.update_id}:{message or 0}"


def address_of(message: Message) -> Address:
    """Return the chat of a message, in groups with its topic; a private chat is one for all."""
    chat = str(message.chat.id)
    is_topic = message.is_topic_message and message.chat.type in GROUPS
    if is_topic and message.message_thread_id is not None:
        chat = f"{chat}{TOPIC}{message.message_thread_id}"
    return Address(channel=NAME, chat=chat)


def _message(
    update: Update, message: Message, bot: Bot, now: datetime, *, is_edit: bool
) -> InboundMessage | None:
    user = message.from_user
    if user is None or user.is_bot or message.sender_chat is not None:
        return None
    words = message.text if message.text is not None else (message.caption or "")
    entities = message.entities if message.text is not None else message.caption_entities
    is_group = message.chat.type in GROUPS
    if is_group:
        if not _is_addressed(message, words, entities, bot):
            return None
        words = _without_mention(words, entities, bot)
    elif message.chat.type != PRIVATE:
        return None
    attachment = _attachment(message)
    if not words and attachment is None:
        return None
    replied = message.reply_to_message
    is_answer = replied is not None and _is_ours(replied, bot)
    concerns = str(replied.message_id) if replied is not None and is_answer else None
    return InboundMessage(
        key=key_of(bot, update, message.message_id),
        address=address_of(message),
        sender=str(user.id),
        text=words,
        received_at=now if is_edit else _said_at(message, now),
        origin=Origin.OWNER if message.forward_origin is None else Origin.THIRD_PARTY,
        kind=Kind.EDIT if is_edit else _kind(attachment),
        external=str(message.message_id),
        concerns=str(message.message_id) if is_edit else concerns,
        private=_private(user) if is_group else None,
        sender_name=_name(user),
        sender_language=user.language_code,
        attachment=attachment,
    )


def _press(update: Update, query: CallbackQuery, bot: Bot, now: datetime) -> InboundMessage | None:
    if query.data is None or query.message is None:
        return None
    message = query.message
    return InboundMessage(
        key=key_of(bot, update, message.message_id),
        address=address_of(message),
        sender=str(query.from_user.id),
        text="",
        received_at=now,
        callback=query.data,
        concerns=str(message.message_id),
        private=_private(query.from_user) if message.chat.type in GROUPS else None,
        sender_name=_name(query.from_user),
        sender_language=query.from_user.language_code,
    )


def _reaction(
    update: Update, reaction: MessageReaction, bot: Bot, now: datetime
) -> InboundMessage | None:
    """Return the emoji that is new; one that was taken away says nothing."""
    before = {one.emoji for one in reaction.old_reaction}
    new = [one.emoji for one in reaction.new_reaction if one.emoji and one.emoji not in before]
    if reaction.user is None or not new:
        return None
    return InboundMessage(
        key=key_of(bot, update, None),
        address=Address(channel=NAME, chat=str(reaction.chat.id)),
        sender=str(reaction.user.id),
        text=new[0],
        received_at=now,
        kind=Kind.REACTION,
        concerns=str(reaction.message_id),
        private=_private(reaction.user) if reaction.chat.type in GROUPS else None,
        sender_name=_name(reaction.user),
        sender_language=reaction.user.language_code,
    )


def _said_at(message: Message, now: datetime) -> datetime:
    """Return when a message was said: by Telegram's clock, if it had to wait for us."""
    said = datetime.fromtimestamp(message.date, UTC)
    return said if now - said > AT_ONCE else now


def _private(user: User) -> Address:
    """Return a user's own chat: it has the user's id (Bot API, Chat)."""
    return Address(channel=NAME, chat=str(user.id))


def _name(user: User) -> str:
    if not user.last_name:
        return user.first_name[:64]
    return " ".join(part for part in (user.first_name, user.last_name) if part)[:64]


def _is_ours(message: Message, bot: Bot) -> bool:
    return message.from_user is not None and message.from_user.id == bot.id


def _is_addressed(message: Message, words: str, entities: list[Entity], bot: Bot) -> bool:
    """Tell whether a message in a group is for us: it mentions us or answers us."""
    if message.reply_to_message is not None and _is_ours(message.reply_to_message, bot):
        return True
    for entity in entities:
        if entity.type == "text_mention" and entity.user is not None and entity.user.id == bot.id:
            return True
        said = _slice(words, entity).casefold()
        ours = f"@{(bot.username or '').casefold()}"
        if entity.type == "mention" and said == ours:
            return True
        if entity.type == "bot_command" and said.endswith(ours) and bot.username:
            return True
    return False


def _without_mention(words: str, entities: list[Entity], bot: Bot) -> str:
    """Return what was said to us, without our name."""
    units = words.encode("utf-16-le")
    for entity in sorted(entities, key=lambda one: one.offset, reverse=True):
        said = _slice(words, entity)
        is_mention = entity.type == "mention" and said.casefold() == f"@{bot.username}".casefold()
        if is_mention or (
            entity.type == "text_mention" and entity.user and entity.user.id == bot.id
        ):
            start, end = entity.offset * 2, (entity.offset + entity.length) * 2
            units = units[:start] + units[end:]
    return units.decode("utf-16-le", "replace").strip(" ,:\n")


def _slice(words: str, entity: Entity) -> str:
    units = words.encode("utf-16-le")
    start, end = entity.offset * 2, (entity.offset + entity.length) * 2
    return units[start:end].decode("utf-16-le", "replace")


def _kind(attachment: Attachment | None) -> Kind:
    if attachment is None:
        return Kind.WORDS
    if attachment.kind in {"location", "contact"}:
        return Kind(attachment.kind)
    return Kind.FILE


def _attachment(message: Message) -> Attachment | None:
    if message.text is not None:  # of these things a message is one at most (Bot API, Message)
        return None
    place = message.location or (message.venue.location if message.venue else None)
    if place is not None:
        return Attachment(kind="location", latitude=place.latitude, longitude=place.longitude)
    if message.contact is not None:
        card = message.contact
        name = " ".join(part for part in (card.first_name, card.last_name) if part)
        return Attachment(kind="contact", name=name, phone=card.phone_number)
    if message.photo:
        return _file("photo", max(message.photo, key=lambda size: size.file_size or 0))
    for kind in _FILES:
        found: File | None = getattr(message, kind)
        if found is not None:
            return _file(_SHOWN_AS.get(kind, kind), found)
    return None


def _file(kind: str, file: File) -> Attachment:
    return Attachment(
        kind=kind,
        file=file.file_id,
        name=file.file_name,
        mime=file.mime_type,
        size=file.file_size,
        seconds=file.duration,
    )
