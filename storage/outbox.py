"""The outbox: every message is here before a byte of it leaves."""

from datetime import datetime

import msgspec
from sqlalchemy import Text, bindparam, cast, delete, func, literal, select, update
from sqlalchemy.dialects.postgresql import insert

from domain.deliveries import Delivery, DeliveryState
from domain.messages import Address, Attachment, Button, OutboundMessage, Purpose
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql, one_of
from storage.tables import outbox

_WRITTEN = (
    "person",
    "key",
    "channel",
    "chat",
    "text",
    "buttons",
    "purpose",
    "language",
    "reply_to",
    "occurrence",
    "state",
    "zone",
    "due_at",
    "created_at",
    "replaces",
    "expires_at",
    "file",
    "attachment",
)
_ADD = (
    insert(outbox)
    .values({name: bindparam(name) for name in _WRITTEN})
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(outbox.c.id)
)
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
_COLUMNS = tuple(outbox.c[name] for name in (*_OF_MESSAGE, *_OF_DELIVERY))
_GET = select(*_COLUMNS).where(outbox.c.id == bindparam("delivery"))
_MARK = (
    update(outbox)
    .where(outbox.c.id == bindparam("delivery"))
    .values(state=bindparam("state"), repeats=bindparam("repeats"))
)
_SENT = (
    update(outbox)
    .where(outbox.c.id == bindparam("delivery"))
    .values(
        state=DeliveryState.SENT.value, external=bindparam("external"), sent_at=bindparam("sent_at")
    )
)
_ENDED = (
    update(outbox)
    .where(outbox.c.id == bindparam("delivery"))
    .values(state=bindparam("state"), error=bindparam("error"))
)
_OF_CHAT = (
    select(*_COLUMNS)
    .where(outbox.c.channel == bindparam("channel"))
    .where(outbox.c.chat == bindparam("chat"))
    .where(outbox.c.state == bindparam("state"))
    .order_by(outbox.c.id)
)
_REDIRECT = (
    update(outbox)
    .where(outbox.c.channel == bindparam("channel"))
    .where(outbox.c.chat == bindparam("old"))
    .where(outbox.c.state != DeliveryState.SENT.value)
    .values(chat=bindparam("chat"), replaces=None, reply_to=None)
)
_MOVE = (
    update(outbox)
    .where(outbox.c.id == bindparam("delivery"))
    .values(
        channel=bindparam("channel_name"),
        chat=bindparam("chat_id"),
        state=DeliveryState.PENDING.value,
        replaces=None,
    )
)
_TRIED = (
    update(outbox)
    .where(outbox.c.id == bindparam("delivery"))
    .values(
        tried=func.coalesce(outbox.c.tried + literal(","), literal("")) + outbox.c.channel,
    )
)
_BY_KEY = select(outbox.c.external).where(outbox.c.key == bindparam("key"))
_FREE_KEY = (
    update(outbox)
    .where(outbox.c.key == bindparam("taken"))
    .values(key=outbox.c.key + literal(":") + cast(outbox.c.id, Text))
)
_REMINDED = select(outbox.c.occurrence).where(
    outbox.c.channel == bindparam("channel"),
    outbox.c.chat == bindparam("chat"),
    outbox.c.external == bindparam("external"),
    outbox.c.occurrence.is_not(None),
)
_IN_STATE = select(*_COLUMNS).where(outbox.c.state == bindparam("state")).order_by(outbox.c.id)
_COUNTS = select(outbox.c.state, func.count()).group_by(outbox.c.state)
_DELETE = delete(outbox).where(
    one_of(
        outbox.c.state,
        DeliveryState.SENT.value,
        DeliveryState.UNKNOWN.value,
        DeliveryState.FAILED.value,
    ),
    outbox.c.created_at < bindparam("before"),
)


class Outbox:
    """Messages that go out, each under a key that is never written twice."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        message: OutboundMessage,
        *,
        language: str,
        now: datetime,
        person: int | None = None,
        due_at: datetime | None = None,
        occurrence: int | None = None,
        zone: str | None = None,
        state: DeliveryState = DeliveryState.SENDING,
    ) -> Delivery | None:
        """Store a message that is about to leave, or return None where its key is known."""
        number: int | None = self._sql.scalar(
            _ADD,
            **_message_values(message),
            person=person,
            language=language,
            occurrence=occurrence,
            state=state.value,
            zone=zone,
            due_at=to_instant(due_at),
            created_at=to_instant(now),
        )
        if number is None:
            return None
        return Delivery(
            id=number,
            message=message,
            person=person,
            language=language,
            state=state,
            repeats=0,
            due_at=due_at,
            occurrence=occurrence,
            zone=zone,
        )

    def get(self, delivery: int) -> Delivery | None:
        """Return a delivery, or None where it was taken back."""
        row = self._sql.one(_GET, delivery=delivery)
        return _delivery(row) if row else None

    def mark(self, delivery: int, state: DeliveryState, *, repeats: int) -> None:
        """Record how far a delivery has come."""
        self._sql.run(_MARK, delivery=delivery, state=state.value, repeats=repeats)

    def mark_sent(self, delivery: int, *, external: str | None, now: datetime) -> None:
        """Record that the channel took the message, under the id it gave."""
        self._sql.run(_SENT, delivery=delivery, external=external, sent_at=to_instant(now))

    def end(self, delivery: int, state: DeliveryState, error: str) -> None:
        """Record that nothing more will be tried, and why."""
        self._sql.run(_ENDED, delivery=delivery, state=state.value, error=error)

    def of_chat(self, address: Address, state: DeliveryState) -> list[Delivery]:
        """Return the deliveries to a chat in a state, oldest first."""
        rows = self._sql.all(
            _OF_CHAT, channel=address.channel, chat=address.chat, state=state.value
        )
        return [_delivery(row) for row in rows]

    def free_key(self, key: str) -> None:
        """Let a key be used once more: what was written under it keeps it with its id behind."""
        self._sql.run(_FREE_KEY, taken=key)

    def external(self, key: str) -> str | None:
        """Return the channel's id of a message that was sent, or None."""
        found: str | None = self._sql.scalar(_BY_KEY, key=key)
        return found

    def reminded(self, address: Address, external: str) -> int | None:
        """Return the occurrence that a message of ours, by the channel's id, was about."""
        occurrence: int | None = self._sql.scalar(
            _REMINDED, channel=address.channel, chat=address.chat, external=external
        )
        return occurrence

    def in_state(self, state: DeliveryState) -> list[Delivery]:
        """Return the deliveries in a state, oldest first."""
        return [_delivery(row) for row in self._sql.all(_IN_STATE, state=state.value)]

    def hand_on(self, delivery: int, address: Address) -> None:
        """Let a delivery that was refused go to another chat; it does not come back to this one."""
        self._sql.run(_TRIED, delivery=delivery)
        self.move(delivery, address)

    def move(self, delivery: int, address: Address) -> None:
        """Let a delivery go to another chat, as one that has not been sent."""
        self._sql.run(_MOVE, delivery=delivery, channel_name=address.channel, chat_id=address.chat)

    def redirect(self, old: Address, chat: str) -> None:
        """Send what was meant for a chat that has moved to its new address.

        The messages there have other ids: none is answered or replaced.
        """
        self._sql.run(_REDIRECT, channel=old.channel, old=old.chat, chat=chat)

    def delete_settled(self, before: datetime) -> int:
        """Delete what was written before an instant and is settled; returns how many rows."""
        return self._sql.run(_DELETE, before=to_instant(before))

    def counts(self) -> dict[DeliveryState, int]:
        """Return how many deliveries are in each state."""
        return {DeliveryState(state): count for state, count in self._sql.all(_COUNTS)}


def _message_values(message: OutboundMessage) -> dict[str, object]:
    return {
        "key": message.key,
        "channel": message.address.channel,
        "chat": message.address.chat,
        "text": message.text,
        "buttons": msgspec.json.encode(message.buttons).decode(),
        "purpose": message.purpose.value,
        "reply_to": message.reply_to,
        "replaces": message.replaces,
        "expires_at": to_instant(message.expires_at),
        "file": message.file,
        "attachment": msgspec.json.encode(one).decode() if (one := message.attachment) else None,
    }


def _delivery(row: Row) -> Delivery:
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
