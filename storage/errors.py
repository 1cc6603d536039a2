"""Errors: what went wrong, grouped by where and why, and how often."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from domain.frozen import dataclass
from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import errors

_RECORD = (
    insert(errors)
    .values(
        place=bindparam("place"),
        reason=bindparam("reason"),
        count=1,
        first_at=bindparam("at"),
        last_at=bindparam("at"),
    )
    .on_conflict_do_update(
        index_elements=["place", "reason"],
        set_={"count": errors.c.count + 1, "last_at": bindparam("at")},
    )
)
_TOP = (
    select(
        errors.c.place,
        errors.c.reason,
        errors.c["count"],
        errors.c.first_at,
        errors.c.last_at,
    )
    .order_by(errors.c["count"].desc(), errors.c.last_at.desc(), errors.c.id)
    .limit(bindparam("most"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Failure:
    """One kind of error: `place` is a task or a part, `reason` the class of what was raised."""

    place: str
    reason: str
    count: int
    first_at: datetime
    last_at: datetime


class Errors:
    """Kinds of errors with their counts. No text of anybody is ever in them."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def record(self, place: str, reason: str, now: datetime) -> None:
        """Count one more error of this kind."""
        self._sql.run(_RECORD, place=place, reason=reason, at=to_instant(now))

    def top(self, most: int = 10) -> list[Failure]:
        """Return the kinds that happened most often."""
        return [
            Failure(
                place=place,
                reason=reason,
                count=count,
                first_at=from_instant(first_at),
                last_at=from_instant(last_at),
            )
            for place, reason, count, first_at, last_at in self._sql.all(_TOP, most=most)
        ]
