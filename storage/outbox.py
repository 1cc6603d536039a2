"""The outbox: every message is here before a byte of it leaves."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import Text, bindparam, cast, delete, func, literal, select, update
from sqlalchemy.dialects.sqlite import insert

from domain.deliveries import Delivery, DeliveryState, Due
from domain.messages import Address, OutboundMessage
from storage.inbox import MOST_DELETED
from storage.instants import to_instant
from storage.outbox_rows import DELIVERY_COLUMNS, delivery_from, message_values
from storage.outbox_table import UNSENT
from storage.sql import Sql, one_of
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
_GET = select(*DELIVERY_COLUMNS).where(outbox.c.id == bindparam("delivery"))
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
    select(*DELIVERY_COLUMNS)
    .where(outbox.c.channel == bindparam("channel"))
    .where(outbox.c.chat == bindparam("chat"))
    .where(outbox.c.state == bindparam("state"), UNSENT)
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
_LAST = select(func.max(outbox.c.id))
_NUMBER = select(outbox.c.id).where(outbox.c.key == bindparam("key"))
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
_IN_STATE = (
    select(*DELIVERY_COLUMNS)
    .where(outbox.c.state == bindparam("state"), UNSENT)
    .order_by(outbox.c.id)
)
_COUNTS = select(outbox.c.state, func.count()).where(UNSENT).group_by(outbox.c.state)
_COUNT = select(func.count()).select_from(outbox)
_OLD = outbox.c.created_at < bindparam("before")
_DELETE_SENT = delete(outbox).where(
    outbox.c.id.in_(
        select(outbox.c.id)
        .where(outbox.c.sent_at < bindparam("before"), _OLD)
        .where(outbox.c.state == DeliveryState.SENT.value)
        .order_by(outbox.c.sent_at)
        .limit(bindparam("most"))
    )
)
_DELETE_ENDED = delete(outbox).where(
    outbox.c.id.in_(
        select(outbox.c.id)
        .where(one_of(outbox.c.state, DeliveryState.UNKNOWN.value, DeliveryState.FAILED.value))
        .where(UNSENT, _OLD)
        .limit(bindparam("most"))
    )
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
        state: DeliveryState | None = None,
    ) -> Delivery | None:
        """Store a message that is about to leave, or return None where its key is known.

        `state` None: it is begun at once where one process serves all; where several do, whoever
        claims its job begins it.
        """
        if state is None:
            state = DeliveryState.SENDING if self._sql.is_sqlite else DeliveryState.PENDING
        number = self._sql.added(
            _ADD,
            **message_values(message),
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

    def add_all(self, said: Sequence[Due], *, now: datetime) -> list[Delivery]:
        """Store messages that are about to leave, as `add` does; those whose key is new.

        Only where one process serves all: ids are counted up within its transaction.
        """
        state, instant = DeliveryState.SENDING, to_instant(now)
        before = self._sql.scalar(_LAST) or 0
        added = self._sql.many(
            _ADD,
            (
                {
                    **message_values(one.message),
                    "person": one.person,
                    "language": one.language,
                    "occurrence": one.occurrence,
                    "state": state.value,
                    "zone": one.zone,
                    "due_at": to_instant(one.due_at),
                    "created_at": instant,
                }
                for one in said
            ),
        )
        if added < len(said):
            numbers = [self._sql.scalar(_NUMBER, key=one.message.key) for one in said]
        else:
            first = self._sql.scalar(_LAST) - added + 1
            numbers = list(range(first, first + added))
        return [
            Delivery(
                id=number,
                message=one.message,
                person=one.person,
                language=one.language,
                state=state,
                repeats=0,
                due_at=one.due_at,
                occurrence=one.occurrence,
                zone=one.zone,
            )
            for number, one in zip(numbers, said, strict=True)
            if number > before
        ]

    def get(self, delivery: int) -> Delivery | None:
        """Return a delivery, or None where it was taken back."""
        row = self._sql.one(_GET, delivery=delivery)
        return delivery_from(row) if row else None

    def mark(self, delivery: int, state: DeliveryState, *, repeats: int) -> None:
        """Record how far a delivery has come."""
        self._sql.run(_MARK, delivery=delivery, state=state.value, repeats=repeats)

    def mark_sent(self, delivery: int, *, external: str | None, now: datetime) -> None:
        """Record that the channel took the message, under the id it gave."""
        self._sql.run(_SENT, delivery=delivery, external=external, sent_at=to_instant(now))

    def mark_all_sent(self, sent: Iterable[tuple[int, str | None, datetime]]) -> None:
        """Record of deliveries the ids that their channels gave, and when they took them."""
        self._sql.many(
            _SENT,
            (
                {"delivery": number, "external": external, "sent_at": to_instant(at)}
                for number, external, at in sent
            ),
        )

    def end(self, delivery: int, state: DeliveryState, error: str) -> None:
        """Record that nothing more will be tried, and why."""
        self._sql.run(_ENDED, delivery=delivery, state=state.value, error=error)

    def of_chat(self, address: Address, state: DeliveryState) -> list[Delivery]:
        """Return the deliveries to a chat in a state other than SENT, oldest first."""
        rows = self._sql.all(
            _OF_CHAT, channel=address.channel, chat=address.chat, state=state.value
        )
        return [delivery_from(row) for row in rows]

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
        """Return the deliveries in a state other than SENT, oldest first."""
        return [delivery_from(row) for row in self._sql.all(_IN_STATE, state=state.value)]

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

    def delete_settled(self, before: datetime, most: int = MOST_DELETED) -> int:
        """Delete what was settled before an instant, so many at most; returns how many rows."""
        values = {"before": to_instant(before), "most": most}
        return sum(self._sql.run(one, **values) for one in (_DELETE_SENT, _DELETE_ENDED))

    def counts(self) -> dict[DeliveryState, int]:
        """Return how many deliveries are in each state."""
        found = {DeliveryState(state): int(count) for state, count in self._sql.all(_COUNTS)}
        sent = int(self._sql.scalar(_COUNT)) - sum(found.values())
        return found | ({DeliveryState.SENT: sent} if sent else {})
