"""The journal: what every record was before it was written, so that a write can be undone."""

from collections.abc import Collection
from datetime import datetime

import msgspec
from sqlalchemy import Table, bindparam, delete, func, insert, select, update

from domain.messages import Address
from storage import tables
from storage.comings import COME_SINCE
from storage.instants import from_instant, to_instant
from storage.sql import Sql, Statement, one_of

Values = dict[str, int | str | None]
"""The columns of a record, by their names."""
JOURNALLED: dict[str, Table] = {
    "task": tables.tasks,
    "reminder": tables.reminders,
    "occurrence": tables.occurrences,
    "event": tables.events,
    "note": tables.notes,
    "item": tables.list_items,
    "share": tables.shares,
    "memory": tables.memories,
}
MEMORY = "memory"
"""The noun of what is remembered: no promise, so the first questions wait for one."""
PERSON = "person"
"""The noun under which what a person settled about themselves is journalled."""
_SETTLED = ("id", "zone", "language", "quiet", "preferences")
_COLUMNS: dict[str, tuple[str, ...]] = {
    **{noun: tuple(column.name for column in table.c) for noun, table in JOURNALLED.items()},
    PERSON: _SETTLED,
}
_READ: dict[str, Statement] = {
    noun: select(*(table.c[name] for name in _COLUMNS[noun])).where(
        table.c.id == bindparam("record")
    )
    for noun, table in (*JOURNALLED.items(), (PERSON, tables.people))
}
_DROP: dict[str, Statement] = {
    noun: delete(table).where(table.c.id == bindparam("record"))
    for noun, table in JOURNALLED.items()
}
# A round is never given back, nor an invitation: their messages may have left already.
_KEPT = {"id", "round", "invited_sequence", "invited_digest"}
_PUT_BACK: dict[str, Statement] = {
    noun: update(table)
    .where(table.c.id == bindparam("record"))
    .values({name: bindparam(name) for name in _COLUMNS[noun] if name not in _KEPT})
    for noun, table in (*JOURNALLED.items(), (PERSON, tables.people))
}
# A record that was deleted comes back under its own id.
_BRING_BACK: dict[str, Statement] = {
    noun: insert(table).values({name: bindparam(name) for name in _COLUMNS[noun]})
    for noun, table in JOURNALLED.items()
}
_HAS_COME = select(tables.occurrences.c.id).where(
    tables.occurrences.c.id == bindparam("record"),
    one_of(tables.occurrences.c.state, "due", "sent", "unknown", "done", "missed"),
)
_ADD = insert(tables.journal).values(
    {
        name: bindparam(name)
        for name in ("person", "source", "noun", "record", "before", "created_at")
    }
)
_OPEN = (
    tables.journal.c.person == bindparam("owner"),
    tables.journal.c.undone_at.is_(None),
    tables.journal.c.created_at >= bindparam("since"),
)
_LATEST = (
    select(tables.journal.c.source)
    .join(tables.inbox, tables.inbox.c.id == tables.journal.c.source)
    .where(
        *_OPEN,
        tables.inbox.c.channel == bindparam("channel"),
        tables.inbox.c.chat == bindparam("chat"),
    )
    .order_by(tables.journal.c.id.desc())
    .limit(1)
)
_ENTRIES = (
    select(tables.journal.c.noun, tables.journal.c.record, tables.journal.c.before)
    .where(*_OPEN, tables.journal.c.source == bindparam("message"))
    .order_by(tables.journal.c.id.desc())
)
_later = tables.journal.alias("later")
_OVERWRITTEN = (
    select(tables.journal.c.id)
    .join(
        _later,
        (_later.c.noun == tables.journal.c.noun)
        & (_later.c.record == tables.journal.c.record)
        & (_later.c.id > tables.journal.c.id)
        & (_later.c.source != tables.journal.c.source)
        & _later.c.undone_at.is_(None),
    )
    .where(*_OPEN, tables.journal.c.source == bindparam("message"))
    .limit(1)
)
# A subtask of a task that a message made, written by a later one: it would go with it.
_HAS_LATER_PARTS = (
    select(tables.journal.c.id)
    .join(tables.tasks, tables.tasks.c.parent == tables.journal.c.record)
    .join(_later, (_later.c.noun == "task") & (_later.c.record == tables.tasks.c.id))
    .where(
        *_OPEN,
        tables.journal.c.source == bindparam("message"),
        tables.journal.c.noun == "task",
        tables.journal.c.before.is_(None),
        _later.c.source != tables.journal.c.source,
        _later.c.id > tables.journal.c.id,
        _later.c.undone_at.is_(None),
    )
    .limit(1)
)
_UNDONE = (
    update(tables.journal)
    .where(*_OPEN, tables.journal.c.source == bindparam("message"))
    .values(undone_at=bindparam("at"))
)


_FORGET = (
    update(tables.journal)
    .where(tables.journal.c.created_at < bindparam("until"), tables.journal.c.before.is_not(None))
    .values(before=None)
)
_ANY = (
    select(tables.journal.c.id)
    .where(
        tables.journal.c.person == bindparam("owner"),
        tables.journal.c.noun != PERSON,
        tables.journal.c.noun != MEMORY,
    )
    .limit(1)
)
_OF_SOURCE = (
    tables.journal.c.person == bindparam("owner"),
    tables.journal.c.source == bindparam("message"),
)
_WROTE = select(func.max(tables.journal.c.created_at)).where(
    *_OF_SOURCE, tables.journal.c.undone_at.is_(None)
)
_LAST = select(func.max(tables.journal.c.id)).where(*_OF_SOURCE)
_USED = select(tables.journal.c.id).where(*_OF_SOURCE).limit(1)
_WRITTEN_AT = (
    select(tables.journal.c.created_at)
    .where(
        tables.journal.c.person == bindparam("owner"),
        tables.journal.c.noun == bindparam("name"),
        tables.journal.c.record == bindparam("number"),
    )
    .order_by(tables.journal.c.created_at.desc())
    .limit(1)
)


class Journal:
    """Before-images of records, grouped by the message that changed them."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def created(self, person: int, source: int, noun: str, record: int, now: datetime) -> None:
        """Note that a message created a record."""
        self._write(person, source, noun, record, before=None, now=now)

    def changes(self, person: int, source: int, noun: str, record: int, now: datetime) -> None:
        """Note what a record is, before a message changes it."""
        row = self._sql.one(_READ[noun], record=record)
        if row is not None:
            before = msgspec.json.encode(dict(zip(_COLUMNS[noun], row, strict=True))).decode()
            self._write(person, source, noun, record, before=before, now=now)

    def is_empty(self, person: int) -> bool:
        """Tell whether nothing was ever written for a person but their settings."""
        return self._sql.one(_ANY, owner=person) is None

    def wrote(self, person: int, source: int) -> datetime | None:
        """Return when a message wrote what still stands of it; None where nothing does."""
        instant: int | None = self._sql.scalar(_WROTE, owner=person, message=source)
        return from_instant(instant)

    def is_used(self, person: int, source: int) -> bool:
        """Tell whether a message ever wrote anything, taken back or not."""
        return self._sql.one(_USED, owner=person, message=source) is not None

    def last(self, person: int, source: int) -> int:
        """Return the number of the last entry that a message made, 0 where it made none."""
        return int(self._sql.scalar(_LAST, owner=person, message=source) or 0)

    def has_come(self, person: int, source: int) -> bool:
        """Tell whether a promise that a message made or moved has come since, or was put off."""
        found = (self._sql.one(statement, owner=person, message=source) for statement in COME_SINCE)
        return any(found)

    def written_at(self, person: int, noun: str, record: int) -> datetime | None:
        """Return when a message last created or changed a record, or None."""
        instant: int | None = self._sql.scalar(_WRITTEN_AT, owner=person, name=noun, number=record)
        return from_instant(instant)

    def forget_before(self, until: datetime) -> int:
        """Forget what records were before an instant; returns of how many changes."""
        return self._sql.run(_FORGET, until=to_instant(until))

    def latest(self, person: int, address: Address, since: datetime) -> int | None:
        """Return the last message of a chat since then whose writes still stand."""
        source: int | None = self._sql.scalar(
            _LATEST,
            owner=person,
            channel=address.channel,
            chat=address.chat,
            since=to_instant(since),
        )
        return source

    def is_overwritten(self, person: int, source: int, since: datetime) -> bool:
        """Tell whether a later message changed what this one wrote, and still stands.

        A subtask that a later one gave to a task of this one counts as such a change.
        """
        return any(
            self._sql.one(statement, owner=person, message=source, since=to_instant(since))
            for statement in (_OVERWRITTEN, _HAS_LATER_PARTS)
        )

    def undo(
        self,
        person: int,
        source: int,
        *,
        since: datetime,
        now: datetime,
        without: Collection[tuple[str, int]] = (),
    ) -> list[tuple[str, int]]:
        """Put back what a message wrote, last write first; returns the records.

        A promise that was kept meanwhile stays kept, and nothing that it replaced comes late.
        The records of `without` stay as they are.
        """
        written = self._sql.all(_ENTRIES, owner=person, message=source, since=to_instant(since))
        entries = [one for one in written if (one[0], one[1]) not in without]
        came = {
            record for noun, record, _ in entries if noun == "occurrence" and self._came(record)
        }
        for noun, record, before in entries:
            values = msgspec.json.decode(before, type=Values) if before else None
            if noun == "occurrence" and _stays(
                values, is_kept=record in came, any_kept=bool(came), now=now
            ):
                continue
            self._put_back(noun, record, values)
        self._sql.run(
            _UNDONE, owner=person, message=source, since=to_instant(since), at=to_instant(now)
        )
        return [(noun, record) for noun, record, _ in entries]

    def images(self, person: int, source: int, since: datetime) -> list[tuple[str, Values]]:
        """Return what a message wrote, first write first: as it was, or as it is where it is new.

        A record that is new and gone again is left out.
        """
        entries = self._sql.all(_ENTRIES, owner=person, message=source, since=to_instant(since))
        found: list[tuple[str, Values]] = []
        for noun, record, before in reversed(entries):
            if before:
                found.append((noun, msgspec.json.decode(before, type=Values)))
            elif (row := self._sql.one(_READ[noun], record=record)) is not None:
                found.append((noun, dict(zip(_COLUMNS[noun], row, strict=True))))
        return found

    def _came(self, occurrence: int) -> bool:
        return self._sql.one(_HAS_COME, record=occurrence) is not None

    def _put_back(self, noun: str, record: int, values: Values | None) -> None:
        if values is None:
            self._sql.run(_DROP[noun], record=record)
            return
        # What was written before a column came to be says nothing of it.
        values = dict.fromkeys(_COLUMNS[noun]) | values
        kept = {name: value for name, value in values.items() if name not in _KEPT}
        is_there = self._sql.run(_PUT_BACK[noun], record=record, **kept)
        if not is_there and noun in _BRING_BACK:
            self._sql.run(_BRING_BACK[noun], **values)

    def _write(
        self, person: int, source: int, noun: str, record: int, *, before: str | None, now: datetime
    ) -> None:
        self._sql.run(
            _ADD,
            person=person,
            source=source,
            noun=noun,
            record=record,
            before=before,
            created_at=to_instant(now),
        )


def _stays(values: Values | None, *, is_kept: bool, any_kept: bool, now: datetime) -> bool:
    """Tell whether an occurrence stays as it is: made and kept, or due again in the past."""
    if values is None:
        return is_kept
    fire_at = values["fire_at"]
    return any_kept and isinstance(fire_at, int) and fire_at <= to_instant(now)
