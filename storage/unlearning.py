"""Unlearning: the rows of a person that hold some words, and letting them go for good.

Open promises (tasks, reminders, events, items of lists) are named and kept; all else goes: facts,
notes, messages and their answers, records that are closed, and what is kept for undo.
"""

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, ColumnElement, Table, and_, bindparam, delete, select, update

from domain.frozen import dataclass
from storage import tables
from storage.columns import metadata
from storage.dialect import SqliteDialect
from storage.erase import Has, columns_of, opened_copy
from storage.instants import to_instant
from storage.memory_index import merge
from storage.sql import Sql, Statement, one_of, statements_of
from storage.store import Store

UNLEARN = "unlearn"
Holds = Callable[[str], bool]
"""Tells whether a text holds what is to be forgotten."""
Reference = tuple[str, int]
"""A table's name and a row."""

_owner: BindParameter[int] = bindparam("owner")
_TEXTS: dict[str, tuple[Table, tuple[str, ...]]] = {
    "memories": (tables.memories, ("text",)),
    "notes": (tables.notes, ("text",)),
    "outbox": (tables.outbox, ("text", "buttons")),
    "tasks": (tables.tasks, ("title", "notes", "tags", "project", "assigned")),
    "reminders": (tables.reminders, ("title",)),
    "events": (tables.events, ("title", "place", "people")),
    "list_items": (tables.list_items, ("text", "list")),
    "journal": (tables.journal, ("before",)),
}
_SETTLED = one_of(tables.outbox.c.state, "sent", "failed", "unknown", "expired", "missed")
_STANDING: dict[str, ColumnElement[bool]] = {
    "tasks": one_of(tables.tasks.c.status, "todo", "doing"),
    "reminders": tables.reminders.c.state == "active",
    "events": tables.events.c.state != "cancelled",
    "list_items": tables.list_items.c.done == 0,
}
_READ: dict[str, Statement] = {
    name: select(table.c.id, *(table.c[one] for one in columns)).where(
        table.c.person == _owner,
        *(~_STANDING[name] for _ in (1,) if name in _STANDING),
        *(_SETTLED for _ in (1,) if name == "outbox"),
    )
    for name, (table, columns) in _TEXTS.items()
}
_KEPT: dict[str, Statement] = {
    name: select(table.c.id, *(table.c[one] for one in columns)).where(
        table.c.person == _owner, _STANDING[name]
    )
    for name, (table, columns) in _TEXTS.items()
    if name in _STANDING
}
_READ["inbox"] = (
    select(tables.inbox.c.id, tables.inbox.c.text, tables.inbox.c.details)
    .join(
        tables.identities,
        and_(
            tables.identities.c.channel == tables.inbox.c.channel,
            tables.identities.c.external == tables.inbox.c.sender,
        ),
    )
    .where(tables.identities.c.person == _owner)
)
_KEY = select(tables.inbox.c.key).where(tables.inbox.c.id == bindparam("number"))
_ANSWERS = select(tables.outbox.c.id, tables.outbox.c.text).where(
    tables.outbox.c.person == _owner, tables.outbox.c.reply_to == bindparam("name"), _SETTLED
)
_DROP: dict[str, Statement] = {
    name: delete(table).where(table.c.id == bindparam("number"))
    for name, table in (
        *((name, table) for name, (table, _) in _TEXTS.items()),
        ("inbox", tables.inbox),
    )
}
_NOUNS = {
    "memories": "memory",
    "notes": "note",
    "tasks": "task",
    "reminders": "reminder",
    "events": "event",
    "list_items": "item",
}
_MADE = select(tables.people.c.created_at).where(tables.people.c.id == _owner)
_DROP_IMAGES = delete(tables.journal).where(
    tables.journal.c.person == _owner,
    tables.journal.c.noun == bindparam("name"),
    tables.journal.c.record == bindparam("number"),
)
_COUNT = (
    update(tables.people)
    .where(tables.people.c.id == _owner)
    .values(forgotten=tables.people.c.forgotten + 1)
)
DERIVED = ("answers", "cards", "summaries")
"""Tables of what was made of a person's words, where there are such: all of theirs goes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """What holds some words: the rows that go, and all their texts."""

    rows: tuple[Reference, ...]
    texts: frozenset[str]


def defer_unlearn(store: Store, person: int, asked: int, pressed: int, now: datetime) -> bool:
    """Defer the forgetting of what a message asked for; False where that is under way."""
    job = store.queue.defer(
        UNLEARN,
        {"person": person, "asked": asked, "pressed": pressed},
        key=f"{UNLEARN}:{asked}",
        lock=f"slow:{UNLEARN}",
        now=now,
    )
    return job is not None


def held(sql: Sql, person: int, holds: Holds, *, has: Has = lambda _table, _column: True) -> Held:
    """Find all that a person has with some words in it. Reads everything of theirs."""
    rows: dict[Reference, None] = {}
    texts: set[str] = set()
    known = [name for name in _READ if _is_there(name, has)]
    for name in known:
        statement = _READ[name]
        for row in sql.all(statement, owner=person):
            found = _texts(row)
            if any(map(holds, found)):
                rows[name, row[0]] = None
                texts.update(found if name != "journal" else ())
    for name, number in tuple(rows):
        if name == "inbox":
            for answer, text in _answers(sql, person, number):
                rows["outbox", answer] = None
                texts.add(text)
    return Held(rows=tuple(rows), texts=frozenset(texts))


def standing(sql: Sql, person: int, holds: Holds) -> tuple[str, ...]:
    """Return the titles of the open promises that hold some words."""
    found = (
        _texts(row) for statement in _KEPT.values() for row in sql.all(statement, owner=person)
    )
    return tuple(texts[0] for texts in found if any(map(holds, texts)))


def let_go(
    sql: Sql, person: int, rows: Iterable[Reference], *, has: Has = lambda _table, _column: True
) -> int:
    """Delete rows, what undo kept of them and what was derived; returns how many rows went.

    The words and vectors of a message, a note or a fact go along by themselves.
    """
    count = 0
    gone = list(rows)
    for name, number in gone:
        if name in _NOUNS:
            sql.run(_DROP_IMAGES, owner=person, name=_NOUNS[name], number=number)
        count += sql.run(_DROP[name], number=number)
    for statement in _derived(has):
        sql.run(statement, owner=person)
    if has("people", "forgotten"):
        sql.run(_COUNT, owner=person)
    if has("memories", "id"):
        merge(sql)
    return count


def unlearn_in_file(path: Path, person: int, created_at: datetime, holds: Holds) -> bool:
    """Do so in another database file; True where the person was in it.

    Errors: SqliteError where the file cannot be read.
    """
    with opened_copy(path) as connection:
        columns = columns_of(connection)
        sql = Sql(connection, statements_of(SqliteDialect))

        def there(table: str, column: str) -> bool:
            return (table, column) in columns

        connection.execute("BEGIN IMMEDIATE")
        is_there = unlearn_in(sql, person, created_at, holds, there)
        connection.execute("COMMIT")
        if is_there:
            connection.execute("VACUUM")
    return is_there


def unlearn_in(sql: Sql, person: int, created_at: datetime, holds: Holds, has: Has) -> bool:
    """Do so in the caller's transaction over another database."""
    if sql.scalar(_MADE, owner=person) != to_instant(created_at):
        return False
    found = held(sql, person, holds, has=has)
    let_go(sql, person, found.rows, has=has)
    return True


def _is_there(name: str, has: Has) -> bool:
    """Tell whether a copy has a table with all the columns that are read."""
    table, names = _TEXTS.get(name, (tables.inbox, ("text", "details")))
    return all(has(table.name, column) for column in names)


def _texts(row: tuple[Any, ...]) -> list[str]:
    return [value for value in row[1:] if value]


def _answers(sql: Sql, person: int, message: int) -> list[tuple[int, str]]:
    key = sql.scalar(_KEY, number=message)
    return [(row[0], row[1]) for row in sql.all(_ANSWERS, owner=person, name=key)]


def _derived(has: Has) -> Iterator[Statement]:
    for name in DERIVED:
        table = metadata.tables.get(name)
        if table is not None and has(name, "person"):
            yield delete(table).where(table.c.person == _owner)
