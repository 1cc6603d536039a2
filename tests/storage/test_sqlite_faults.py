import asyncio
import contextlib
import os
import tempfile
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.errors import StorageBroken, StorageUnavailable
from domain.origin import Origin
from domain.people import Role
from storage.database import Broke
from storage.drivers import connect_sqlite, sqlite_engine
from storage.inbox import NEW
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.contracts.records import inbound

NOON = datetime(2026, 11, 21, 12, 0, tzinfo=UTC)
LONG = "a" * 100_000
NOBODY = 65_534


async def _accept(database: SqliteDatabase, key: str, text: str = "hello") -> int | None:
    return await database.run(lambda store: store.inbox.add(inbound(key, text=text)))


async def _stored(database: SqliteDatabase) -> int:
    return await database.read(lambda store: store.inbox.count(NEW))


def _fill(filler: Path) -> None:
    """Write to a file until its disk is full."""
    with contextlib.suppress(OSError), filler.open("wb", buffering=0) as writing:
        while True:
            writing.write(b"\0" * 4096)


async def test_a_full_disk_is_told_and_heals_when_space_returns(small_disk: Path) -> None:
    file = small_disk / "sparkone.db"
    migrate(sqlite_engine(file), file)
    async with SqliteDatabase(file) as database:
        await _accept(database, "before")
        filler = small_disk / "filler"
        _fill(filler)

        outcomes = await asyncio.gather(
            *(_accept(database, str(number), LONG) for number in range(20)),
            return_exceptions=True,
        )

        assert all(isinstance(outcome, StorageUnavailable) for outcome in outcomes)
        assert await _stored(database) == 1
        filler.unlink()
        assert await _accept(database, "after", LONG) is not None
        assert await _stored(database) == 2


async def test_a_full_file_is_told_and_heals_when_it_may_grow(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        await _accept(database, "before")
        pages = database._connection.execute("PRAGMA page_count").fetchone()[0]
        database._connection.execute(f"PRAGMA max_page_count={pages}")

        outcomes = await asyncio.gather(
            _accept(database, "long", LONG),
            _accept(database, "short"),
            return_exceptions=True,
        )

        assert isinstance(outcomes[0], StorageUnavailable)
        assert isinstance(outcomes[1], int)  # what still fits is not refused with it
        database._connection.execute(f"PRAGMA max_page_count={pages * 100}")
        assert await _accept(database, "long", LONG) is not None
        assert await _stored(database) == 3


@pytest.fixture
def read_only_file() -> Iterator[Path]:
    """A database file that this process may not write (root gives its rights up for it)."""
    is_root = os.geteuid() == 0
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "sparkone.db"
        migrate(sqlite_engine(file), file)
        connect_sqlite(file).close()  # as any start leaves it: in WAL mode
        file.chmod(0o444)
        file.parent.chmod(0o777)
        if is_root:
            os.seteuid(NOBODY)
        yield file
        if is_root:
            os.seteuid(0)


async def test_a_read_only_file_is_still_read(read_only_file: Path) -> None:
    async with SqliteDatabase(read_only_file) as database:
        with pytest.raises(StorageUnavailable, match="readonly"):
            await _accept(database, "1")

        assert await _stored(database) == 0


async def test_a_file_that_is_no_database_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "letter.db"
    file.write_text("Dear Sir or Madam, " * 1000)

    with pytest.raises(StorageUnavailable, match="not a database"):
        migrate(sqlite_engine(file), file)
    with pytest.raises(StorageUnavailable, match="not a database"):
        await SqliteDatabase(file).__aenter__()


async def test_a_damaged_page_is_found_at_the_start(path: Path) -> None:
    _damage_the_notes(path)

    with pytest.raises(StorageBroken):
        await SqliteDatabase(path).__aenter__()


async def test_after_a_breakage_nothing_more_is_written_and_the_process_is_told(
    path: Path,
) -> None:
    signals: list[object] = []
    async with SqliteDatabase(path) as database:
        database.on_commit(signals.extend)
        _damage_the_notes(path)

        with pytest.raises(StorageBroken):
            await database.run(_keep_a_note)
        with pytest.raises(StorageBroken):
            await _accept(database, "1")

    assert [type(signal) for signal in signals] == [Broke]


def _keep_a_note(store: Store) -> int:
    person = store.people.add(role=Role.OWNER, zone="UTC", language=None, quiet=None, now=NOON).id
    return store.notes.add(person=person, text="x", origin=Origin.OWNER, now=NOON)


def _damage_the_notes(path: Path) -> None:
    """Overwrite the root page of an index; a commit before it empties everybody's cache."""
    with contextlib.closing(connect_sqlite(path)) as connection:
        (root,) = connection.execute(
            "SELECT rootpage FROM sqlite_master WHERE name = 'ix_notes_person_id'"
        ).fetchone()
        connection.execute("INSERT INTO heartbeat VALUES ('test', 0)")
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    with path.open("r+b") as file:
        file.seek((root - 1) * 4096)
        file.write(b"\xff" * 4096)
