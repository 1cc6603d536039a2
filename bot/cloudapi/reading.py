"""Reading: a message of the Cloud API becomes what a person did, or nothing of ours."""

from datetime import UTC, datetime, timedelta

from bot.cloudapi.updates import Contact, Edited, File, Message, Value, decode_message
from bot.options import NUMBER
from bot.whatsapp.numbers import forms
from domain.frozen import dataclass
from domain.messages import Address, Attachment, InboundMessage, Kind
from domain.origin import Origin

NAME = "whatsapp"
AT_ONCE = timedelta(seconds=5)
"""Meta's times are whole seconds, and its clock is not ours."""
PORTUGUESE = (("55", "BR."), ("351", "PT."))
"""Country codes of phone numbers, and of user ids."""
_SILENT = {"revoke", "request_welcome"}
"""Types that ask for nothing: a message was taken back, a chat was opened."""
_CHANGES = {"user_changed_number", "user_changed_user_id", "customer_changed_number"}


class Unreadable(ValueError):
    """A message that SparkOne cannot read; it is set aside."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Renamed:
    """Somebody is known by another name from now on."""

    old: str
    new: str
    phone: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Who:
    """The names of a sender: the user id, which comes first, and the phone number."""

    user_id: str | None
    phone: str | None
    name: str | None = None

    @property
    def sender(self) -> str:
        """The name by which they are known. Errors: Unreadable where there is none."""
        found = self.user_id or self.phone
        if not found:
            raise Unreadable("nobody")
        return found

    @property
    def aliases(self) -> tuple[str, ...]:
        """Their other names."""
        others = forms(self.phone) if self.phone else ()
        return tuple(one for one in others if one != self.sender)

    @property
    def language(self) -> str | None:
        """The language that is spoken where the number is from, as far as it is ours."""
        for code, country in PORTUGUESE:
            if (self.phone or "").startswith(code) or (self.user_id or "").startswith(country):
                return "pt"
        return None


def read(raw: bytes, value: Value, now: datetime) -> InboundMessage | Renamed | None:
    """Return what a message is to us; None where it asks for nothing.

    Errors: Unreadable and other ValueErrors where it cannot be read.
    """
    message = decode_message(raw)
    if message.group_id is not None or message.type in _SILENT:
        return None
    who = _who(message, value.contacts)
    if message.type == "system":
        return _renamed(message, who)
    metadata = value.metadata
    ours = metadata.phone_number_id if metadata else ""
    said = _said(message)
    if said is None:
        return None
    context = message.context
    is_foreign = context is not None and (context.forwarded or context.frequently_forwarded)
    return InboundMessage(
        key=f"{ours}:{message.id}",
        address=Address(channel=NAME, chat=who.sender),
        sender=who.sender,
        text=said.text,
        received_at=now if said.kind is Kind.EDIT else _said_at(message, now),
        callback=said.callback,
        origin=Origin.THIRD_PARTY if is_foreign else Origin.OWNER,
        kind=said.kind,
        aliases=who.aliases,
        external=message.id,
        concerns=said.concerns or _quoted(message, who),
        sender_name=who.name,
        sender_language=who.language,
        attachment=said.attachment,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    """What a message holds."""

    text: str = ""
    kind: Kind = Kind.WORDS
    callback: str | None = None
    concerns: str | None = None
    attachment: Attachment | None = None


def _said(message: Message) -> _Said | None:
    """Return what is said; None for a reaction that was taken back."""
    match message.type:
        case "text" if message.text is not None:
            # A number may be the answer to a question.
            is_number = NUMBER.fullmatch(message.text.body.strip()) is not None
            return _Said(text=message.text.body, kind=Kind.CHOICE if is_number else Kind.WORDS)
        case "interactive":
            return _tapped(message)
        case "button" if message.button is not None:
            title = message.button.text
            if message.button.payload and message.button.payload != title:
                return _Said(callback=message.button.payload)
            return _Said(text=title, kind=Kind.CHOICE)
        case "reaction" if message.reaction is not None:
            if not message.reaction.emoji:
                return None
            about = message.reaction.message_id
            return _Said(text=message.reaction.emoji, kind=Kind.REACTION, concerns=about)
        case "edit" if message.edit is not None:
            about = message.edit.original_message_id
            return _Said(text=_edited(message.edit.message), kind=Kind.EDIT, concerns=about)
        case "unsupported" if (
            message.unsupported is not None and message.unsupported.type == "edit"
        ):
            return _Said(kind=Kind.EDIT)  # most numbers are told no more than that
        case _:
            return _attached(message)


def _tapped(message: Message) -> _Said:
    answer = message.interactive
    chosen = (answer.button_reply or answer.list_reply) if answer is not None else None
    if chosen is None:
        raise Unreadable("interactive")
    return _Said(callback=chosen.id)


def _edited(now: Edited) -> str:
    if now.text is not None:
        return now.text.body
    file = now.image or now.video or now.document
    if file is None:
        raise Unreadable("edit")
    return file.caption


def _attached(message: Message) -> _Said:
    """Return a place, a card or a file. Errors: Unreadable for a type that we do not know."""
    place = message.location
    if message.type == "location" and place is not None:
        attachment = Attachment(kind="location", latitude=place.latitude, longitude=place.longitude)
        return _Said(kind=Kind.LOCATION, attachment=attachment)
    if message.type == "contacts" and message.contacts:
        card = message.contacts[0]
        phone = next((one.phone for one in card.phones if one.phone), None)
        attachment = Attachment(kind="contact", name=card.name.formatted_name, phone=phone)
        return _Said(kind=Kind.CONTACT, attachment=attachment)
    files: dict[str, tuple[str, File | None]] = {
        "audio": ("audio", message.audio),
        "image": ("photo", message.image),
        "video": ("video", message.video),
        "document": ("document", message.document),
        "sticker": ("sticker", message.sticker),
    }
    kind, file = files.get(message.type, ("", None))
    if file is None:
        raise Unreadable(message.type[:32] or "untyped")
    attachment = Attachment(
        kind="voice" if file.voice else kind,
        file=file.id,
        name=file.filename,
        mime=(file.mime_type or "").partition(";")[0] or None,
    )
    return _Said(text=file.caption, kind=Kind.FILE, attachment=attachment)


def _renamed(message: Message, who: Who) -> Renamed | None:
    """Return a change of number or user id; other notices of the system say nothing to us."""
    system = message.system
    if system is None or system.type not in _CHANGES:
        return None
    new = system.user_id or system.wa_id
    phone = system.wa_id if system.wa_id != new else None
    return Renamed(old=who.sender, new=new, phone=phone) if new else None


def _who(message: Message, contacts: list[Contact]) -> Who:
    """Return whose message it is: its own fields first, then the card that comes with it."""
    card = next((one for one in contacts if _is_theirs(one, message)), Contact())
    return Who(
        user_id=message.from_user_id or card.user_id,
        phone=message.from_ or card.wa_id,
        name=card.profile.name[:64] or None,
    )


def _is_theirs(card: Contact, message: Message) -> bool:
    """Tell whether a card is the sender's; what has no sender is whose card came with it."""
    if message.from_user_id is not None and card.user_id is not None:
        return message.from_user_id == card.user_id
    if message.from_ is not None and card.wa_id is not None:
        return card.wa_id in forms(message.from_)
    return message.from_user_id is None and message.from_ is None


def _quoted(message: Message, who: Who) -> str | None:
    """Return the message that is quoted, unless it is one of their own."""
    context = message.context
    if context is None or context.from_ in {who.phone, who.user_id} - {None}:
        return None
    return context.id


def _said_at(message: Message, now: datetime) -> datetime:
    """Return when a message was said: by Meta's clock, if it had to wait for us."""
    said = datetime.fromtimestamp(int(message.timestamp), UTC)
    return said if now - said > AT_ONCE else now
