"""Labels: whether records came from third parties, and the lowering of what they went into."""

from collections.abc import Iterable

from sqlalchemy import Table, bindparam, or_, select, update

from domain.origin import Origin
from domain.records import ShareState
from storage import tables
from storage.sql import Sql, Statement

LABELLED: dict[str, Table] = {
    "task": tables.tasks,
    "reminder": tables.reminders,
    "event": tables.events,
    "note": tables.notes,
    "item": tables.list_items,
}
_OTHERS: dict[str, Statement] = {
    noun: select(table.c.id)
    .where(table.c.person == bindparam("owner"), table.c.origin == Origin.THIRD_PARTY.value)
    .limit(1)
    for noun, table in LABELLED.items()
}
# Whatever stands on a list that is shared may be the other side's.
_SHARES = (
    select(tables.shares.c.id)
    .where(
        or_(
            tables.shares.c.person == bindparam("owner"),
            tables.shares.c.guest == bindparam("owner"),
        ),
        tables.shares.c.state == ShareState.ACCEPTED.value,
    )
    .limit(1)
)
_ORIGIN: dict[str, Statement] = {
    noun: select(table.c.origin).where(table.c.id == bindparam("record"))
    for noun, table in LABELLED.items()
}
_LOWER: dict[str, Statement] = {
    noun: update(table).where(table.c.id == bindparam("record")).values(origin=bindparam("becomes"))
    for noun, table in LABELLED.items()
}
_TOUCHED = select(tables.journal.c.noun, tables.journal.c.record).where(
    tables.journal.c.person == bindparam("owner"),
    tables.journal.c.source == bindparam("message"),
    tables.journal.c.id > bindparam("since"),
)


class Labels:
    """The labels of records (see `domain.origin`)."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def has_others(self, person: int, nouns: Iterable[str] = tuple(LABELLED)) -> bool:
        """Tell whether any record of some kinds came, or may have come, from third parties."""
        kinds = tuple(nouns)
        if any(self._sql.one(_OTHERS[noun], owner=person) for noun in kinds):
            return True
        return "item" in kinds and self._sql.one(_SHARES, owner=person) is not None

    def touched_others(self, person: int, source: int, *, since: int) -> bool:
        """Tell whether a message wrote records of third parties after a journal entry."""
        touched = self._sql.all(_TOUCHED, owner=person, message=source, since=since)
        return any(
            self._sql.scalar(_ORIGIN[noun], record=record) == Origin.THIRD_PARTY.value
            for noun, record in set(touched)
            if noun in LABELLED
        )

    def lower(self, person: int, source: int, origin: Origin, *, since: int) -> None:
        """Give what a message wrote after a journal entry a label no better than `origin`."""
        touched = self._sql.all(_TOUCHED, owner=person, message=source, since=since)
        for noun, record in set(touched):
            was = self._sql.scalar(_ORIGIN[noun], record=record) if noun in LABELLED else None
            if was is not None and (becomes := Origin(was).with_other(origin)) != was:
                self._sql.run(_LOWER[noun], record=record, becomes=becomes.value)
