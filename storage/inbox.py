"""The inbox: every message is here before anybody is told that it arrived."""

from datetime import datetime

import msgspec
from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from domain.messages import Address, Attachment, InboundMessage, Kind
from domain.origin import Origin
from storage.instants import from_instant, to_instant
from storage.sql import Sql, one_of
from storage.tables import inbox

NEW, DONE, DEAD = "new", "done", "dead"
MOST_DELETED = 256
"""Rows that a sweep deletes at once: some milliseconds of the only writer."""

_NAMES = (
    "channel",
    "key",
    "chat",
    "sender",
    "text",
    "length",
    "callback",
    "origin",
    "state",
    "received_at",
    "kind",
    "external",
    "concerns",
    "details",
)
_ADD = (
    insert(inbox)
    .values({name: bindparam(name) for name in _NAMES})
    .on_conflict_do_nothing(index_elements=["channel", "key"])
    .returning(inbox.c.id)
)
_GET = select(*(inbox.c[name] for name in _NAMES)).where(inbox.c.id == bindparam("id"))
_BY_EXTERNAL = (
    select(inbox.c.id)
    .where(
        inbox.c.channel == bindparam("channel"),
        inbox.c.chat == bindparam("chat"),
        inbox.c.external == bindparam("external"),
    )
    .order_by(inbox.c.id)
)
_CLOSE = (
    update(inbox)
    .where(inbox.c.id == bindparam("message"))
    .values(state=bindparam("state"), answered_at=bindparam("answered_at"))
)
_REOPEN = (
    update(inbox).where(inbox.c.id == bindparam("message")).values(state=NEW, answered_at=None)
)
_COUNT = select(func.count()).select_from(inbox).where(inbox.c.state == bindparam("state"))
_LAST = select(func.max(inbox.c.id))
_SINCE = select(func.count(), func.max(inbox.c.id)).where(inbox.c.id > bindparam("last"))
_DELETE = delete(inbox).where(
    inbox.c.id.in_(
        select(inbox.c.id)
        .where(inbox.c.received_at < bindparam("before"), inbox.c.answered_at < bindparam("before"))
        .where(one_of(inbox.c.state, DONE, DEAD))
        .order_by(inbox.c.received_at)
        .limit(bindparam("most"))
    )
)


class _Details(msgspec.Struct, omit_defaults=True, frozen=True):
    """What only some messages have; kept as JSON."""

    private: Address | None = None
    name: str | None = None
    language: str | None = None
    attachment: Attachment | None = None


_NO_DETAILS = _Details()


class Inbox:
    """Messages that came in, under the keys their channels gave them."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, message: InboundMessage) -> int | None:
        """Store a message and return its id, or None where its key is known already."""
        return self._sql.added(
            _ADD,
            channel=message.address.channel,
            key=message.key,
            chat=message.address.chat,
            sender=message.sender,
            text=message.text,
            length=message.length or len(message.text),
            callback=message.callback,
            origin=message.origin.value,
            state=NEW,
            received_at=to_instant(message.received_at),
            kind=None if message.kind is Kind.WORDS else message.kind.value,
            external=message.external,
            concerns=message.concerns,
            details=_details(message),
        )

    def get(self, message: int) -> InboundMessage:
        """Return the message with this id; KeyError if there is none."""
        row = self._sql.one(_GET, id=message)
        if row is None:
            raise KeyError(message)
        channel, key, chat, sender, text, length, callback, origin, _, received_at, *rest = row
        kind, external, concerns, written = rest
        details = msgspec.json.decode(written, type=_Details) if written else _NO_DETAILS
        return InboundMessage(
            key=key,
            address=Address(channel=channel, chat=chat),
            sender=sender,
            text=text,
            length=length,
            callback=callback,
            origin=Origin(origin),
            received_at=from_instant(received_at),
            kind=Kind(kind or Kind.WORDS),
            external=external,
            concerns=concerns,
            private=details.private,
            sender_name=details.name,
            sender_language=details.language,
            attachment=details.attachment,
        )

    def versions(self, address: Address, external: str) -> list[int]:
        """Return a message of a chat and its edits, oldest first, by the channel's id."""
        rows = self._sql.all(
            _BY_EXTERNAL, channel=address.channel, chat=address.chat, external=external
        )
        return [number for (number,) in rows]

    def close(self, message: int, state: str, now: datetime) -> None:
        """Record that a message was answered (DONE) or given up (DEAD)."""
        self._sql.run(_CLOSE, message=message, state=state, answered_at=to_instant(now))

    def reopen(self, message: int) -> None:
        """Record that a message is to be answered after all."""
        self._sql.run(_REOPEN, message=message)

    def count(self, state: str) -> int:
        """Return how many messages are in a state."""
        return int(self._sql.scalar(_COUNT, state=state))

    def since(self, last: int | None) -> tuple[int, int]:
        """Return how many messages came after the message `last`, and the newest one's id.

        None: nothing is counted, only the newest is looked up.
        """
        if last is None:
            return 0, int(self._sql.scalar(_LAST) or 0)
        count, newest = self._sql.one(_SINCE, last=last) or (0, None)
        return int(count), int(newest or last)

    def delete_settled(self, before: datetime, most: int = MOST_DELETED) -> int:
        """Delete what came and was answered before an instant, so many at most; returns how many.

        What is deleted in one unit holds up all others.
        """
        return self._sql.run(_DELETE, before=to_instant(before), most=most)


def _details(message: InboundMessage) -> str | None:
    details = _Details(
        private=message.private,
        name=message.sender_name,
        language=message.sender_language,
        attachment=message.attachment,
    )
    return None if details == _NO_DETAILS else msgspec.json.encode(details).decode()
