import asyncio
import contextlib
import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import StorageUnavailable
from storage.drivers import connect_sqlite, sqlite_engine
from storage.inbox import NEW
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from tests.contracts.records import inbound

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


async def test_a_damaged_page_stops_the_unit_that_needs_it(path: Path) -> None:
    async with SqliteDatabase(path) as database:
        root = await database.read(
            lambda store: store.sql.driver.execute(
                "SELECT rootpage FROM sqlite_master WHERE name = 'ix_notes_person_id'"
            ).fetchone()
        )
    assert root is not None
    with path.open("r+b") as file:
        file.seek((root[0] - 1) * 4096)
        file.write(b"\xff" * 4096)

    async with SqliteDatabase(path) as database:
        with pytest.raises(StorageUnavailable, match="malformed"):
            await database.read(lambda store: store.notes.all(1))
        assert await _accept(database, "1") is not None
