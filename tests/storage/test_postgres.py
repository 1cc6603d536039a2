import asyncio
import threading
from collections.abc import AsyncIterator, Iterator
from functools import partial

import psycopg
import pytest

from domain.deliveries import DeliveryState
from domain.errors import StorageUnavailable
from storage.database import RefusedWrite
from storage.inbox import NEW
from storage.migrate import migrate
from storage.postgres import MOST_TRIES, PostgresDatabase, postgres_engine
from storage.store import Store
from tests.contracts.records import NOW, accept, add_person, inbound
from tests.contracts.servers import new_database
from tests.ports import free_port

END_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""


@pytest.fixture(scope="module")
def migrated_url() -> Iterator[str]:
    """A database at HEAD."""
    with new_database() as url:
        migrate(postgres_engine(url))
        yield url


@pytest.fixture
def url(migrated_url: str) -> str:
    """A database at HEAD without a message."""
    with psycopg.connect(migrated_url, autocommit=True) as connection:
        connection.execute("TRUNCATE inbox")
    return migrated_url


@pytest.fixture
async def database(url: str) -> AsyncIterator[PostgresDatabase]:
    """An open, empty database."""
    async with PostgresDatabase(url) as opened:
        yield opened


def _end_connections(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as connection:
        connection.execute(END_OTHERS)


async def _stored(database: PostgresDatabase) -> int:
    return await database.read(lambda store: store.inbox.count(NEW))


async def test_a_server_that_restarted_is_reached_again(
    database: PostgresDatabase, url: str
) -> None:
    for number in range(8):
        await asyncio.to_thread(_end_connections, url)
        await database.run(accept(number))

    assert await _stored(database) == 8


async def test_a_unit_whose_connection_breaks_halfway_runs_again(
    database: PostgresDatabase, url: str
) -> None:
    runs: list[int] = []

    def write(store: Store) -> int | None:
        runs.append(1)
        store.inbox.add(inbound("1"))
        if len(runs) == 1:
            _end_connections(url)
        return store.inbox.add(inbound("2"))

    assert await database.run(write) is not None

    assert len(runs) == 2
    assert await _stored(database) == 2


async def test_a_unit_whose_commit_nobody_answers_is_not_repeated(
    database: PostgresDatabase, url: str
) -> None:
    runs: list[int] = []

    def write(store: Store) -> None:
        runs.append(1)
        store.inbox.add(inbound("1"))
        _end_connections(url)

    with pytest.raises(StorageUnavailable):
        await database.run(write)

    assert len(runs) == 1
    assert await database.run(lambda store: store.inbox.add(inbound("2"))) is not None


async def test_a_server_that_is_not_there_is_told_at_the_start() -> None:
    with pytest.raises(StorageUnavailable) as refused:
        await PostgresDatabase(f"postgresql://me:hunter2@127.0.0.1:{free_port()}/x").__aenter__()

    assert "hunter2" not in str(refused.value)


async def test_units_that_never_stop_colliding_are_given_up(database: PostgresDatabase) -> None:
    runs: list[int] = []

    def collide(store: Store) -> None:
        runs.append(1)
        raise psycopg.errors.SerializationFailure

    with pytest.raises(StorageUnavailable, match="collided"):
        await database.run(collide)

    assert len(runs) == MOST_TRIES


async def test_a_unit_that_passes_over_a_failed_statement_is_refused(
    database: PostgresDatabase,
) -> None:
    def write(store: Store) -> None:
        store.inbox.add(inbound("1"))
        try:
            store.sql.driver.execute("SELECT 1 / 0")
        except psycopg.Error:
            store.signal("passed over")

    with pytest.raises(RefusedWrite, match="passed over"):
        await database.run(write)

    assert await _stored(database) == 0


async def test_what_a_column_cannot_hold_is_refused_without_its_value(
    database: PostgresDatabase,
) -> None:
    def write(store: Store) -> None:
        store.outbox.mark(1, DeliveryState.SENT, repeats=123_456_789_012)

    with pytest.raises(RefusedWrite) as refused:
        await database.run(write)

    assert "123456789012" not in str(refused.value)


async def test_a_query_is_told_that_it_only_reads(database: PostgresDatabase) -> None:
    with pytest.raises(StorageUnavailable, match="read-only"):
        await database.read(lambda store: store.inbox.add(inbound("1")))


async def test_what_decides_by_rows_runs_on_one_snapshot(database: PostgresDatabase) -> None:
    level = await database.run(
        lambda store: store.sql.driver.execute("SHOW transaction_isolation").fetchone(),
        by_rows=True,
    )

    assert level == ("repeatable read",)


async def test_units_that_hold_one_person_follow_one_another(database: PostgresDatabase) -> None:
    person = await database.run(add_person)
    both_began = threading.Barrier(2, timeout=10)
    runs: list[str | None] = []

    def name(store: Store, mine: str) -> None:
        runs.append(store.people.get(person).name)
        if len(runs) <= 2:
            both_began.wait()
        store.people.hold(person)
        store.people.set_name(person, f"{store.people.get(person).name or ''}{mine}")

    await asyncio.gather(*(database.run(partial(name, mine=mine), by_rows=True) for mine in "ab"))

    assert len(runs) == 3  # the later one ran again, and saw what the first had written
    assert sorted(await database.read(lambda store: store.people.get(person).name or "")) == [
        "a",
        "b",
    ]


async def test_a_key_that_another_was_faster_with_is_no_fault(database: PostgresDatabase) -> None:
    both_looked = threading.Barrier(2, timeout=10)
    runs: list[int] = []

    def defer(store: Store) -> int | None:
        runs.append(store.queue.depth())  # the snapshot is taken
        if len(runs) <= 2:
            both_looked.wait()
        return store.queue.defer("sweep", {}, now=NOW, key="sweep")

    found = await asyncio.gather(*(database.run(defer, by_rows=True) for _ in range(2)))

    assert len(runs) == 3
    assert found.count(None) == 1


async def test_units_are_serialisable_and_given_thirty_seconds(database: PostgresDatabase) -> None:
    def settings(store: Store) -> list[object]:
        return [
            store.sql.driver.execute(f"SHOW {name}").fetchone()
            for name in ("transaction_isolation", "statement_timeout", "timezone")
        ]

    assert await database.run(settings) == [("serializable",), ("30s",), ("UTC",)]
