"""Parts of the process alone: a database of their own, a clock moved by hand."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.metrics import Metrics
from domain.people import Identity, Person, Role
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import HandClock

NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(NOON)


@pytest.fixture
def metrics() -> Metrics:
    return Metrics()


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    path = tmp_path / "spark.db"
    migrate(sqlite_engine(path), path)
    async with SqliteDatabase(path) as database:
        yield database


@pytest.fixture
async def owner(database: SqliteDatabase) -> Person:
    def add(store: Store) -> Person:
        person = store.people.add(
            role=Role.OWNER, zone="America/Sao_Paulo", language="pt", quiet=None, now=NOON
        )
        store.people.link(Identity(person=person.id, channel="test", external="owner"))
        return person

    return await database.run(add)
