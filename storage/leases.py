"""Leases: what only one of several processes does at a time, until it lets go or falls silent."""

from datetime import datetime, timedelta
from typing import Final

from sqlalchemy import bindparam, column, delete, or_, select, text
from sqlalchemy.dialects.sqlite import insert

from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import leases

LENGTH: Final = timedelta(seconds=15)
"""How long a lease holds without being renewed."""

_NEW = insert(leases).values(
    {"name": bindparam("name"), "holder": bindparam("who"), "until": bindparam("until")}
)
_TAKE = _NEW.on_conflict_do_update(
    index_elements=["name"],
    set_={"holder": _NEW.excluded.holder, "until": _NEW.excluded.until},
    where=or_(leases.c.holder == _NEW.excluded.holder, leases.c.until <= bindparam("now")),
).returning(leases.c.name)
_NAMED = leases.c.name == bindparam("lease")
_GIVE = delete(leases).where(_NAMED, leases.c.holder == bindparam("mine"))
_HOLDER = select(leases.c.holder).where(_NAMED, leases.c.until > bindparam("at"))


_NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000000 AS bigint)"
_TAKE_THERE = text(
    f"""
    INSERT INTO leases (name, holder, until) VALUES (:name, :who, {_NOW} + :length)
    ON CONFLICT (name) DO UPDATE SET holder = excluded.holder, until = excluded.until
    WHERE leases.holder = excluded.holder OR leases.until <= {_NOW} RETURNING name
    """  # noqa: S608 - our own words
).columns(column("name"))
_HOLDER_THERE = text(
    f"SELECT holder FROM leases WHERE name = :lease AND until > {_NOW}"  # noqa: S608 - ours
).columns(column("holder"))


class Leases:
    """Who does what alone: each lease has one holder at most.

    On a server its clock counts, since those of machines differ; elsewhere `now` is given.
    """

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def take(self, name: str, holder: str, now: datetime, length: timedelta = LENGTH) -> bool:
        """Take or renew a lease; False where another holds it."""
        if not self._sql.is_sqlite:
            micros = length // timedelta(microseconds=1)
            return self._sql.one(_TAKE_THERE, name=name, who=holder, length=micros) is not None
        until = to_instant(now + length)
        found = self._sql.one(_TAKE, name=name, who=holder, until=until, now=to_instant(now))
        return found is not None

    def give(self, name: str, holder: str) -> None:
        """Let go of a lease, where one has it."""
        self._sql.run(_GIVE, lease=name, mine=holder)

    def holder(self, name: str, now: datetime) -> str | None:
        """Return who holds a lease, or None."""
        if not self._sql.is_sqlite:
            there: str | None = self._sql.scalar(_HOLDER_THERE, lease=name)
            return there
        found: str | None = self._sql.scalar(_HOLDER, lease=name, at=to_instant(now))
        return found
