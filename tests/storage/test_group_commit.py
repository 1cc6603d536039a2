import asyncio
from pathlib import Path
from typing import Any

from domain.errors import StorageUnavailable
from storage.drivers import SqliteError
from storage.inbox import NEW
from storage.sqlite import LARGEST_PARCEL, SqliteDatabase
from storage.store import Store
from tests.contracts.records import NOW, inbound


class RefusedCommits:
    """A connection whose next commits fail, as with an error of the disk."""

    def __init__(self, connection: Any, times: int) -> None:
        self._connection = connection
        self.times = times

    def execute(self, sql: str) -> Any:
        if sql == "COMMIT" and self.times:
            self.times -= 1
            raise SqliteError("disk I/O error")
        return self._connection.execute(sql)

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


async def _accept(database: SqliteDatabase, number: int) -> int | None:
    def write(store: Store) -> int | None:
        found = store.inbox.add(inbound(str(number)))
        store.queue.defer("answer", {"message": number}, now=NOW)
        store.signal(number)
        return found

    return await database.run(write)


async def _stored(database: SqliteDatabase) -> int:
    return await database.read(lambda store: store.inbox.count(NEW))


async def test_units_that_wait_together_share_few_commits(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        ran: list[str] = []
        database._connection.set_trace_callback(ran.append)

        await asyncio.gather(*(_accept(database, number) for number in range(1000)))

        assert await _stored(database) == 1000
        assert 1 <= ran.count("COMMIT") <= 10
        database._connection.set_trace_callback(None)


async def test_a_unit_alone_needs_no_savepoint(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        ran: list[str] = []
        database._connection.set_trace_callback(ran.append)

        await _accept(database, 1)

        assert ran[0] == "BEGIN IMMEDIATE"
        assert ran[-1] == "COMMIT"
        assert not [sql for sql in ran if "SAVEPOINT" in sql]
        database._connection.set_trace_callback(None)


async def test_when_commits_fail_every_unit_is_told_and_nothing_is_kept(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        told: list[object] = []
        database.on_commit(told.extend)
        refusing = RefusedCommits(database._connection, times=1000)
        database._connection = refusing

        outcomes = await asyncio.gather(
            *(_accept(database, number) for number in range(20)), return_exceptions=True
        )

        assert all(isinstance(outcome, StorageUnavailable) for outcome in outcomes)
        assert await _stored(database) == 0
        assert told == []
        refusing.times = 0
        assert await _accept(database, 1) is not None


async def test_when_a_shared_commit_fails_each_unit_is_tried_alone(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        told: list[object] = []
        database.on_commit(told.extend)
        database._connection = RefusedCommits(database._connection, times=1)

        outcomes = await asyncio.gather(
            *(_accept(database, number) for number in range(20)), return_exceptions=True
        )

        refused = [each for each in outcomes if isinstance(each, StorageUnavailable)]
        assert len(refused) <= 1  # the one that happened to be alone
        numbers = [signal for signal in told if isinstance(signal, int)]
        assert await _stored(database) == len(numbers) == 20 - len(refused)


async def test_a_commit_waits_for_the_disk(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        connection = database._connection

        assert connection.execute("PRAGMA synchronous").fetchone() == (2,)  # FULL
        assert connection.execute("PRAGMA journal_mode").fetchone() == ("wal",)
        assert connection.execute("PRAGMA foreign_keys").fetchone() == (1,)


async def test_units_that_succeed_together_need_no_savepoints(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        ran: list[str] = []
        database._connection.set_trace_callback(ran.append)

        await asyncio.gather(*(_accept(database, number) for number in range(50)))

        assert ran.count("COMMIT") < 50
        assert not [sql for sql in ran if "SAVEPOINT" in sql]
        database._connection.set_trace_callback(None)


async def test_a_unit_that_fails_among_others_takes_nothing_along(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        told: list[object] = []
        database.on_commit(told.extend)

        async def fail(number: int) -> None:
            def write(store: Store) -> None:
                store.inbox.add(inbound(f"bad {number}"))
                store.signal(f"bad {number}")
                raise ValueError(number)

            await database.run(write)

        outcomes = await asyncio.gather(
            *(_accept(database, n) if n % 7 else fail(n) for n in range(50)),
            return_exceptions=True,
        )

        failed = [number for number, each in enumerate(outcomes) if isinstance(each, ValueError)]
        assert failed == list(range(0, 50, 7))
        assert await _stored(database) == 50 - len(failed)
        assert [one for one in told if isinstance(one, int)] == [n for n in range(50) if n % 7]
        assert not [one for one in told if isinstance(one, str)]


async def test_units_of_one_turn_of_the_loop_share_one_commit(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        ran: list[str] = []
        database._connection.set_trace_callback(ran.append)

        await asyncio.gather(*(_accept(database, number) for number in range(LARGEST_PARCEL - 1)))

        assert ran.count("COMMIT") == 1
        database._connection.set_trace_callback(None)


async def test_what_was_handed_in_before_the_end_is_stored(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        waiting = [asyncio.ensure_future(_accept(database, number)) for number in range(1200)]
        await asyncio.sleep(0)

    assert all(number is not None for number in await asyncio.gather(*waiting))
    async with SqliteDatabase(path) as database:
        assert await _stored(database) == 1200
