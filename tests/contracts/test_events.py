from dataclasses import replace
from datetime import datetime, timedelta

from domain.origin import Origin
from domain.records import Event
from domain.schedules import Form, Schedule
from storage.database import Database
from storage.store import Store
from tests.contracts.records import HOUR, NOW, add_person

WALL = datetime(2026, 11, 21, 16)  # noqa: DTZ001 - wall times are naive by contract
WEEKLY = Schedule(form=Form.FLOATING, start=WALL, rule="FREQ=WEEKLY")
ONCE = Schedule(form=Form.ZONED, start=WALL, zone="Europe/Lisbon")


def _add(
    store: Store, person: int, start_at: datetime, schedule: Schedule = ONCE, title: str = "lunch"
) -> int:
    return store.events.add(
        person=person,
        title=title,
        schedule=schedule,
        start_at=start_at,
        length=timedelta(minutes=90),
        all_day=False,
        place="Café da Praça",
        people=("Ana", "João"),
        origin=Origin.OWNER,
        now=NOW,
    )


async def test_an_event_is_read_back_as_stored(database: Database) -> None:
    person = await database.run(add_person)
    number = await database.run(lambda store: _add(store, person, NOW))

    assert await database.read(lambda store: store.events.get(person, number)) == Event(
        id=number,
        person=person,
        title="lunch",
        schedule=ONCE,
        start_at=NOW,
        length=timedelta(minutes=90),
        all_day=False,
        place="Café da Praça",
        people=("Ana", "João"),
        origin=Origin.OWNER,
        created_at=NOW,
    )


async def test_nobody_reads_or_cancels_the_events_of_another(database: Database) -> None:
    mine, other = await database.run(lambda store: (add_person(store), add_person(store)))
    number = await database.run(lambda store: _add(store, mine, NOW))

    await database.run(lambda store: store.events.cancel(other, number))

    assert await database.read(lambda store: store.events.get(other, number)) is None
    assert await database.read(lambda store: store.events.get(mine, number)) is not None


async def test_a_span_of_time_includes_its_start_and_not_its_end(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        for hours in (2, 1, 0, -1):
            _add(store, person, NOW + hours * HOUR, title=str(hours))
        return person

    person = await database.run(write)

    found = await database.read(lambda store: store.events.between(person, NOW, NOW + 2 * HOUR))
    assert [event.title for event in found] == ["0", "1"]


async def test_events_with_a_rule_are_found_apart(database: Database) -> None:
    def write(store: Store) -> tuple[int, int]:
        person = add_person(store)
        _add(store, person, NOW)
        return person, _add(store, person, NOW, WEEKLY)

    person, weekly = await database.run(write)

    found = await database.read(lambda store: store.events.recurring(person))
    assert [event.id for event in found] == [weekly]


async def test_a_cancelled_event_is_gone(database: Database) -> None:
    def write(store: Store) -> tuple[int, int, int]:
        person = add_person(store)
        kept, gone = _add(store, person, NOW), _add(store, person, NOW, WEEKLY)
        store.events.cancel(person, gone)
        return person, kept, gone

    person, kept, gone = await database.run(write)

    assert await database.read(lambda store: store.events.get(person, gone)) is None
    assert [event.id for event in await database.read(lambda store: store.events.all(person))] == [
        kept
    ]
    assert await database.read(lambda store: store.events.recurring(person)) == []


async def test_a_moved_event_is_kept(database: Database) -> None:
    person = await database.run(add_person)
    number = await database.run(lambda store: _add(store, person, NOW))
    event = await database.read(lambda store: store.events.get(person, number))
    assert event is not None
    moved = replace(event, schedule=WEEKLY, start_at=NOW + HOUR, length=None, all_day=True)

    await database.run(lambda store: store.events.save(moved))

    assert await database.read(lambda store: store.events.get(person, number)) == moved
