"""Grounds: the database of one day, in a file or on a server, and how one looks into it."""

import asyncio
import atexit
import itertools
import os
import sqlite3
import threading
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, closing, contextmanager
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Protocol, TypeVar

from storage.backup import BadBackup, verify
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.opening import SQLITE, open_database
from storage.store import Store
from tests.crash.clock import BEGINNING, SPEED
from tests.crash.paper import DATABASE

T = TypeVar("T")
Row = dict[str, Any]
Furnish = Callable[[Store], None]
"""A unit that brings in what a house holds before its day begins."""

MOST_ENDS = 3
_numbers = itertools.count(1)
_building = threading.Lock()
"""Days live side by side; what they are copies of is built once, and by one of them."""


class Ground(Protocol):
    """The database of one day."""

    url: str

    def damage(self) -> str | None:
        """Return what is wrong with the database itself."""

    def rows(self, sql: str) -> list[Row]:
        """Return the rows of a query."""


FAST_TIME = """
    CREATE SCHEMA fast;
    CREATE FUNCTION fast.now() RETURNS timestamptz STABLE LANGUAGE sql AS $$
        SELECT timestamptz '{}' + (clock_timestamp() - timestamptz '{}') * {}
    $$
"""
"""The day's clock, as a server has it: what is put off comes as fast as all else."""


class FileGround:
    """A file: the one that the embedded database serves."""

    def __init__(self, path: Path) -> None:
        self._path = path
        self.url = f"{SQLITE}{path}"

    def damage(self) -> str | None:
        try:
            verify(self._path)
        except BadBackup as error:
            return str(error)
        return None

    def rows(self, sql: str) -> list[Row]:
        with closing(sqlite3.connect(self._path)) as connection:
            connection.row_factory = sqlite3.Row
            return [dict(row) for row in connection.execute(sql)]


class ServerGround:
    """A database of a server; the server sees to its own pages."""

    def __init__(self, url: str, started_at: str, speed: int) -> None:
        import psycopg

        self._bare = url
        with psycopg.connect(url, autocommit=True) as connection:
            connection.execute(FAST_TIME.format(BEGINNING.isoformat(), started_at, speed).encode())
        self.url = f"{url}?options=-csearch_path%3Dfast%2Cpg_catalog%2Cpublic"

    def damage(self) -> str | None:
        return None

    def rows(self, sql: str) -> list[Row]:
        import psycopg
        from psycopg.rows import dict_row

        with psycopg.connect(self._bare, row_factory=dict_row) as connection:
            return connection.execute(sql).fetchall()


def read(ground: Ground, query: Callable[[Store], T]) -> T:
    """Return what a query of ours says, whatever engine is below."""

    async def reading() -> T:
        async with open_database(ground.url) as database:
            return await database.read(query)

    return asyncio.run(reading())


def until_nothing_is_open(ground: Ground, live: Callable[[], object]) -> None:
    """Live again while jobs are left: a day that took long may end as a notice is made."""
    for _ in range(MOST_ENDS):
        if ground.damage() or not read(ground, lambda store: store.queue.depth()):
            return
        live()


def file_ground(
    folder: Path, furnish: Furnish | None, *, is_new: bool
) -> AbstractContextManager[Ground]:
    """Return a file in a folder; `is_new`: the first life has to make it."""

    @contextmanager
    def opened() -> Iterator[Ground]:
        path = folder / DATABASE
        if not is_new:
            with _building:
                content = _file(furnish)
            path.write_bytes(content)
        yield FileGround(path)

    return opened()


@contextmanager
def server_ground(furnish: Furnish | None, started_at: str, speed: int = SPEED) -> Iterator[Ground]:
    """Make a database of a server for one day, and drop it at its end."""
    with _building:
        server, house = _house(furnish)
    name = f"sparkone_day_{os.getpid()}_{next(_numbers)}"
    _make(server, name, f"TEMPLATE {house}")
    try:
        yield ServerGround(f"{server.rpartition('/')[0]}/{name}", started_at, speed)
    finally:
        _drop(server, name)


@cache
def _file(furnish: Furnish | None) -> bytes:
    """Return a database file at HEAD, furnished."""
    with TemporaryDirectory(prefix="sparkone-crash-") as name:
        path = Path(name) / DATABASE
        migrate(sqlite_engine(path), path)
        if furnish is not None:
            asyncio.run(_furnish(f"{SQLITE}{path}", furnish))
        return path.read_bytes()


@cache
def _house(furnish: Furnish | None) -> tuple[str, str]:
    """Return a server, and the database of it which each day's is a copy of."""
    from storage.postgres import postgres_engine
    from tests.contracts.servers import find_server

    server, reasons = find_server()
    if not server:
        raise AssertionError(f"no PostgreSQL answers: {reasons}")
    name = f"sparkone_house_{os.getpid()}_{next(_numbers)}"
    _make(server, name, "")
    atexit.register(_drop, server, name)
    url = f"{server.rpartition('/')[0]}/{name}"
    migrate(postgres_engine(url))
    if furnish is not None:
        asyncio.run(_furnish(url, furnish))
    return server, name


async def _furnish(url: str, furnish: Furnish) -> None:
    async with open_database(url) as database:
        await database.run(furnish)


def _make(server: str, name: str, further: str) -> None:
    # The power stays on in these days: no commit needs to wait for the server's disk.
    _do(server, f"CREATE DATABASE {name} {further}")
    _do(server, f"ALTER DATABASE {name} SET synchronous_commit = off")


def _drop(server: str, name: str) -> None:
    _do(server, f"DROP DATABASE IF EXISTS {name} WITH (FORCE)")


def _do(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement.encode())
