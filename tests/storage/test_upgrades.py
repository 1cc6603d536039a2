"""Files of older versions: what was in them is there, and can be undone, after the upgrade."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

import msgspec
from alembic import command
from sqlalchemy import text

from storage.drivers import sqlite_engine
from storage.migrate import _config, migrate
from storage.sqlite import SqliteDatabase

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
NOW_US = int(NOW.timestamp()) * 1_000_000
EVENT = {
    "id": 1, "person": 1, "title": "dentista", "form": "floating", "start": "2026-11-23T14:00:00",
    "rule": None, "zone": None, "start_at": NOW_US, "length_us": None, "all_day": 0, "place": None,
    "people": "[]", "state": "active", "origin": "owner", "source": 1, "created_at": NOW_US,
}  # fmt: skip


def _of_revision(path: Path, revision: str) -> None:
    """Make a file as an older version left it, with an event that was changed."""
    engine = sqlite_engine(path)
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.execute(
            text("INSERT INTO people (id, role, zone, created_at) VALUES (1, 'owner', 'UTC', :at)"),
            {"at": NOW_US},
        )
        columns = ", ".join(f'"{name}"' for name in EVENT)
        values = ", ".join(f":{name}" for name in EVENT)
        connection.execute(
            text(f"INSERT INTO events ({columns}) VALUES ({values})"),
            {**EVENT, "title": "médico"},
        )
        connection.execute(
            text(
                "INSERT INTO list_items (person, list, text, origin, created_at) "
                "VALUES (1, 'compras', 'leite', 'owner', :at)"
            ),
            {"at": NOW_US},
        )
        connection.execute(
            text(
                "INSERT INTO journal (person, source, noun, record, before, created_at) "
                "VALUES (1, 5, 'event', 1, :before, :at)"
            ),
            {"before": msgspec.json.encode(EVENT).decode(), "at": NOW_US},
        )


async def test_a_file_of_an_older_version_keeps_all_and_undoes_what_it_knew(
    tmp_path: Path,
) -> None:
    path = tmp_path / "sparkone.db"
    _of_revision(path, "0002")

    assert migrate(sqlite_engine(path), path) is True

    async with SqliteDatabase(path) as database:
        (event,) = await database.read(lambda store: store.events.all(1))
        assert (event.title, event.travel_minutes, event.invited_sequence) == ("médico", None, None)
        assert await database.read(lambda store: store.lists.names(1)) == {"compras": 1}
        assert await database.read(lambda store: store.shares.of_owner(1)) == []
        await database.run(
            lambda store: store.journal.undo(1, 5, since=NOW - timedelta(hours=1), now=NOW)
        )
        (event,) = await database.read(lambda store: store.events.all(1))
        assert event.title == "dentista"
