"""The audit log: who did what to whom; ids and small facts, never texts. Only added to."""

from datetime import datetime

from sqlalchemy import bindparam, insert, select

from domain.frozen import dataclass
from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import audit

_NAMES = ("actor", "act", "subject", "details", "at")
_ADD = insert(audit).values({name: bindparam(name) for name in _NAMES})
_LAST = (
    select(*(audit.c[name] for name in _NAMES)).order_by(audit.c.id.desc()).limit(bindparam("most"))
)


_LATEST = (
    select(audit.c.details)
    .where(audit.c.act == bindparam("act"), audit.c.details.startswith(bindparam("prefix")))
    .order_by(audit.c.id.desc())
    .limit(1)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """One act: `actor` and `subject` are ids of people, None where there is none."""

    actor: int | None
    act: str
    subject: int | None
    details: str | None
    at: datetime


class Audit:
    """What was done with people and the installation."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self, actor: int | None, act: str, subject: int | None, details: str | None, at: datetime
    ) -> None:
        """Write down an act; `details` is a word such as a role, nothing personal."""
        self._sql.run(
            _ADD, actor=actor, act=act, subject=subject, details=details, at=to_instant(at)
        )

    def latest(self, act: str, prefix: str) -> str | None:
        """Return the details of the latest such act whose details begin so, or None."""
        details: str | None = self._sql.scalar(_LATEST, act=act, prefix=prefix)
        return details

    def last(self, most: int) -> list[Entry]:
        """Return the last acts, latest first."""
        return [
            Entry(actor=actor, act=act, subject=subject, details=details, at=from_instant(at))
            for actor, act, subject, details, at in self._sql.all(_LAST, most=most)
        ]
