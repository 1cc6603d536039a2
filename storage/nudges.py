"""Nudges: what was said to each person without being asked, so that nothing is said twice."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import nudges

_ADD = (
    insert(nudges)
    .values({name: bindparam(name) for name in ("person", "kind", "key", "at")})
    .on_conflict_do_nothing(index_elements=["key"])
    .returning(nudges.c.id)
)
_IS_SAID = select(nudges.c.id).where(nudges.c.key == bindparam("name"))
_SINCE = (
    select(nudges.c.kind, nudges.c.at)
    .where(nudges.c.person == bindparam("owner"), nudges.c.at >= bindparam("since"))
    .order_by(nudges.c.at, nudges.c.id)
)
_DELETE = delete(nudges).where(nudges.c.at < bindparam("before"))


class Nudges:
    """What was said unasked: each key is said once, for ever."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, person: int, kind: str, key: str, now: datetime) -> bool:
        """Record that something is said now; False where it was said before."""
        number = self._sql.scalar(_ADD, person=person, kind=kind, key=key, at=to_instant(now))
        return number is not None

    def is_said(self, key: str) -> bool:
        """Tell whether something was said already."""
        return self._sql.one(_IS_SAID, name=key) is not None

    def since(self, person: int, since: datetime) -> list[tuple[str, datetime]]:
        """Return the kind and the instant of what a person was told since then."""
        rows = self._sql.all(_SINCE, owner=person, since=to_instant(since))
        return [(kind, from_instant(at)) for kind, at in rows]

    def delete_old(self, before: datetime) -> int:
        """Forget what was said before an instant; returns how many rows."""
        return self._sql.run(_DELETE, before=to_instant(before))
