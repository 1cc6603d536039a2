"""The census: how many rows each table has and a hash of them, the same on both databases.

What was counted when a backup was made is counted again when it is tried.
"""

from collections.abc import Iterable, Iterator, Mapping
from hashlib import sha256
from pathlib import Path
from typing import Any, Final

import msgspec

from storage.drivers import open_file

_BATCH: Final = 1000
_MODULUS: Final = 1 << 256


class Counted(msgspec.Struct, frozen=True, kw_only=True):
    """One table: its rows, and the sum of the SHA-256 of each, modulo 2^256, in hexadecimal.

    A row is hashed as the JSON list of its values in the order of the names of their columns. A
    sum does not depend on the order of rows, which two databases sort differently.
    """

    rows: int
    digest: str


class Census(msgspec.Struct, frozen=True, kw_only=True):
    """A database: its revision (None: its tables are not finished), tables, promises ahead."""

    revision: str | None
    tables: dict[str, Counted]
    promises_ahead: int


def differences(recorded: Mapping[str, Counted], found: Mapping[str, Counted]) -> list[str]:
    """Return the names of the tables that are not as they were, sorted."""
    names = {*recorded, *found}
    return sorted(name for name in names if recorded.get(name) != found.get(name))


def sqlite_census(path: Path) -> Census:
    """Count an SQLite file. Errors: SqliteError."""
    connection = open_file(path, read_only=True)
    try:
        # The words of an index are made from rows: a virtual table and its shadows are not counted.
        tables = connection.execute(
            "SELECT name FROM pragma_table_list WHERE schema = 'main' AND type = 'table' "
            "AND name NOT LIKE 'sqlite~_%' ESCAPE '~'"
        ).fetchall()
        columns = {
            name: [
                column
                for (column,) in connection.execute(
                    "SELECT name FROM pragma_table_info(?)", (name,)
                ).fetchall()
            ]
            for (name,) in tables
        }
        return _census(connection, columns)
    finally:
        connection.close()


def postgres_census(connection: Any) -> Census:
    """Count a PostgreSQL database over an open transaction of psycopg."""
    found = connection.execute(
        "SELECT c.table_name, c.column_name FROM information_schema.columns c "
        "JOIN pg_tables t ON t.schemaname = c.table_schema AND t.tablename = c.table_name "
        "WHERE c.table_schema = current_schema()"
    ).fetchall()
    columns: dict[str, list[str]] = {}
    for table, column in found:
        columns.setdefault(table, []).append(column)
    return _census(connection, columns)


def _census(connection: Any, columns: Mapping[str, list[str]]) -> Census:
    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    is_there = "alembic_version" in columns
    revision = (
        connection.execute("SELECT version_num FROM alembic_version").fetchone()
        if is_there
        else None
    )
    ahead = "SELECT count(*) FROM occurrences WHERE fire_at IS NOT NULL"
    return Census(
        revision=revision[0] if revision else None,
        tables={
            table: _counted(_rows(connection, table, names))
            for table, names in sorted(columns.items())
        },
        promises_ahead=number(ahead) if "occurrences" in columns else 0,
    )


def _rows(connection: Any, table: str, columns: Iterable[str]) -> Iterator[tuple[Any, ...]]:
    """Yield the rows of a table, never many at a time."""
    named = ", ".join(f'"{name}"' for name in sorted(columns))
    sql = f'SELECT {named} FROM "{table}"'  # noqa: S608 - names from the database's own catalogue
    is_postgres = hasattr(connection, "pgconn")
    cursor = connection.cursor(name="census") if is_postgres else connection.cursor()
    try:
        cursor.execute(sql)
        while batch := cursor.fetchmany(_BATCH):
            yield from batch
    finally:
        cursor.close()


def _counted(rows: Iterable[tuple[Any, ...]]) -> Counted:
    encode = msgspec.json.Encoder(enc_hook=str).encode
    count = total = 0
    for row in rows:
        total += int.from_bytes(sha256(encode(row)).digest(), "big")
        count += 1
    return Counted(rows=count, digest=f"{total % _MODULUS:064x}")
