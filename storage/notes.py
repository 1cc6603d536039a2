"""Notes."""

from datetime import datetime

from sqlalchemy import bindparam, delete, insert, select

from domain.origin import Origin
from domain.records import Note
from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import notes

_ADD = (
    insert(notes)
    .values(
        {name: bindparam(name) for name in ("person", "text", "origin", "source", "created_at")}
    )
    .returning(notes.c.id)
)
_COLUMNS = (notes.c.id, notes.c.person, notes.c.text, notes.c.origin, notes.c.created_at)
_ALL = select(*_COLUMNS).where(notes.c.person == bindparam("owner")).order_by(notes.c.id.desc())
_REMOVE = delete(notes).where(notes.c.person == bindparam("owner"), notes.c.id == bindparam("note"))


class Notes:
    """Things to remember. Every query is of one person."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self, *, person: int, text: str, origin: Origin, now: datetime, source: int | None = None
    ) -> int:
        """Store a new note and return its id."""
        return int(
            self._sql.scalar(
                _ADD,
                person=person,
                text=text,
                origin=origin.value,
                source=source,
                created_at=to_instant(now),
            )
        )

    def all(self, person: int) -> list[Note]:
        """Return the notes of a person, latest first."""
        return [
            Note(
                id=number,
                person=owner,
                text=text,
                origin=Origin(origin),
                created_at=from_instant(created_at),
            )
            for number, owner, text, origin, created_at in self._sql.all(_ALL, owner=person)
        ]

    def remove(self, person: int, note: int) -> None:
        """Delete a note."""
        self._sql.run(_REMOVE, owner=person, note=note)
