"""Rows of the outbox: messages and deliveries as columns, and back."""

import msgspec

from domain.deliveries import Delivery, DeliveryState
from domain.messages import Address, Attachment, Button, OutboundMessage, Purpose
from storage.instants import from_instant, to_instant
from storage.sql import Row
from storage.tables import outbox

_OF_MESSAGE = (
    "key",
    "channel",
    "chat",
    "text",
    "buttons",
    "purpose",
    "reply_to",
    "replaces",
    "expires_at",
    "file",
    "attachment",
)
_OF_DELIVERY = (
    "id",
    "person",
    "language",
    "state",
    "repeats",
    "due_at",
    "occurrence",
    "zone",
    "tried",
)
DELIVERY_COLUMNS = tuple(outbox.c[name] for name in (*_OF_MESSAGE, *_OF_DELIVERY))


def message_values(message: OutboundMessage) -> dict[str, object]:
    """Return what of a message is written."""
    return {
        "key": message.key,
        "channel": message.address.channel,
        "chat": message.address.chat,
        "text": message.text,
        "buttons": msgspec.json.encode(message.buttons).decode() if message.buttons else "[]",
        "purpose": message.purpose.value,
        "reply_to": message.reply_to,
        "replaces": message.replaces,
        "expires_at": to_instant(message.expires_at),
        "file": message.file,
        "attachment": msgspec.json.encode(one).decode() if (one := message.attachment) else None,
    }


def delivery_from(row: Row) -> Delivery:
    """Return the delivery of a row with `DELIVERY_COLUMNS`."""
    (
        number,
        person,
        language,
        state,
        repeats,
        due_at,
        occurrence,
        zone,
        tried,
    ) = row[len(_OF_MESSAGE) :]
    return Delivery(
        id=number,
        message=_message(row[: len(_OF_MESSAGE)]),
        person=person,
        language=language,
        state=DeliveryState(state),
        repeats=repeats,
        due_at=from_instant(due_at),
        occurrence=occurrence,
        zone=zone,
        tried=tuple(tried.split(",")) if tried else (),
    )


def _message(row: Row) -> OutboundMessage:
    key, channel, chat, text, buttons, purpose, reply_to, replaces, expires_at, *rest = row
    file, attachment = rest
    return OutboundMessage(
        key=key,
        address=Address(channel=channel, chat=chat),
        text=text,
        purpose=Purpose(purpose),
        buttons=msgspec.json.decode(buttons, type=tuple[Button, ...]),
        reply_to=reply_to,
        replaces=replaces,
        expires_at=from_instant(expires_at),
        file=file,
        attachment=msgspec.json.decode(attachment, type=Attachment) if attachment else None,
    )
