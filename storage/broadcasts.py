"""Broadcasts: messages to everybody, each sent once."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select, update

from domain.frozen import dataclass
from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import broadcasts

_ADD = (
    insert(broadcasts)
    .values({name: bindparam(name) for name in ("person", "text", "people", "created_at")})
    .returning(broadcasts.c.id)
)
_GET = select(
    broadcasts.c.id,
    broadcasts.c.person,
    broadcasts.c.text,
    broadcasts.c.people,
    broadcasts.c.created_at,
    broadcasts.c.sent_at,
).where(broadcasts.c.id == bindparam("id"))
_SENT = (
    update(broadcasts)
    .where(broadcasts.c.id == bindparam("number"), broadcasts.c.sent_at.is_(None))
    .values(sent_at=bindparam("at"), people=bindparam("count"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Broadcast:
    """A message to everybody; `people` is how many it was shown for, or went to."""

    id: int
    person: int
    text: str
    people: int
    created_at: datetime
    sent_at: datetime | None


class Broadcasts:
    """What was prepared, and what of it was sent."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, person: int, text: str, people: int, now: datetime) -> int:
        """Keep a message until it is confirmed; returns its id."""
        return int(
            self._sql.scalar(
                _ADD, person=person, text=text, people=people, created_at=to_instant(now)
            )
        )

    def get(self, broadcast: int) -> Broadcast | None:
        """Return a broadcast, or None where there is none of this id."""
        row = self._sql.one(_GET, id=broadcast)
        if row is None:
            return None
        number, person, text, people, created_at, sent_at = row
        return Broadcast(
            id=number,
            person=person,
            text=text,
            people=people,
            created_at=from_instant(created_at),
            sent_at=from_instant(sent_at),
        )

    def mark_sent(self, broadcast: int, people: int, now: datetime) -> bool:
        """Record that it went to so many; False where it was sent before."""
        return self._sql.run(_SENT, number=broadcast, count=people, at=to_instant(now)) == 1
