from pathlib import Path

from domain.origin import Origin
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.contracts.records import NOW, add_person

SECRET = "the colour is ultramarine"


def _files_that_hold(secret: str, path: Path) -> list[str]:
    return sorted(
        file.name for file in path.parent.iterdir() if secret.encode() in file.read_bytes()
    )


async def test_what_is_deleted_is_gone_from_the_files(path: Path) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        for text in ("first", SECRET, "last"):
            number = store.notes.add(person=person, text=text, origin=Origin.OWNER, now=NOW)
            store.journal.created(person, 1, "note", number, NOW)
        return person

    async with SqliteDatabase(path) as database:
        person = await database.run(write)
        database._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        assert _files_that_hold(SECRET, path) == ["sparkone.db"]

        await database.run(lambda store: store.journal.undo(person, 1, since=NOW, now=NOW))
        database._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")

        assert _files_that_hold(SECRET, path) == []


async def test_what_is_deleted_is_gone_after_a_clean_stop(path: Path) -> None:
    def write(store: Store) -> None:
        person = add_person(store)
        number = store.notes.add(person=person, text=SECRET, origin=Origin.OWNER, now=NOW)
        store.journal.created(person, 1, "note", number, NOW)
        store.journal.undo(person, 1, since=NOW, now=NOW)

    async with SqliteDatabase(path) as database:
        await database.run(write)

    assert _files_that_hold(SECRET, path) == []
