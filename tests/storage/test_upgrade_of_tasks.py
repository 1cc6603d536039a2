"""A database of before 0003 keeps its tasks, and they can be changed, undone and filed."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from alembic import command
from sqlalchemy import Engine, text

from domain.origin import Origin
from domain.records import Status
from storage.database import Database
from storage.drivers import sqlite_engine
from storage.migrate import _config, migrate
from storage.opening import open_database
from storage.postgres import postgres_engine
from storage.store import Store
from tests.contracts.servers import new_database

CREATED = datetime(2026, 11, 20, 12, tzinfo=UTC)
NOW = CREATED + timedelta(hours=20)
MICROSECONDS = int(CREATED.timestamp() * 1_000_000)
OLD_ROWS = (
    "INSERT INTO people (role, zone, created_at) VALUES ('owner', 'UTC', :at)",
    (
        "INSERT INTO tasks (person, title, status, priority, due_day, rule, origin, source, "
        "created_at) VALUES (1, 'pagar o aluguel', 'todo', 'high', '2026-12-05', 'FREQ=MONTHLY', "
        "'owner', 7, :at)"
    ),
    (
        "INSERT INTO tasks (person, title, status, origin, source, created_at, completed_at) "
        "VALUES (1, 'ligar pro banco', 'done', 'owner', 8, :at, :at)"
    ),
    (
        "INSERT INTO journal (person, source, noun, record, before, created_at) "
        "VALUES (1, 9, 'task', 2, :before, :at)"
    ),
)
BEFORE = (
    '{"id": 2, "person": 1, "title": "ligar pro banco", "status": "todo", "priority": null, '
    '"due_day": null, "due_at": null, "rule": null, "origin": "owner", "source": 8, '
    f'"created_at": {MICROSECONDS}, "completed_at": null}}'
)


def _at_0002(engine: Engine) -> None:
    """Bring an empty database to revision 0002 and write what one of then held."""
    with engine.begin() as connection:
        config = _config()
        config.attributes["connection"] = connection
        command.upgrade(config, "0002")
        for row in OLD_ROWS:
            values = {"at": MICROSECONDS} | ({"before": BEFORE} if ":before" in row else {})
            connection.execute(text(row), values)


@pytest.fixture(params=["sqlite", "postgres"])
async def old(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[Database]:
    """An open database at HEAD that was one of 0002 with tasks in it."""
    if request.param == "sqlite":
        path = tmp_path / "sparkone.db"
        _at_0002(sqlite_engine(path))
        assert migrate(sqlite_engine(path), path) is True
        async with open_database(f"sqlite:///{path}") as opened:
            yield opened
        return
    with new_database() as url:
        _at_0002(postgres_engine(url))
        assert migrate(postgres_engine(url)) is True
        async with open_database(url) as opened:
            yield opened


async def test_tasks_of_before_are_there_with_nothing_that_nobody_said(old: Database) -> None:
    rent = await old.read(lambda store: store.tasks.get(1, 1))
    bank = await old.read(lambda store: store.tasks.get(1, 2))

    assert rent is not None
    assert bank is not None
    assert (rent.title, rent.rule, rent.status) == (
        "pagar o aluguel",
        "FREQ=MONTHLY",
        Status.TODO,
    )
    assert bank.completed_at == CREATED
    for task in (rent, bank):
        assert (task.notes, task.tags, task.project, task.parent, task.assigned) == (
            None,
            (),
            None,
            None,
            None,
        )


async def test_a_change_of_before_can_still_be_undone(old: Database) -> None:
    since = NOW - timedelta(hours=24)

    def undo(store: Store) -> list[tuple[str, int]]:
        return store.journal.undo(1, 9, since=since, now=NOW)

    assert await old.run(undo) == [("task", 2)]
    bank = await old.read(lambda store: store.tasks.get(1, 2))

    assert bank is not None
    assert (bank.status, bank.completed_at) == (Status.TODO, None)


async def test_a_subtask_of_a_task_of_before_goes_with_it(old: Database) -> None:
    def add(store: Store) -> int:
        return store.tasks.add(
            person=1, title="ver o boleto", origin=Origin.OWNER, now=NOW, parent=1
        )

    def drop(store: Store) -> None:
        store.sql.driver.execute("DELETE FROM tasks WHERE id = 1")

    number = await old.run(add)
    assert [one.id for one in await old.read(lambda store: store.tasks.parts(1, 1))] == [number]
    await old.run(drop)
    assert await old.read(lambda store: store.tasks.get(1, number)) is None
