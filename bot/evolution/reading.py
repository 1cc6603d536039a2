"""Reading: a message of WhatsApp, as Evolution API tells it, becomes what a person did."""

import re
from dataclasses import field, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any

from bot.evolution.events import Content, Context, Edited, File, Key, Upsert, whole
from bot.evolution.jids import (
    PHONE,
    Who,
    bare,
    is_group,
    is_nobody,
    is_same,
    phone_in,
    who,
)
from domain.frozen import dataclass
from domain.messages import Address, Attachment, InboundMessage, Kind
from domain.origin import Origin

NAME = "evolution"
BUSINESS = "WHATSAPP-BUSINESS"
AT_ONCE = timedelta(seconds=5)
"""WhatsApp's dates are whole seconds, and its clock is not ours."""
NUMBER = re.compile(r"\s*[0-9]{1,3}\s*\.?\s*")
_PHONE_OF_CARD = re.compile(r"^(?:item[0-9]+\.)?TEL[^:\n]*:\s*(\+?[0-9 ().-]{3,30})", re.MULTILINE)
_KIND = re.compile(r"[^A-Za-z0-9]")
_WAID = re.compile(r"waid=([0-9]{5,20})")
_SILENT = {
    # These come beside messages and say nothing by themselves.
    "senderKeyDistributionMessage",
    "messageContextInfo",
    "protocolMessage",
    "albumMessage",
    "pollUpdateMessage",
    "keepInChatMessage",
    "pinInChatMessage",
    "encReactionMessage",
}
_FILES = (
    ("photo", "image_message"),
    ("video", "video_message"),
    ("video", "ptv_message"),
    ("audio", "audio_message"),
    ("document", "document_message"),
    ("sticker", "sticker_message"),
)


class Unknown(ValueError):
    """A message of a kind that cannot be read."""


@dataclass(slots=True)
class Us:
    """Who we are on WhatsApp, as far as it is known: our own addresses, and the integration."""

    instance: str
    integration: str = "WHATSAPP-BAILEYS"
    jids: set[str] = field(default_factory=set)

    @property
    def is_baileys(self) -> bool:
        """Whether it is a linked phone."""
        return self.integration == "WHATSAPP-BAILEYS"

    def learn(self, *jids: str | None) -> None:
        """Note addresses of our own."""
        self.jids.update(bare(one) for one in jids if one and not is_group(one))

    def are(self, jid: str | None) -> bool:
        """Tell whether an address is ours."""
        return jid is not None and any(is_same(one, jid) for one in self.jids)

    def key(self, message: str) -> str:
        """Return the key under which a message is stored once."""
        return f"{self.instance}:{message}"


def context_of(event: Upsert, content: Content) -> Context | None:
    """Return what a message refers to, wherever that is written; None: to nothing."""
    for part in (event, content, content.extended_text_message, content.tap, *_parts(content)):
        found: Context | None = getattr(part, "context_info", None)
        if found is not None:
            return found
    return None


def _parts(content: Content) -> list[Any]:
    files = [getattr(content, name) for _, name in _FILES]
    return [*files, content.location_message, content.contact_message]


def author(key: Key, us: Us) -> Who:
    """Return who wrote a message, in a group its member. Errors: Unknown.

    WHATSAPP-BUSINESS mixes up the addresses of people who write at the same moment: there, only
    the id of a message says whose it is.
    """
    if us.integration == BUSINESS:
        phone = phone_in(key.id)
        if phone is None:
            raise Unknown("a message of which nobody knows by whom")
        return who(f"{phone}{PHONE}")
    if is_group(key.remote_jid):
        return who(key.participant, key.participant_alt, key.participant_pn, key.participant_lid)
    if us.integration == "EVOLUTION" and "@" not in key.remote_jid:
        return Who(name=key.remote_jid)
    return who(key.remote_jid, key.remote_jid_alt, key.sender_pn, key.sender_lid)


def is_for_nobody(key: Key) -> bool:
    """Tell whether a message is none that anybody wrote to us."""
    return (
        key.from_me
        or is_nobody(key.remote_jid)
        or (is_group(key.remote_jid) and not key.participant)
    )


def read(event: Upsert, us: Us, now: datetime, *, quotes_us: bool = False) -> InboundMessage | None:
    """Return what somebody did; None where it is not for us.

    `quotes_us`: the message that it answers is known to be ours. Errors: Unknown.
    """
    key = event.key
    if is_for_nobody(key) or event.message is None:
        return None
    content = event.message.within
    written = context_of(event, content)
    context = written or Context()
    is_in_group = is_group(key.remote_jid)
    if content.reaction_message is not None:
        return _reaction(event, content, us, now)
    if is_in_group and not (quotes_us or is_addressed(context, us)):
        return None
    if event.message_type in _SILENT:
        return None
    is_forwarded = _is_forwarded(written, us)
    found = _said(event, content, is_forwarded=is_forwarded)
    if _is_sealed_edit(content) and not is_in_group:
        return replace(_message(event, us, now, author(key, us)), kind=Kind.EDIT)
    if found is None:
        raise Unknown(_KIND.sub("", event.message_type)[:40] or "nothing")
    text = _without_us(found.text, context, us) if is_in_group else found.text
    if not text.strip() and found.attachment is None:
        return None
    person = author(key, us)
    return replace(
        _message(event, us, now, person), text=text, kind=found.kind, attachment=found.attachment,
        origin=Origin.THIRD_PARTY if is_forwarded else Origin.OWNER,
        concerns=context.stanza_id or None,
    )  # fmt: skip


def _is_sealed_edit(content: Content) -> bool:
    """Tell whether somebody changed a message, and only phones know how (since May 2026)."""
    sealed = content.secret_encrypted_message
    return sealed is not None and str(sealed.secret_enc_type) in {"2", "MESSAGE_EDIT"}


def read_edit(event: Edited, original: Upsert, us: Us, now: datetime) -> InboundMessage | None:
    """Return a change of a message; None where the changed one is not for us.

    Only of private chats: the event does not say whose change it is, and in a group others know
    the name of the message as well.
    """
    key, content = original.key, event.edited_message
    if is_for_nobody(key) or is_group(key.remote_jid) or content is None:
        return None
    content = content.within
    found = _said(original, content, is_forwarded=False)
    if found is None:
        raise Unknown("an edit of another kind")
    said = whole(event.timestamp_ms)
    return replace(
        _message(original, us, now, author(key, us)),
        key=us.key(f"{key.id}:edit:{said or sha256(found.text.encode()).hexdigest()[:16]}"),
        text=found.text,
        kind=Kind.EDIT,
        received_at=now,
        concerns=key.id,
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class _Said:
    text: str
    kind: Kind
    attachment: Attachment | None = None


def _message(event: Upsert, us: Us, now: datetime, person: Who) -> InboundMessage:
    key = event.key
    home = Address(channel=NAME, chat=person.name)
    is_in_group = is_group(key.remote_jid)
    return InboundMessage(
        key=us.key(key.id),
        address=Address(channel=NAME, chat=bare(key.remote_jid)) if is_in_group else home,
        sender=person.name,
        text="",
        received_at=said_at(event, now),
        aliases=person.aliases,
        external=key.id,
        private=home if is_in_group else None,
        sender_name=(event.push_name or "")[:64] or None,
        sender_language=person.language,
    )


def _reaction(event: Upsert, content: Content, us: Us, now: datetime) -> InboundMessage | None:
    """Return a reaction to a message of ours; one that was taken back says nothing."""
    reaction = content.reaction_message
    if reaction is None or not reaction.text or not reaction.key.from_me or not reaction.key.id:
        return None
    made = _message(event, us, now, author(event.key, us))
    return replace(made, text=reaction.text, kind=Kind.REACTION, concerns=reaction.key.id)


def _said(event: Upsert, content: Content, *, is_forwarded: bool) -> _Said | None:
    """Return the words or the file of a message; None for kinds that are not known."""
    if content.tap is not None:
        return _Said(text=content.tap.said, kind=Kind.CHOICE)
    attachment, caption = _attachment(event, content)
    if attachment is not None:
        is_file = attachment.kind not in {"location", "contact"}
        kind = Kind.FILE if is_file else Kind(attachment.kind)
        return _Said(text=caption, kind=kind, attachment=attachment)
    if content.conversation is None and content.extended_text_message is None:
        return None
    words = content.text
    is_choice = event.message_type in {"interactiveMessage", "buttonMessage"}
    is_number = NUMBER.fullmatch(words) is not None and not is_forwarded
    if is_number:
        words = words.strip().rstrip(". ")
    return _Said(text=words, kind=Kind.CHOICE if is_choice or is_number else Kind.WORDS)


def said_at(event: Upsert, now: datetime) -> datetime:
    """Return when a message was said: by WhatsApp's clock, if it had to wait for us."""
    seconds = whole(event.message_timestamp)
    if seconds is None or not 0 < seconds < 2**33:
        return now
    said = datetime.fromtimestamp(seconds, UTC)
    return said if now - said > AT_ONCE else now


def is_addressed(context: Context, us: Us) -> bool:
    """Tell whether a message in a group is for us: it mentions us or answers us."""
    mentioned = context.mentioned_jid or []
    return any(us.are(jid) for jid in mentioned) or us.are(context.participant)


def _without_us(text: str, context: Context, us: Us) -> str:
    """Return what was said to us, without our name: `@` and the digits of an address."""
    for jid in context.mentioned_jid or []:
        if us.are(jid):
            text = text.replace(f"@{bare(jid).partition('@')[0]}", "")
    return text.strip(" ,:\n")


def _is_forwarded(context: Context | None, us: Us) -> bool:
    """Tell whether somebody else's words are passed on.

    Of what Meta says, the server keeps only that there was a context without a message in it.
    """
    if context is None:
        return False
    if us.integration == BUSINESS:
        return context.stanza_id is None
    return bool(context.is_forwarded) or bool(whole(context.forwarding_score))


def _attachment(event: Upsert, content: Content) -> tuple[Attachment | None, str]:
    """Return what came with a message, and its caption."""
    place = content.location_message or content.live_location_message
    if place is not None:
        latitude, longitude = place.degrees_latitude, place.degrees_longitude
        return Attachment(kind="location", latitude=latitude, longitude=longitude), ""
    cards = content.contacts_array_message
    card = content.contact_message or (cards.contacts[0] if cards and cards.contacts else None)
    if card is not None:
        phone = _WAID.search(card.vcard) or _PHONE_OF_CARD.search(card.vcard)
        number = phone.group(1).strip() if phone else None
        return Attachment(kind="contact", name=card.display_name, phone=number), ""
    for kind, name in _FILES:
        file: File | None = getattr(content, name)
        if file is not None:
            is_voice = kind == "audio" and (file.ptt or file.voice)
            return _file("voice" if is_voice else kind, event.key.id, file), file.caption or ""
    return None, ""


def _file(kind: str, message: str, file: File) -> Attachment:
    return Attachment(
        kind=kind,
        file=message,
        name=file.file_name or file.filename or file.title,
        mime=file.mimetype or file.mime_type,
        size=whole(file.file_length),
        seconds=whole(file.seconds),
    )
