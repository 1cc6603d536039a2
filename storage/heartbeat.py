"""Heartbeats: when something last happened, by name."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import heartbeat

_BEAT = (
    insert(heartbeat)
    .values(name=bindparam("name"), at=bindparam("at"))
    .on_conflict_do_update(index_elements=["name"], set_={"at": bindparam("at")})
)
_LAST = select(heartbeat.c.at).where(heartbeat.c.name == bindparam("name"))
_CLEAR = delete(heartbeat).where(heartbeat.c.name == bindparam("name"))
_CLEAR_BELOW = delete(heartbeat).where(
    heartbeat.c.name >= bindparam("first"), heartbeat.c.name < bindparam("last")
)


class Heartbeat:
    """When things last happened: the write that proves a database, a backup, a trouble."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def beat(self, name: str, now: datetime) -> None:
        """Write the row of this name."""
        self._sql.run(_BEAT, name=name, at=to_instant(now))

    def last(self, name: str) -> datetime | None:
        """Return when this last happened, or None."""
        instant: int | None = self._sql.scalar(_LAST, name=name)
        return from_instant(instant)

    def clear(self, name: str) -> bool:
        """Forget it; False where there was nothing."""
        return self._sql.run(_CLEAR, name=name) == 1

    def clear_below(self, name: str) -> None:
        """Forget all that has this name and a colon at its beginning."""
        self._sql.run(_CLEAR_BELOW, first=f"{name}:", last=f"{name};")
