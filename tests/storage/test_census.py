import shutil
from pathlib import Path

import psycopg
import pytest

from storage.census import Counted, differences, sqlite_census
from storage.drivers import connect_sqlite
from storage.migrations import HEAD
from storage.opening import open_database
from storage.source import source_of
from storage.store import Store
from tests.contracts.conftest import (
    database_url,
    embedded_url,
    emptied_postgres_url,
    empty_file,
    postgres_url,
)
from tests.contracts.records import HOUR, NOW, add_occurrence, add_person, inbound

__all__ = ["database_url", "embedded_url", "emptied_postgres_url", "empty_file", "postgres_url"]


def _fill(store: Store) -> None:
    for number in range(20):
        store.inbox.add(inbound(str(number), text="é 🦊 \x7f"))
    add_person(store)
    add_occurrence(store, NOW + HOUR)
    store.heartbeat.beat("backup", NOW)


@pytest.fixture
async def url(database_url: str) -> str:
    async with open_database(database_url) as database:
        await database.run(_fill)
    return database_url


async def test_every_table_is_counted_on_both_databases(url: str) -> None:
    census = source_of(url).census()

    assert census.revision == HEAD
    assert census.tables["inbox"].rows == 20
    assert census.tables["people"].rows == 2
    assert census.tables["notes"] == Counted(rows=0, digest="0" * 64)
    assert census.promises_ahead == 1
    assert "alembic_version" in census.tables


async def test_the_same_rows_are_hashed_the_same_on_both_databases(
    tmp_path: Path, empty_file: Path, emptied_postgres_url: str
) -> None:
    file = Path(shutil.copyfile(empty_file, tmp_path / "same.db"))
    for one in (f"sqlite:///{file}", emptied_postgres_url):
        async with open_database(one) as database:
            await database.run(_fill)
    ours = sqlite_census(file)
    theirs = source_of(emptied_postgres_url).census()

    # Ids of a server that was used before go on from where they were.
    alike = {"heartbeat", "alembic_version", "notes"}
    assert alike.isdisjoint(differences(ours.tables, theirs.tables))
    # The queue of PostgreSQL has tables of its own.
    assert {name: one.rows for name, one in ours.tables.items()} == {
        name: one.rows for name, one in theirs.tables.items() if name in ours.tables
    }


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE inbox SET text = 'e' WHERE key = '7'",
        "DELETE FROM inbox WHERE key = '7'",
        "UPDATE inbox SET details = '' WHERE key = '7'",
    ],
)
async def test_a_changed_row_is_found(url: str, change: str) -> None:
    before = source_of(url).census()
    if url.startswith("sqlite"):
        connection = connect_sqlite(Path(url.removeprefix("sqlite:///")))
        connection.execute(change)
        connection.close()
    else:
        with psycopg.connect(url) as server:
            server.execute(change.encode())

    assert differences(before.tables, source_of(url).census().tables) == ["inbox"]


def test_two_values_that_change_places_are_found(tmp_path: Path, empty_file: Path) -> None:
    file = tmp_path / "swap.db"
    file.write_bytes(empty_file.read_bytes())
    connection = connect_sqlite(file)
    connection.execute("INSERT INTO heartbeat VALUES ('a', 1), ('b', 2)")
    before = sqlite_census(file)
    connection.execute("UPDATE heartbeat SET at = 3 - at")
    connection.close()

    assert differences(before.tables, sqlite_census(file).tables) == ["heartbeat"]


def test_a_table_that_came_or_went_is_a_difference() -> None:
    one = Counted(rows=1, digest="00")

    assert differences({"a": one, "b": one}, {"b": one, "c": one}) == ["a", "c"]
