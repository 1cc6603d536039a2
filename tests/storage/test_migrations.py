from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from alembic.autogenerate import compare_metadata
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Engine, event, inspect, text
from sqlalchemy.exc import IntegrityError

from storage.backup import verify
from storage.drivers import connect_sqlite, sqlite_engine
from storage.migrate import UnknownRevision, _config, _try_on_copy, current, migrate
from storage.migrations import HEAD
from storage.postgres import postgres_engine
from storage.tables import metadata
from tests.contracts.servers import new_database

pytestmark = pytest.mark.migrates


@pytest.fixture(params=["sqlite", "postgres"])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An empty database of each kind."""
    if request.param == "sqlite":
        yield sqlite_engine(tmp_path / "sparkone.db")
        return
    with new_database() as url:
        yield postgres_engine(url)


def _set_revision(engine: Engine, revision: str) -> None:
    with engine.begin() as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = :r"), {"r": revision})


def _is_unread(engine: Engine, difference: Any) -> bool:
    """SQLAlchemy does not read ON DELETE of a column that SQLite added with its reference.

    Nor does it know the index of words, which is no table of ours in SQLite. The tables of the
    queue on PostgreSQL are procrastinate's.
    """
    if difference[0] in {"remove_table", "remove_index"}:
        queue = ("procrastinate", "sparkone_jobs", "queue_migrations", "idx_procrastinate")
        if difference[1].name.startswith(queue):
            return True
        return "memory_words" in difference[1].name or difference[1].name == "ix_memories_words"
    if engine.dialect.name != "sqlite" or difference[0] not in {"add_fk", "remove_fk"}:
        return False
    return [column.name for column in difference[1].columns] == ["parent"]


def test_migrations_lead_to_exactly_our_tables(engine: Engine) -> None:
    options = {"compare_type": True, "compare_server_default": True}

    assert migrate(engine) is True

    with engine.connect() as connection:
        context = MigrationContext.configure(connection, opts=options)
        differences = [
            one for one in compare_metadata(context, metadata) if not _is_unread(engine, one)
        ]
        assert differences == []
        assert current(connection) == HEAD
        if engine.dialect.name == "sqlite":
            keys = connection.execute(text("PRAGMA foreign_key_list(tasks)")).fetchall()
            assert ("tasks", "parent", "CASCADE") in {(one[2], one[3], one[6]) for one in keys}


def test_the_partial_indexes_are_partial(engine: Engine) -> None:
    dialect = engine.dialect.name

    migrate(engine)

    with engine.connect() as connection:
        indexes = {
            index["name"]: index.get("dialect_options", {}).get(f"{dialect}_where")
            for table in metadata.tables
            for index in inspect(connection).get_indexes(table)
        }
    partial = {name for name, where in indexes.items() if where is not None}
    assert partial == {
        "ix_cards_press",
        "ix_events_repeating",
        "ix_inbox_external",
        "ix_journal_before",
        "ix_occurrences_ahead",
        "ix_occurrences_fire_at",
        "ix_outbox_asked",
        "ix_outbox_external",
        "ix_outbox_occurrence",
        "ix_outbox_reminded",
        "ix_outbox_sent_at",
        "ix_outbox_unsent",
        "ix_reminders_insisting",
        "ix_tasks_due_day",
        "ix_tasks_parent",
        "uq_jobs_key",
        "uq_memories_ref",
    }


def test_a_database_at_head_is_left_alone(engine: Engine) -> None:
    migrate(engine)

    assert migrate(engine) is False


def test_head_is_the_last_migration() -> None:
    scripts = ScriptDirectory.from_config(_config())

    assert scripts.get_heads() == [HEAD]
    assert scripts.get_bases() == ["0001"]


def test_a_newer_database_is_refused_again_and_again_and_left_alone(
    engine: Engine, tmp_path: Path
) -> None:
    migrate(engine)
    _set_revision(engine, "9999")
    path = tmp_path / "sparkone.db" if engine.dialect.name == "sqlite" else None

    for _ in range(2):
        with pytest.raises(UnknownRevision) as refused:
            migrate(engine, path)
        assert refused.value.facts == {"found": "9999", "known": HEAD}

    assert {file.name for file in tmp_path.iterdir()} <= {"sparkone.db"}
    with engine.connect() as connection:
        assert current(connection) == "9999"


def test_a_migration_that_is_cut_off_leaves_nothing(engine: Engine) -> None:
    class CutOff(Exception):
        pass

    def cut_off(*context: Any) -> None:
        if "CREATE TABLE reminders" in context[2]:
            raise CutOff

    event.listen(engine, "before_cursor_execute", cut_off)
    with pytest.raises(CutOff):
        migrate(engine)
    event.remove(engine, "before_cursor_execute", cut_off)

    with engine.connect() as connection:
        assert inspect(connection).get_table_names() == []
    assert migrate(engine) is True


def test_processes_that_start_at_once_migrate_once() -> None:
    with new_database() as url, ThreadPoolExecutor(4) as threads:
        done = list(threads.map(lambda _: migrate(postgres_engine(url)), range(4)))

        assert True in done
        with postgres_engine(url).connect() as connection:
            assert current(connection) == HEAD


def test_a_file_with_data_is_kept_before_it_is_migrated(path: Path, tmp_path: Path) -> None:
    _try_on_copy(path)

    kept = [file for file in tmp_path.iterdir() if file != path]
    assert [file.name.startswith(f"sparkone.db.before-{HEAD}-") for file in kept] == [True]
    assert verify(kept[0]).revision == HEAD


def test_a_migration_that_fails_on_the_copy_leaves_the_file_alone(
    path: Path, tmp_path: Path
) -> None:
    connection = connect_sqlite(path)
    connection.execute("DELETE FROM alembic_version")
    connection.close()
    before = path.read_bytes()

    with pytest.raises(Exception, match="already exists"):
        _try_on_copy(path)

    assert path.read_bytes() == before
    assert [file.name for file in tmp_path.iterdir()] == ["sparkone.db"]


def test_errors_never_show_what_was_to_be_stored(engine: Engine) -> None:
    migrate(engine)
    insert = text(
        "INSERT INTO notes (person, text, origin, created_at) VALUES (999, :note, :note, 0)"
    )

    with engine.connect() as connection:
        if engine.dialect.name == "sqlite":
            connection.execute(text("ROLLBACK"))
            connection.execute(text("PRAGMA foreign_keys=ON"))
        with pytest.raises(IntegrityError) as refused:
            connection.execute(insert, {"note": "my secret"})

    assert "my secret" not in str(refused.value)
