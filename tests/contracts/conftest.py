"""The databases that the contracts are held against."""

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import psycopg
import pytest

from storage.database import Database
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.opening import open_database
from storage.postgres import postgres_engine
from storage.tables import metadata
from tests.contracts.servers import new_database

QUEUE = ("procrastinate_periodic_defers", "procrastinate_jobs", "procrastinate_workers")
"""The tables of the queue on PostgreSQL, which are not ours."""


@pytest.fixture(scope="session")
def empty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An SQLite file at HEAD without a row."""
    path = tmp_path_factory.mktemp("empty") / "empty.db"
    migrate(sqlite_engine(path), path)
    return path


@pytest.fixture(scope="session")
def postgres_url() -> Iterator[str]:
    """A PostgreSQL database at HEAD, dropped at the end."""
    with new_database() as url:
        migrate(postgres_engine(url))
        yield url


@pytest.fixture
def emptied_postgres_url(postgres_url: str) -> str:
    """That PostgreSQL database without a row (TRUNCATE would take ten times as long)."""
    with psycopg.connect(postgres_url) as connection:
        mine = [table.name for table in reversed(metadata.sorted_tables)]
        for table in [*mine, *QUEUE]:
            connection.execute(f"DELETE FROM {table}")
    return postgres_url


@pytest.fixture
def embedded_url(empty_file: Path, tmp_path: Path) -> str:
    """The URL of an empty SQLite file."""
    path = tmp_path / "sparkone.db"
    shutil.copyfile(empty_file, path)
    return f"sqlite:///{path}"


@pytest.fixture(params=["embedded_url", "emptied_postgres_url"], ids=["sqlite", "postgres"])
def database_url(request: pytest.FixtureRequest) -> str:
    """The URL of an empty database of each kind."""
    return str(request.getfixturevalue(request.param))


@pytest.fixture
async def database(database_url: str) -> AsyncIterator[Database]:
    """An open, empty database of each kind."""
    async with open_database(database_url) as opened:
        yield opened
