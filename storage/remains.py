"""Remains: whether anything that a person said or kept is still in some file."""

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import msgspec
from sqlalchemy import Table, bindparam, select

from storage import tables
from storage.drivers import SqliteError, open_file
from storage.sql import Sql, Statement

SHORTEST = 6
"""Characters of a text from which it is searched for: less is found anywhere by chance."""
PIECE = 48
"""Long texts are searched for in pieces: a page of the file may hold a part only."""
_BLOCK = 1 << 20
_PROSE: dict[Table, tuple[str, ...]] = {
    tables.people: ("name",),
    tables.tasks: ("title", "notes", "tags", "project", "assigned"),
    tables.reminders: ("title",),
    tables.events: ("title", "place", "people"),
    tables.notes: ("text",),
    tables.list_items: ("list", "text"),
    tables.shares: ("list",),
    tables.outbox: ("text",),
    tables.files: ("name",),
    tables.broadcasts: ("text",),
    tables.memories: ("text",),
    tables.journal: ("before",),
    tables.cards: ("arguments",),
    tables.summaries: ("text",),
    tables.answers: ("text",),
}
_TEXTS: dict[str, Statement] = {
    f"{table.name}.{name}": select(table.c[name]).where(
        table.c["id" if table is tables.people else "person"] == bindparam("owner")
    )
    for table, names in _PROSE.items()
    for name in names
}
_TEXTS |= {
    f"inbox.{name}": select(tables.inbox.c[name])
    .join(
        tables.identities,
        (tables.identities.c.channel == tables.inbox.c.channel)
        & (tables.identities.c.external == tables.inbox.c.sender),
    )
    .where(tables.identities.c.person == bindparam("owner"))
    for name in ("text", "details")
}
_JSON = {"events.people", "tasks.tags", "journal.before", "inbox.details", "cards.arguments"}
_NAMES = {"events.people", "tasks.tags", "cards.arguments"}
_SAID_IN = {
    "title",
    "text",
    "place",
    "people",
    "list",
    "name",
    "phone",
    "notes",
    "tags",
    "project",
    "assigned",
}
"""The parts of JSON that are words of a person, and not workings of ours."""


def texts_of(sql: Sql, person: int) -> set[str]:
    """Return all that a person said, kept or was told, to be searched for once it is erased."""
    found: set[str] = set()
    for where, statement in _TEXTS.items():
        for (value,) in sql.all(statement, owner=person):
            if value and where in _JSON:
                found.update(_words(msgspec.json.decode(value), is_said=where in _NAMES))
            elif value:
                found.update(pieces(value))
    return found


def remains(paths: Iterable[Path], texts: Iterable[str]) -> dict[str, Path]:
    """Return which of some texts are still in some files, each with one of them.

    What is there because somebody else's records say the same does not count.
    """
    table: dict[bytes, list[bytes]] = {}
    for text in texts:
        octets = text.encode()
        table.setdefault(octets[:SHORTEST], []).append(octets)
    found: dict[str, Path] = {}
    for path in paths:
        hits = _hits(path, table)
        rightful = _rightful(path, hits) if hits else set()
        found |= {hit.decode(): path for hit in hits - rightful}
    return found


def _words(decoded: Any, *, is_said: bool) -> Iterator[str]:
    if isinstance(decoded, str):
        yield from pieces(decoded) if is_said else ()
    elif isinstance(decoded, Mapping):
        for name, value in decoded.items():
            if name in {"people", "tags"} and isinstance(value, str):
                yield from _words(msgspec.json.decode(value), is_said=True)
            else:
                yield from _words(value, is_said=is_said or name in _SAID_IN)
    elif isinstance(decoded, list):
        for value in decoded:
            yield from _words(value, is_said=is_said)


def pieces(text: str) -> Iterator[str]:
    """Yield what of a text is searched for."""
    text = text.strip()
    for start in range(0, len(text), PIECE):
        piece = text[start : start + PIECE]
        if len(piece) >= SHORTEST:
            yield piece


def _hits(path: Path, table: Mapping[bytes, list[bytes]]) -> set[bytes]:
    """Return which of the texts are in a file, read in blocks that overlap."""
    longest = max((len(text) for texts in table.values() for text in texts), default=0)
    found: set[bytes] = set()
    rest = b""
    try:
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                data = rest + block
                for start in range(len(data) - SHORTEST + 1):
                    texts = table.get(data[start : start + SHORTEST])
                    if texts:
                        found.update(text for text in texts if data.startswith(text, start))
                rest = data[-longest:]
    except FileNotFoundError:  # a file beside a database may go at any moment
        return found
    return found


def _rightful(path: Path, hits: set[bytes]) -> set[bytes]:
    """Return which texts a database holds in a row or in the names of its tables."""
    database = path.with_name(path.name.removesuffix("-wal").removesuffix("-shm"))
    try:
        connection = open_file(database, read_only=True)
    except SqliteError:
        return set()
    try:
        columns = connection.execute(
            "SELECT m.name, c.name FROM sqlite_schema m, pragma_table_info(m.name) c "
            "WHERE m.type = 'table' AND c.type = 'TEXT'"
        ).fetchall()
        columns.append(("sqlite_schema", "sql"))
        return {hit for hit in hits if _is_in(connection, columns, hit.decode())}
    except SqliteError:
        return set()
    finally:
        connection.close()


def _is_in(connection: Any, columns: list[tuple[str, str]], text: str) -> bool:
    return any(
        connection.execute(
            f'SELECT 1 FROM "{table}" WHERE instr("{column}", ?) LIMIT 1',  # noqa: S608 - our own names
            (text,),
        ).fetchone()
        for table, column in columns
    )
