"""Rhythms: when each brief of each person comes next."""

from collections.abc import Callable
from datetime import datetime

from sqlalchemy import bindparam, delete, func, select
from sqlalchemy.dialects.sqlite import insert

from domain.frozen import dataclass
from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import rhythms


@dataclass(frozen=True, slots=True, kw_only=True)
class RhythmsChanged:
    """Signal: the brief that comes next may be another one now."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rhythm:
    """The next moment (UTC) of one kind of brief of one person."""

    person: int
    kind: str
    fire_at: datetime


_COLUMNS = (rhythms.c.person, rhythms.c.kind, rhythms.c.fire_at)
_SET = (
    insert(rhythms)
    .values({name: bindparam(name) for name in ("person", "kind", "fire_at")})
    .on_conflict_do_update(
        index_elements=["person", "kind"], set_={"fire_at": bindparam("fire_at")}
    )
)
_DROP = delete(rhythms).where(
    rhythms.c.person == bindparam("owner"), rhythms.c.kind == bindparam("name")
)
_OF = select(*_COLUMNS).where(rhythms.c.person == bindparam("owner")).order_by(rhythms.c.fire_at)
_DUE = (
    select(*_COLUMNS)
    .where(rhythms.c.fire_at <= bindparam("now"))
    .order_by(rhythms.c.fire_at, rhythms.c.id)
    .limit(bindparam("most"))
    .with_for_update(skip_locked=True)
)
_NEXT = select(func.min(rhythms.c.fire_at))


class Rhythms:
    """Moments of briefs. A write that changes what comes next signals `RhythmsChanged`."""

    def __init__(self, sql: Sql, signal: Callable[[object], None]) -> None:
        self._sql = sql
        self._signal = signal

    def set(self, person: int, kind: str, fire_at: datetime) -> None:
        """Store when a brief of a person comes next."""
        self._sql.run(_SET, person=person, kind=kind, fire_at=to_instant(fire_at))
        self._signal(RhythmsChanged())

    def drop(self, person: int, kind: str) -> None:
        """Forget a brief that is not wanted any more."""
        self._sql.run(_DROP, owner=person, name=kind)

    def of(self, person: int) -> list[Rhythm]:
        """Return what comes next for a person, soonest first."""
        return [_rhythm(*row) for row in self._sql.all(_OF, owner=person)]

    def due(self, now: datetime, most: int) -> list[Rhythm]:
        """Return what is due, oldest first, held until the end of the transaction."""
        return [_rhythm(*row) for row in self._sql.all(_DUE, now=to_instant(now), most=most)]

    def next_fire(self) -> datetime | None:
        """Return the instant of the next one of anybody, or None."""
        instant: int | None = self._sql.scalar(_NEXT)
        return from_instant(instant)


def _rhythm(person: int, kind: str, fire_at: int) -> Rhythm:
    return Rhythm(person=person, kind=kind, fire_at=from_instant(fire_at))
