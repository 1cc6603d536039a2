"""Erasing: a person and everything of theirs, in this database or in a copy of an older one."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path
from typing import Any

from sqlalchemy import BindParameter, Table, bindparam, delete, func, or_, select, update

from domain.frozen import dataclass
from domain.people import Role
from storage import tables
from storage.dialect import SqliteDialect
from storage.drivers import open_file
from storage.instants import to_instant
from storage.memory_index import merge
from storage.queues.choosing import queue_for
from storage.shares import drop_of_person
from storage.sql import Sql, Statement, statements_of

SHORTEST_NAME = 6
"""Characters of a name or a chat from which it is taken out of what others were told, too."""
Has = Callable[[str, str], bool]
"""Tells whether a table has a column: copies may be older than these tables."""

Home = tuple[str, str]
"""A channel and a chat."""

_OWN = (
    tables.outbox,
    tables.journal,
    tables.occurrences,
    tables.reminders,
    tables.tasks,
    tables.events,
    tables.notes,
    tables.list_items,
    tables.files,
    tables.rhythms,
    tables.nudges,
    tables.feedback,
    tables.broadcasts,
    tables.turns,
    tables.cards,
    tables.summaries,
    tables.usage,
    tables.reservations,
    tables.answers,
    tables.vectors,
    tables.memories,
    tables.windows,
)
"""Tables of which a person's rows go; an owner's identities stay."""
_owner: BindParameter[int] = bindparam("owner")
_DROP: dict[str, Statement] = {
    table.name: delete(table).where(table.c.person == _owner) for table in _OWN
}
_DROP["codes"] = delete(tables.codes).where(
    or_(tables.codes.c.made_by == _owner, tables.codes.c.used_by == _owner)
)
_IDENTITIES = select(tables.identities.c.channel, tables.identities.c.external).where(
    tables.identities.c.person == _owner
)
_CHATS = select(tables.identities.c.channel, tables.identities.c.chat).where(
    tables.identities.c.person == _owner, tables.identities.c.chat.is_not(None)
)
_DROP_IDENTITIES = delete(tables.identities).where(tables.identities.c.person == _owner)
_PERSON = select(tables.people.c.role, tables.people.c.created_at).where(
    tables.people.c.id == _owner
)
_DROP_PERSON = delete(tables.people).where(tables.people.c.id == _owner)
_EMPTY: dict[str, Statement] = {
    name: update(tables.people).where(tables.people.c.id == _owner).values({name: None})
    for name in ("language", "spoken", "quiet", "name", "preferences", "asked", "consented_at")
}
_COUNT = (
    update(tables.people)
    .where(tables.people.c.id == _owner)
    .values(forgotten=tables.people.c.forgotten + 1)
)
_BEGIN_ANEW = (
    update(tables.people).where(tables.people.c.id == _owner).values(created_at=bindparam("at"))
)


def _here(table: Table, column: str) -> tuple[Any, Any]:
    return (table.c.channel == bindparam("channel"), table.c[column] == bindparam("who"))


_SAID = select(tables.inbox.c.id, tables.inbox.c.chat).where(*_here(tables.inbox, "sender"))
_SAID_HERE = select(tables.inbox.c.id, tables.inbox.c.chat).where(*_here(tables.inbox, "chat"))
_TOLD = select(tables.outbox.c.id).where(tables.outbox.c.person == _owner)
_TOLD_HERE = select(tables.outbox.c.id).where(*_here(tables.outbox, "chat"))
_FILES = select(tables.files.c.id).where(tables.files.c.person == _owner)
_DROP_SAID = delete(tables.inbox).where(tables.inbox.c.id == bindparam("row"))
_DROP_TOLD = delete(tables.outbox).where(tables.outbox.c.id == bindparam("row"))
_DROP_SHOWN = delete(tables.shown).where(tables.shown.c.chat == bindparam("name"))
_DROP_QUARANTINE = delete(tables.quarantine)
_NAME = select(tables.people.c.name).where(tables.people.c.id == _owner)
_REDACT = (
    update(tables.outbox)
    .where(tables.outbox.c.text.contains(bindparam("called")))
    .values(text=func.replace(tables.outbox.c.text, bindparam("called"), "…"))
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Erased:
    """What an erasure took away: how many rows, and whether the person stays as the owner."""

    rows: int
    is_owner: bool


def erase(
    sql: Sql,
    person: int,
    *,
    now: datetime,
    created_at: datetime | None = None,
    sparing: int | None = None,
    has: Has = lambda _table, _column: True,
) -> Erased | None:
    """Delete a person and all that is theirs, in the caller's transaction.

    None where there is no such person, or one that was not made at `created_at`. The owner
    stays, emptied and made anew, because somebody must own the process. `sparing` is the job
    that does this.
    """
    found = sql.one(_PERSON, owner=person)
    if found is None or (created_at is not None and to_instant(created_at) != found[1]):
        return None
    is_owner = found[0] == Role.OWNER.value
    if has("people", "name"):
        _redact(sql, sql.scalar(_NAME, owner=person))
    homes = _homes(sql, person, has)
    for _, chat in homes:  # of whom no name is known, others were told the number
        _redact(sql, chat)
    said, chats = _said(sql, person, homes)
    told = _told(sql, person, homes)
    files = {row[0] for row in sql.all(_FILES, owner=person)} if has("files", "id") else set()
    gone = {"person": {person}, "message": said, "delivery": told, "file": files}
    rows = _drop_jobs(sql, gone, sparing)
    rows += sum(sql.run(_DROP_TOLD, row=number) for number in told)
    rows += sum(sql.run(_DROP_SAID, row=number) for number in said)
    rows += sum(sql.run(_DROP_SHOWN, name=f"{channel}:{chat}") for channel, chat in chats)
    if has("shares", "id"):
        rows += drop_of_person(sql, person)
    rows += sum(
        sql.run(statement, owner=person) for name, statement in _DROP.items() if has(name, "id")
    )
    if has("quarantine", "id"):  # nobody can tell whose it is
        sql.run(_DROP_QUARANTINE)
    if has("memories", "id"):
        merge(sql)
    rows += _empty(sql, person, now, has) if is_owner else _drop(sql, person)
    return Erased(rows=rows, is_owner=is_owner)


def erase_in_file(path: Path, person: int, created_at: datetime, now: datetime) -> bool:
    """Erase a person from another database file; True where they were in it.

    Errors: SqliteError where the file cannot be read.
    """
    with opened_copy(path) as connection:
        columns = columns_of(connection)
        sql = Sql(connection, statements_of(SqliteDialect))
        connection.execute("BEGIN IMMEDIATE")
        erased = erase(
            sql,
            person,
            now=now,
            created_at=created_at,
            has=lambda table, column: (table, column) in columns,
        )
        connection.execute("COMMIT")
        if erased is not None:
            connection.execute("VACUUM")
    return erased is not None


@contextlib.contextmanager
def opened_copy(path: Path) -> Iterator[Any]:
    """Open a copy so that nothing of it stays in a file beside it."""
    connection = open_file(path)
    try:
        connection.isolation_level = None
        for pragma in ("busy_timeout=5000", "foreign_keys=ON", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")
        connection.execute("PRAGMA journal_mode=DELETE")
        yield connection
    finally:
        connection.close()


def columns_of(connection: Any) -> set[tuple[str, str]]:
    """Return the tables of a database with their columns."""
    return set(
        connection.execute(
            "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table'"
        ).fetchall()
    )


def _said(sql: Sql, person: int, homes: list[Home]) -> tuple[set[int], set[Home]]:
    """Return the messages of a person, and the chats in which they wrote or are at home."""
    numbers: set[int] = set()
    chats: set[Home] = set()
    for channel, sender in sql.all(_IDENTITIES, owner=person):
        for number, chat in sql.all(_SAID, channel=channel, who=sender):
            numbers.add(number)
            chats.add((channel, chat))
    for channel, chat in homes:
        numbers.update(row[0] for row in sql.all(_SAID_HERE, channel=channel, who=chat))
        chats.add((channel, chat))
    return numbers, chats


def _told(sql: Sql, person: int, homes: list[Home]) -> set[int]:
    """Return what was told to a person: in groups only what was theirs."""
    rows = sql.all(_TOLD, owner=person)
    for channel, chat in homes:
        rows += sql.all(_TOLD_HERE, channel=channel, who=chat)
    return {row[0] for row in rows}


def _homes(sql: Sql, person: int, has: Has) -> list[Home]:
    """Return the private chats of a person; before they were kept, a chat was its person's id."""
    statement = _CHATS if has("identities", "chat") else _IDENTITIES
    return [(channel, chat) for channel, chat in sql.all(statement, owner=person)]


def _drop_jobs(sql: Sql, gone: dict[str, set[int]], sparing: int | None) -> int:
    """Delete the jobs that are about something that goes."""
    count = 0
    queue = queue_for(sql, lambda _signal: None)
    for number, _task, args in queue.everything():
        is_theirs = any(args.get(name) in numbers for name, numbers in gone.items())
        if is_theirs and number != sparing:
            queue.forget(number)
            count += 1
    return count


def _redact(sql: Sql, name: str | None) -> None:
    if name is not None and len(name) >= SHORTEST_NAME:
        sql.run(_REDACT, called=name)


def _drop(sql: Sql, person: int) -> int:
    return sql.run(_DROP_IDENTITIES, owner=person) + sql.run(_DROP_PERSON, owner=person)


def _empty(sql: Sql, person: int, now: datetime, has: Has) -> int:
    """Leave an owner without anything said or chosen; their identities open the door."""
    for name, statement in _EMPTY.items():
        if has("people", name):
            sql.run(statement, owner=person)
    if has("people", "forgotten"):
        sql.run(_COUNT, owner=person)
    sql.run(_BEGIN_ANEW, owner=person, at=to_instant(now))
    return 0
