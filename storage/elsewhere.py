"""Elsewhere: what is forgotten is forgotten in databases beside the one in use, too."""

import contextlib
from collections.abc import Callable, Iterator
from datetime import datetime
from pathlib import Path

from sqlalchemy.dialects.sqlite.pysqlite import SQLiteDialect_pysqlite

from storage.drivers import SqliteError, open_file
from storage.erase import Has, columns_of, erase, erase_in_file, opened_copy
from storage.folder_mark import clear
from storage.opening import SQLITE
from storage.sql import Sql, statements_of
from storage.unlearning import Holds, unlearn_in, unlearn_in_file

Change = Callable[[str], bool]
"""What is done to a database by its URL; True where something was changed.

Errors: `storage.drivers.SqliteError`, SparkError.
"""


def erase_elsewhere(url: str, person: int, created_at: datetime, now: datetime) -> bool:
    """Erase a person from a database by its URL; True where they were in it."""
    if url.startswith(SQLITE):
        return erase_in_file(_path(url), person, created_at, now)
    with _postgres(url) as (sql, has):
        return erase(sql, person, now=now, created_at=created_at, has=has) is not None


def unlearn_elsewhere(url: str, person: int, created_at: datetime, holds: Holds) -> bool:
    """Let go of what holds some words in a database by its URL; True where the person is in it."""
    if url.startswith(SQLITE):
        return unlearn_in_file(_path(url), person, created_at, holds)
    with _postgres(url) as (sql, has):
        return unlearn_in(sql, person, created_at, holds, has)


def names_of_files(url: str) -> set[str] | None:
    """Return the names of the files that people sent; None in a database older than these."""
    query = "SELECT path FROM files"
    if not url.startswith(SQLITE):
        with _postgres(url) as (sql, has):
            return _names(sql, query) if has("files", "path") else None
    connection = open_file(_path(url), read_only=True)
    try:
        is_there = ("files", "path") in columns_of(connection)
        sql = Sql(connection, statements_of(SQLiteDialect_pysqlite))
        return _names(sql, query) if is_there else None
    finally:
        connection.close()


def drop_jobs(url: str) -> None:
    """Delete every job of a database beside: nothing that waited in it is to be done there."""
    if not url.startswith(SQLITE):
        with _postgres(url) as (sql, has):
            for table in ("jobs", "procrastinate_events", "procrastinate_jobs"):
                if has(table, "id"):
                    sql.driver.execute(f"DELETE FROM {table}")  # noqa: S608 - names of ours
        return
    with opened_copy(_path(url)) as connection:
        connection.execute("DELETE FROM jobs")


def forget_folder(url: str) -> None:
    """Let a restored PostgreSQL database take the folder of its next process for its own."""
    if not url.startswith(SQLITE):
        with _postgres(url) as (sql, has):
            if has("channel_notes", "value"):
                clear(sql)


def _names(sql: Sql, query: str) -> set[str]:
    return {name for (name,) in sql.driver.execute(query).fetchall()}


def _path(url: str) -> Path:
    return Path(url.removeprefix(SQLITE))


@contextlib.contextmanager
def _postgres(url: str) -> Iterator[tuple[Sql, Has]]:
    from storage.postgres_source import writing  # noqa: PLC0415 - an optional driver

    with writing(url) as found:
        yield found


__all__ = ["Change", "SqliteError", "erase_elsewhere", "names_of_files", "unlearn_elsewhere"]
