from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from domain.messages import Address
from domain.origin import Origin
from domain.people import Identity, Person, QuietHours, Role
from domain.plugins import collect
from domain.schedules import Form, Schedule
from engine.notices import KINDS
from scheduler import notices, watch
from scheduler.quiet import told_at
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store

NOW = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
NIGHT = QuietHours(start=time(22), end=time(7))
PEOPLE = 100
SOMEBODY = Person(
    id=1,
    role=Role.OWNER,
    zone="America/Sao_Paulo",
    language=None,
    quiet=NIGHT,
    created_at=datetime(2026, 1, 1, tzinfo=UTC),
)


def local(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}-03:00")


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    path = tmp_path / "spark.db"
    migrate(sqlite_engine(path), path)
    async with SqliteDatabase(path) as opened:
        yield opened


@pytest.mark.parametrize(
    ("at", "until", "told"),
    [
        ("2026-11-21T21:00", "2026-11-21T21:30", "2026-11-21T21:00"),
        ("2026-11-21T23:00", "2026-11-22T12:00", "2026-11-22T07:00"),
        ("2026-11-22T06:50", "2026-11-22T07:20", "2026-11-22T07:00"),
        ("2026-11-22T06:00", "2026-11-22T06:30", "2026-11-21T21:59"),
        ("2026-11-21T22:30", "2026-11-21T23:00", "2026-11-21T21:59"),
        ("2026-11-22T06:30", "2026-11-22T07:00", "2026-11-21T21:59"),
    ],
    ids=[
        "outside at its moment",
        "what can wait at the end",
        "an event just after the end at the end",
        "an event in the night before it",
        "an event late in the evening before it",
        "an event at the very end before it",
    ],
)
def test_quiet_hours_move_a_notice_later_and_where_that_is_too_late_earlier(
    at: str, until: str, told: str
) -> None:
    assert told_at(SOMEBODY, local(at), local(until)) == local(told)


def test_without_quiet_hours_nothing_is_moved() -> None:
    person = replace(SOMEBODY, quiet=None)

    assert told_at(person, local("2026-11-22T03:00"), local("2026-11-22T03:30")) == local(
        "2026-11-22T03:00"
    )


@pytest.mark.parametrize("module", collect(notices), ids=lambda module: module.__name__)
def test_a_notice_keeps_its_contract(module: ModuleType) -> None:
    assert isinstance(module.HAS_DEADLINE, bool)
    assert module.__name__.endswith(f".{module.KIND}")
    assert callable(module.due)
    assert callable(module.line)


def test_every_kind_of_notice_has_a_name_by_which_it_can_be_stopped() -> None:
    assert {module.KIND for module in collect(notices)} == set(KINDS)


def fill(store: Store) -> None:
    """A hundred people with a hundred tasks and events each, of which none is near."""
    for number in range(PEOPLE):
        person = store.people.add(
            role=Role.USER, zone="America/Sao_Paulo", language="en", quiet=NIGHT, now=NOW
        ).id
        store.people.link(
            Identity(person=person, channel="test", external=str(number), chat=str(number))
        )
        for day in range(50):
            start = NOW + timedelta(days=3 + day)
            store.tasks.add(
                person=person,
                title="write",
                due_day=start.date() + timedelta(days=5),
                origin=Origin.OWNER,
                now=NOW,
            )
            _event(store, person, start, rule="FREQ=WEEKLY" if day == 0 else None)


def _event(store: Store, person: int, start: datetime, *, rule: str | None = None) -> None:
    store.events.add(
        person=person,
        title="meeting",
        schedule=Schedule(form=Form.INSTANT, start=start, rule=rule),
        start_at=start,
        length=None,
        all_day=False,
        place=None,
        people=(),
        origin=Origin.OWNER,
        now=NOW,
    )


async def test_a_look_at_a_hundred_people_takes_as_many_statements_as_at_one(
    database: SqliteDatabase,
) -> None:
    await database.run(fill)
    statements: list[str] = []

    def look(store: Store) -> bool:
        driver: Any = store.sql.driver
        driver.set_trace_callback(statements.append)
        try:
            return watch.look(store, NOW).is_due
        finally:
            driver.set_trace_callback(None)

    assert await database.read(look) is False

    assert 1 <= len(statements) <= 6


async def test_what_was_told_is_looked_up_once_and_known_after_that(
    database: SqliteDatabase,
) -> None:
    def write(store: Store) -> None:
        person = store.people.add(
            role=Role.OWNER, zone="America/Sao_Paulo", language="en", quiet=None, now=NOW
        )
        store.people.link(Identity(person=person.id, channel="test", external="1", chat="1"))
        _event(store, person.id, NOW + timedelta(minutes=30))

    await database.run(write)

    assert await database.run(lambda store: watch.tell(store, NOW)) == 1
    assert await database.run(lambda store: watch.tell(store, NOW)) == 0
    found = await database.read(lambda store: watch.look(store, NOW))
    assert (found.is_due, len(found.known)) == (False, 1)


async def test_a_notice_goes_to_the_newest_open_channel_and_nowhere_when_all_are_closed(
    database: SqliteDatabase,
) -> None:
    def write(store: Store) -> None:
        person = store.people.add(
            role=Role.OWNER, zone="America/Sao_Paulo", language="en", quiet=None, now=NOW
        )
        for name in ("first", "second"):
            store.people.link(Identity(person=person.id, channel="test", external=name, chat=name))
            store.people.set_blocked(Address(channel="test", chat=name), NOW)
        store.tasks.add(
            person=person.id,
            title="write",
            due_day=date(2026, 11, 21),
            due_at=NOW + timedelta(hours=1),
            origin=Origin.OWNER,
            now=NOW - timedelta(days=2),
        )

    await database.run(write)
    assert await database.run(lambda store: watch.tell(store, NOW)) == 0

    await database.run(
        lambda store: store.people.set_blocked(Address(channel="test", chat="first"), None)
    )
    assert await database.run(lambda store: watch.tell(store, NOW)) == 1


async def test_somebody_whose_zone_nobody_knows_any_more_keeps_nothing_from_others(
    database: SqliteDatabase,
) -> None:
    def write(store: Store) -> None:
        for name, zone in (("lost", "Nowhere/Gone"), ("here", "America/Sao_Paulo")):
            person = store.people.add(role=Role.USER, zone=zone, language="en", quiet=None, now=NOW)
            store.people.link(Identity(person=person.id, channel="test", external=name, chat=name))
            _event(store, person.id, NOW + timedelta(minutes=30))

    await database.run(write)

    assert await database.run(lambda store: watch.tell(store, NOW)) == 1
