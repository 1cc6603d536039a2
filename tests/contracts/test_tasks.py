from dataclasses import replace
from datetime import date, timedelta

from domain.origin import Origin
from domain.records import Priority, Status, Task
from storage.database import Database
from storage.store import Store
from tests.contracts.records import HOUR, NOW, add_person

TODAY = date(2026, 11, 21)
DAY = timedelta(days=1)


def _add(store: Store, person: int, title: str, due: date | None = None) -> int:
    return store.tasks.add(person=person, title=title, due_day=due, origin=Origin.OWNER, now=NOW)


async def _titles(database: Database, person: int) -> list[str]:
    return [task.title for task in await database.read(lambda store: store.tasks.open(person))]


async def test_a_task_is_read_back_as_stored(database: Database) -> None:
    person = await database.run(add_person)
    number = await database.run(
        lambda store: store.tasks.add(
            person=person,
            title="pay 100% of the rent",
            priority=Priority.HIGH,
            due_day=TODAY,
            due_at=NOW + HOUR,
            rule="FREQ=MONTHLY",
            origin=Origin.CONFIRMED,
            source=3,
            now=NOW,
        )
    )

    assert await database.read(lambda store: store.tasks.get(person, number)) == Task(
        id=number,
        person=person,
        title="pay 100% of the rent",
        status=Status.TODO,
        priority=Priority.HIGH,
        due_day=TODAY,
        due_at=NOW + HOUR,
        rule="FREQ=MONTHLY",
        origin=Origin.CONFIRMED,
        created_at=NOW,
    )


async def test_nobody_reads_the_tasks_of_another(database: Database) -> None:
    mine, other = await database.run(lambda store: (add_person(store), add_person(store)))
    number = await database.run(lambda store: _add(store, mine, "mine"))

    assert await database.read(lambda store: store.tasks.get(other, number)) is None
    assert await _titles(database, other) == []


async def test_tasks_come_by_day_and_those_without_one_last(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        _add(store, person, "some day")
        _add(store, person, "tomorrow", TODAY + DAY)
        store.tasks.add(
            person=person,
            title="today at four",
            due_day=TODAY,
            due_at=NOW + HOUR,
            origin=Origin.OWNER,
            now=NOW,
        )
        _add(store, person, "today", TODAY)
        return person

    person = await database.run(write)

    assert await _titles(database, person) == ["today", "today at four", "tomorrow", "some day"]


async def test_days_are_asked_for_with_both_ends(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        for days in range(-1, 4):
            _add(store, person, str(days), TODAY + days * DAY)
        return person

    person = await database.run(write)

    due = await database.read(lambda store: store.tasks.due(person, TODAY, TODAY + 2 * DAY))
    assert [task.title for task in due] == ["0", "1", "2"]


async def test_overdue_is_a_day_before_today_or_a_time_before_now(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        _add(store, person, "yesterday", TODAY - DAY)
        _add(store, person, "today", TODAY)
        for title, hours in (("an hour ago", -1), ("in an hour", 1)):
            at = NOW + hours * HOUR
            store.tasks.add(
                person=person, title=title, due_day=TODAY, due_at=at, origin=Origin.OWNER, now=NOW
            )
        return person

    person = await database.run(write)

    late = await database.read(lambda store: store.tasks.overdue(person, today=TODAY, now=NOW))
    assert [task.title for task in late] == ["yesterday", "an hour ago"]


async def test_a_task_that_is_done_is_kept_but_no_longer_open(database: Database) -> None:
    person = await database.run(add_person)
    number = await database.run(lambda store: _add(store, person, "write"))
    task = await database.read(lambda store: store.tasks.get(person, number))
    assert task is not None
    done = replace(task, status=Status.DONE, completed_at=NOW + HOUR, priority=Priority.LOW)

    await database.run(lambda store: store.tasks.save(done))

    assert await database.read(lambda store: store.tasks.get(person, number)) == done
    assert await _titles(database, person) == []


async def test_nobody_saves_over_the_task_of_another(database: Database) -> None:
    mine, other = await database.run(lambda store: (add_person(store), add_person(store)))
    number = await database.run(lambda store: _add(store, mine, "mine"))
    task = await database.read(lambda store: store.tasks.get(mine, number))
    assert task is not None

    await database.run(lambda store: store.tasks.save(replace(task, person=other, title="taken")))

    assert await database.read(lambda store: store.tasks.get(mine, number)) == task
