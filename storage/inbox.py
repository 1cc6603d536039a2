"""The inbox: every message is here before anybody is told that it arrived."""

from datetime import datetime

from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.postgresql import insert

from domain.messages import Address, InboundMessage
from domain.origin import Origin
from storage.instants import from_instant, to_instant
from storage.sql import Sql, one_of
from storage.tables import inbox

NEW, DONE, DEAD = "new", "done", "dead"

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
)
_ADD = (
    insert(inbox)
    .values({name: bindparam(name) for name in _NAMES})
    .on_conflict_do_nothing(index_elements=["channel", "key"])
    .returning(inbox.c.id)
)
_GET = select(*(inbox.c[name] for name in _NAMES)).where(inbox.c.id == bindparam("id"))
_CLOSE = (
    update(inbox)
    .where(inbox.c.id == bindparam("message"))
    .values(state=bindparam("state"), answered_at=bindparam("answered_at"))
)
_COUNT = select(func.count()).select_from(inbox).where(inbox.c.state == bindparam("state"))
_DELETE = delete(inbox).where(
    one_of(inbox.c.state, DONE, DEAD), inbox.c.answered_at < bindparam("before")
)


class Inbox:
    """Messages that came in, under the keys their channels gave them."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, message: InboundMessage) -> int | None:
        """Store a message and return its id, or None where its key is known already."""
        key: int | None = self._sql.scalar(
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
        )
        return key

    def get(self, message: int) -> InboundMessage:
        """Return the message with this id; KeyError if there is none."""
        row = self._sql.one(_GET, id=message)
        if row is None:
            raise KeyError(message)
        channel, key, chat, sender, text, length, callback, origin, _, received_at = row
        return InboundMessage(
            key=key,
            address=Address(channel=channel, chat=chat),
            sender=sender,
            text=text,
            length=length,
            callback=callback,
            origin=Origin(origin),
            received_at=from_instant(received_at),
        )

    def close(self, message: int, state: str, now: datetime) -> None:
        """Record that a message was answered (DONE) or given up (DEAD)."""
        self._sql.run(_CLOSE, message=message, state=state, answered_at=to_instant(now))

    def count(self, state: str) -> int:
        """Return how many messages are in a state."""
        return int(self._sql.scalar(_COUNT, state=state))

    def delete_settled(self, before: datetime) -> int:
        """Delete what was answered before an instant; returns how many rows went."""
        return self._sql.run(_DELETE, before=to_instant(before))
