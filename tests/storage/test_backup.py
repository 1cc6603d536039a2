import asyncio
import stat
from functools import partial
from pathlib import Path

import pytest

from storage.backup import BackupExists, BadBackup, backup, copy_database, restore, verify
from storage.drivers import connect_sqlite
from storage.migrations import HEAD
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.contracts.records import HOUR, NOW, add_occurrence, inbound


async def _fill(path: Path, rows: int = 200) -> None:
    def write(store: Store) -> None:
        for number in range(rows):
            store.inbox.add(inbound(str(number), text="hello " * 100))
        add_occurrence(store, NOW + HOUR)

    async with SqliteDatabase(path) as database:
        await database.run(write)


def _counts(path: Path) -> tuple[int, int]:
    connection = connect_sqlite(path, query_only=True)
    try:
        inbox = connection.execute("SELECT count(*) FROM inbox").fetchone()[0]
        return inbox, connection.execute("SELECT count(*) FROM jobs").fetchone()[0]
    finally:
        connection.close()


def _names(folder: Path) -> set[str]:
    return {file.name for file in folder.iterdir()}


async def test_a_backup_holds_what_the_database_holds(path: Path, tmp_path: Path) -> None:
    await _fill(path)

    verified = backup(path, tmp_path / "backups" / "today.db")

    assert verified.revision == HEAD
    assert verified.rows["people"] == verified.rows["reminders"] == 1
    assert verified.promises_ahead == 1


async def test_a_backup_is_one_file_that_only_its_owner_reads(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "backups" / "today.db")

    assert _names(tmp_path / "backups") == {"today.db"}
    mode = (tmp_path / "backups" / "today.db").stat().st_mode
    assert stat.S_IMODE(mode) == 0o600


async def test_a_backup_taken_while_writes_go_on_is_consistent(path: Path, tmp_path: Path) -> None:
    target = tmp_path / "backup.db"

    def accept(store: Store, number: int) -> None:
        store.inbox.add(inbound(str(number), text="hello " * 100))
        store.queue.defer("answer", {"message": number}, now=NOW)

    async def write_until(done: asyncio.Event, database: SqliteDatabase) -> int:
        number = 0
        while not done.is_set():
            number += 1
            await database.run(partial(accept, number=number))
        return number

    async with SqliteDatabase(path) as database:
        for number in range(500):
            await database.run(partial(accept, number=-number - 1))
        done = asyncio.Event()
        writing = asyncio.create_task(write_until(done, database))
        await asyncio.to_thread(backup, path, target)
        done.set()
        written = await writing

    inbox, jobs = _counts(target)
    assert inbox == jobs >= 500
    assert written > 0
    assert _counts(path) == (500 + written, 500 + written)


def test_a_backup_does_not_overwrite_another(path: Path, tmp_path: Path) -> None:
    (tmp_path / "backup.db").write_text("the last good one")

    with pytest.raises(BackupExists):
        backup(path, tmp_path / "backup.db")

    assert (tmp_path / "backup.db").read_text() == "the last good one"


def test_a_backup_of_nothing_makes_nothing(tmp_path: Path) -> None:
    with pytest.raises(BadBackup, match="no such file"):
        backup(tmp_path / "missing.db", tmp_path / "backup.db")

    assert _names(tmp_path) == set()


def test_a_backup_into_what_is_no_folder_fails_with_the_reason(path: Path, tmp_path: Path) -> None:
    (tmp_path / "letter").write_text("not a folder")

    with pytest.raises(BadBackup, match="letter"):
        backup(path, tmp_path / "letter" / "backup.db")


async def test_a_backup_that_the_disk_cuts_off_leaves_nothing(path: Path, small_disk: Path) -> None:
    await _fill(path, rows=5000)

    with pytest.raises(BadBackup, match="full"):
        backup(path, small_disk / "backup.db")

    assert _names(small_disk) == set()


@pytest.mark.parametrize("kept", [0, 100, 4096, 20_000])
async def test_a_truncated_backup_is_found_out(path: Path, tmp_path: Path, kept: int) -> None:
    await _fill(path)
    target = tmp_path / "backup.db"
    backup(path, target)

    with target.open("r+b") as file:
        file.truncate(kept)

    with pytest.raises(BadBackup):
        verify(target)


async def test_a_damaged_page_is_found_by_verification(path: Path, tmp_path: Path) -> None:
    await _fill(path)
    target = tmp_path / "backup.db"
    backup(path, target)

    with target.open("r+b") as file:
        file.seek(-3 * 4096, 2)
        file.write(b"\xff" * 4096)

    with pytest.raises(BadBackup):
        verify(target)


def test_a_record_that_refers_to_a_missing_one_is_found(path: Path) -> None:
    connection = connect_sqlite(path)
    connection.execute("PRAGMA foreign_keys=OFF")
    connection.execute("INSERT INTO notes (person, text, origin, created_at) VALUES (9, '', '', 0)")
    connection.close()

    with pytest.raises(BadBackup, match="refers"):
        verify(path)


def test_a_database_of_something_else_is_no_backup(tmp_path: Path) -> None:
    connection = connect_sqlite(tmp_path / "other.db")
    connection.execute("CREATE TABLE alembic_version (version_num TEXT)")
    connection.close()

    with pytest.raises(BadBackup, match="not finished"):
        verify(tmp_path / "other.db")
    with pytest.raises(BadBackup, match="no such file"):
        verify(tmp_path / "missing.db")


def test_a_file_with_a_strange_name_is_verified(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "50% off? #1.db")

    assert verify(tmp_path / "50% off? #1.db").revision == HEAD


async def test_a_restored_database_keeps_the_former_one_beside(path: Path, tmp_path: Path) -> None:
    await _fill(path, rows=3)
    backup(path, tmp_path / "backup.db")
    async with SqliteDatabase(path) as database:
        await database.run(lambda store: store.inbox.add(inbound("after the backup")))

    kept = restore(tmp_path / "backup.db", path)

    assert kept is not None
    assert _counts(path)[0] == 3
    assert _counts(kept)[0] == 4


def test_a_restore_needs_no_former_database(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "backup.db")

    assert restore(tmp_path / "backup.db", tmp_path / "new" / "sparkone.db") is None
    assert verify(tmp_path / "new" / "sparkone.db").revision == HEAD


def test_a_damaged_database_can_be_replaced_and_is_kept(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "backup.db")
    path.write_bytes(b"\xff" * 8192)

    kept = restore(tmp_path / "backup.db", path)

    assert kept is not None
    assert kept.read_bytes() == b"\xff" * 8192
    assert verify(path).revision == HEAD


def test_a_damaged_backup_is_not_restored(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "backup.db")
    with (tmp_path / "backup.db").open("r+b") as file:
        file.truncate(20_000)
    before = path.read_bytes()

    with pytest.raises(BadBackup):
        restore(tmp_path / "backup.db", path)

    assert path.read_bytes() == before
    assert not list(tmp_path.glob("*.restoring"))


def test_a_backup_of_a_newer_version_is_not_restored(path: Path, tmp_path: Path) -> None:
    backup(path, tmp_path / "backup.db")
    connection = connect_sqlite(tmp_path / "backup.db")
    connection.execute("UPDATE alembic_version SET version_num = '9999'")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(BadBackup, match="newer"):
        restore(tmp_path / "backup.db", path)

    assert path.read_bytes() == before


def test_a_restore_that_the_disk_cuts_off_touches_nothing(path: Path, small_disk: Path) -> None:
    target = small_disk / "sparkone.db"
    copy_database(path, target)
    before = target.read_bytes()
    connection = connect_sqlite(path)
    connection.execute("CREATE TABLE filler AS SELECT zeroblob(3000000) AS zeros")
    connection.close()

    with pytest.raises(BadBackup, match="No space"):
        restore(path, target)

    assert target.read_bytes() == before
    assert _names(small_disk) == {"sparkone.db"}
