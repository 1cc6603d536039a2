"""Receipts: which of our messages the channels say were delivered, read or lost."""

from datetime import datetime

from sqlalchemy import bindparam, func, select, update

from domain.deliveries import DeliveryState
from domain.messages import Address
from storage.instants import from_instant, to_instant
from storage.outbox_table import CONFIRMING, outbox
from storage.sql import Sql

_BY_KEY = select(outbox.c.id).where(
    outbox.c.key == bindparam("name"), outbox.c.channel == bindparam("channel_name")
)
_BY_EXTERNAL = (
    select(outbox.c.id)
    .where(
        outbox.c.channel == bindparam("channel_name"),
        outbox.c.external == bindparam("name"),
        CONFIRMING,  # as the index has it
    )
    .order_by(outbox.c.id.desc())
)
_ONE = update(outbox).where(outbox.c.id == bindparam("delivery"))
_DELIVERED = _ONE.values(
    delivered_at=func.coalesce(outbox.c.delivered_at, bindparam("at")),
)
_READ = _ONE.values(
    delivered_at=func.coalesce(outbox.c.delivered_at, bindparam("at")),
    read_at=func.coalesce(outbox.c.read_at, bindparam("at")),
)
_TIMES = select(outbox.c.delivered_at, outbox.c.read_at, outbox.c.external).where(
    outbox.c.id == bindparam("delivery")
)
_COPIES = (
    select(outbox.c.channel, outbox.c.chat, outbox.c.external, outbox.c.text)
    .where(
        outbox.c.occurrence == bindparam("about"),
        outbox.c.state == DeliveryState.SENT.value,
        outbox.c.external.is_not(None),
        outbox.c.buttons != "[]",
    )
    .order_by(outbox.c.id)
)


_TRIED = (
    select(outbox.c.channel, outbox.c.chat)
    .where(outbox.c.occurrence == bindparam("about"), outbox.c.key.startswith(bindparam("begins")))
    .distinct()
)


class Receipts:
    """What became of our messages after they were sent."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def find(self, channel: str, external: str, key: str | None) -> int | None:
        """Return the delivery that a service tells of, by our key or by its own id."""
        found: int | None = None
        if key is not None:
            found = self._sql.scalar(_BY_KEY, channel_name=channel, name=key)
        if found is None:
            found = self._sql.scalar(_BY_EXTERNAL, channel_name=channel, name=external)
        return found

    def delivered(self, delivery: int, at: datetime) -> None:
        """Record that it arrived at the person's device."""
        self._sql.run(_DELIVERED, delivery=delivery, at=to_instant(at))

    def read(self, delivery: int, at: datetime) -> None:
        """Record that the person saw it, and so that it arrived."""
        self._sql.run(_READ, delivery=delivery, at=to_instant(at))

    def delivered_at(self, delivery: int) -> datetime | None:
        """Return when it arrived, as far as the channel told."""
        row = self._sql.one(_TIMES, delivery=delivery)
        return from_instant(row[0]) if row else None

    def read_at(self, delivery: int) -> datetime | None:
        """Return when it was read, as far as the channel told."""
        row = self._sql.one(_TIMES, delivery=delivery)
        return from_instant(row[1]) if row else None

    def external(self, delivery: int) -> str | None:
        """Return the channel's id of a message, as far as it is known."""
        row = self._sql.one(_TIMES, delivery=delivery)
        return row[2] if row else None

    def copies(self, occurrence: int) -> list[tuple[Address, str, str]]:
        """Return where messages about a promised moment are: chat, the channel's id, text."""
        return [
            (Address(channel=channel, chat=chat), external, text)
            for channel, chat, external, text in self._sql.all(_COPIES, about=occurrence)
        ]

    def tried(self, occurrence: int, key: str) -> list[Address]:
        """Return the chats in which a moment was to be said under a key and what follows it."""
        rows = self._sql.all(_TRIED, about=occurrence, begins=key)
        return [Address(channel=channel, chat=chat) for channel, chat in rows]
