from dataclasses import replace
from datetime import time, timedelta

from domain.messages import Address
from domain.origin import Origin
from domain.people import Preferences
from domain.records import OccurrenceState, ReminderState, Status
from storage.database import Database
from storage.outgoing import send
from storage.store import Store
from tests.contracts.records import (
    CHAT,
    HOUR,
    NOW,
    add_person,
    add_reminder,
    inbound,
    moment,
    outbound,
    the_reminder,
)

DAY = timedelta(hours=24)
MESSAGE, LATER_MESSAGE = 1, 2


def _create_task(store: Store, person: int, message: int, title: str = "write") -> int:
    number = store.tasks.add(person=person, title=title, origin=Origin.OWNER, now=NOW)
    store.journal.created(person, message, "task", number, NOW)
    return number


def _complete(store: Store, person: int, message: int, number: int) -> None:
    task = store.tasks.get(person, number)
    assert task is not None
    store.journal.changes(person, message, "task", number, NOW + HOUR)
    store.tasks.save(replace(task, status=Status.DONE, completed_at=NOW + HOUR))


def _undo(store: Store, person: int, message: int) -> int:
    return len(store.journal.undo(person, message, since=NOW - DAY, now=NOW + HOUR))


async def test_undoing_a_creation_takes_the_record_away(database: Database) -> None:
    person = await database.run(add_person)
    number = await database.run(lambda store: _create_task(store, person, MESSAGE))

    undone = await database.run(lambda store: _undo(store, person, MESSAGE))

    assert undone == 1
    assert await database.read(lambda store: store.tasks.get(person, number)) is None


async def test_undoing_a_change_puts_every_column_back(database: Database) -> None:
    person = await database.run(add_person)
    number = await database.run(lambda store: _create_task(store, person, MESSAGE, "50% 'off'"))
    before = await database.read(lambda store: store.tasks.get(person, number))
    await database.run(lambda store: _complete(store, person, LATER_MESSAGE, number))

    await database.run(lambda store: _undo(store, person, LATER_MESSAGE))

    assert await database.read(lambda store: store.tasks.get(person, number)) == before


async def test_undo_goes_back_through_one_message_in_reverse(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        number = _create_task(store, person, MESSAGE)
        _complete(store, person, MESSAGE, number)
        return person

    person = await database.run(write)

    assert await database.run(lambda store: _undo(store, person, MESSAGE)) == 2
    assert await database.read(lambda store: store.tasks.open(person)) == []


async def test_undo_leaves_what_other_messages_wrote(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        _create_task(store, person, MESSAGE, "kept")
        _create_task(store, person, LATER_MESSAGE, "gone")
        return person

    person = await database.run(write)

    await database.run(lambda store: _undo(store, person, LATER_MESSAGE))

    titles = [task.title for task in await database.read(lambda store: store.tasks.open(person))]
    assert titles == ["kept"]


async def test_the_latest_write_is_that_of_the_same_chat(database: Database) -> None:
    here, there = CHAT, Address(channel="terminal", chat="owner")

    def write(store: Store) -> tuple[int, int]:
        person = add_person(store)
        messages = [store.inbox.add(inbound(str(chat), chat=chat)) for chat in (here, there)]
        first, second = (number for number in messages if number is not None)
        _create_task(store, person, first)
        _create_task(store, person, second)
        return person, first

    person, first = await database.run(write)

    def latest(store: Store) -> int | None:
        return store.journal.latest(person, here, NOW)

    assert await database.read(latest) == first
    await database.run(lambda store: _undo(store, person, first))
    assert await database.read(latest) is None


async def test_what_a_later_message_changed_counts_as_overwritten(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        number = _create_task(store, person, MESSAGE)
        _complete(store, person, LATER_MESSAGE, number)
        return person

    person = await database.run(write)

    def is_overwritten(store: Store) -> bool:
        return store.journal.is_overwritten(person, MESSAGE, NOW)

    assert await database.read(is_overwritten)
    await database.run(lambda store: _undo(store, person, LATER_MESSAGE))
    assert not await database.read(is_overwritten)


async def test_nothing_is_undone_twice(database: Database) -> None:
    person = await database.run(add_person)
    await database.run(lambda store: _create_task(store, person, MESSAGE))

    await database.run(lambda store: _undo(store, person, MESSAGE))

    assert await database.run(lambda store: _undo(store, person, MESSAGE)) == 0


async def test_what_is_too_old_is_not_undone(database: Database) -> None:
    person = await database.run(add_person)
    number = await database.run(lambda store: _create_task(store, person, MESSAGE))
    since = NOW + timedelta(microseconds=1)

    undone = await database.run(
        lambda store: store.journal.undo(person, MESSAGE, since=since, now=NOW + DAY)
    )

    assert undone == []
    assert await database.read(lambda store: store.tasks.get(person, number)) is not None


async def test_nobody_undoes_what_another_wrote(database: Database) -> None:
    mine, other = await database.run(lambda store: (add_person(store), add_person(store)))
    await database.run(lambda store: _create_task(store, mine, MESSAGE))

    assert await database.run(lambda store: _undo(store, other, MESSAGE)) == 0
    assert await database.read(lambda store: store.journal.is_empty(other))
    assert not await database.read(lambda store: store.journal.is_empty(mine))


async def test_undoing_a_reminder_takes_its_moments_and_their_messages_along(
    database: Database,
) -> None:
    def write(store: Store) -> tuple[int, int, int]:
        person = add_person(store)
        reminder = add_reminder(store, person)
        store.journal.created(person, MESSAGE, "reminder", reminder, NOW)
        number = store.occurrences.plan(reminder, person, moment(NOW)) or 0
        delivery = send(store, outbound(), language="en", now=NOW, occurrence=number)
        assert delivery is not None
        return person, number, delivery.id

    person, number, delivery = await database.run(write)

    await database.run(lambda store: _undo(store, person, MESSAGE))

    assert await database.read(lambda store: store.occurrences.get(number)) is None
    assert await database.read(lambda store: store.outbox.get(delivery)) is None


async def test_undoing_a_cancellation_promises_the_moment_again(database: Database) -> None:
    def write(store: Store) -> tuple[int, int, int]:
        person = add_person(store)
        reminder = add_reminder(store, person)
        number = store.occurrences.plan(reminder, person, moment(NOW + HOUR)) or 0
        store.journal.changes(person, MESSAGE, "reminder", reminder, NOW)
        store.journal.changes(person, MESSAGE, "occurrence", number, NOW)
        store.occurrences.cancel(reminder)
        cancelled = replace(the_reminder(store, reminder), state=ReminderState.CANCELLED)
        store.reminders.save(cancelled)
        return person, reminder, number

    person, reminder, number = await database.run(write)
    assert await database.read(lambda store: store.occurrences.next_fire()) is None

    await database.run(lambda store: _undo(store, person, MESSAGE))

    occurrence = await database.read(lambda store: store.occurrences.get(number))
    assert occurrence is not None
    assert occurrence.state is OccurrenceState.PLANNED
    assert await database.read(lambda store: store.occurrences.next_fire()) == NOW + HOUR
    stored = await database.read(lambda store: the_reminder(store, reminder))
    assert stored.state is ReminderState.ACTIVE


async def test_a_change_of_what_does_not_exist_is_not_noted(database: Database) -> None:
    person = await database.run(add_person)

    await database.run(lambda store: store.journal.changes(person, MESSAGE, "note", 99, NOW))

    assert await database.read(lambda store: store.journal.is_empty(person))


async def test_undo_puts_back_what_a_person_settled_and_nothing_else(database: Database) -> None:
    number = await database.run(add_person)
    before = await database.read(lambda store: store.people.get(number))

    def change(store: Store) -> None:
        store.journal.changes(number, MESSAGE, "person", number, NOW)
        store.people.set_zone(number, "Asia/Tokyo")
        store.people.set_language(number, "pt")
        store.people.set_preferences(number, Preferences(morning=time(7, 30)))
        store.people.set_name(number, "Ana")

    await database.run(change)

    assert await database.run(lambda store: _undo(store, number, MESSAGE)) == 1
    after = await database.read(lambda store: store.people.get(number))
    assert after == replace(before, name="Ana")


async def test_settings_are_not_the_first_thing_that_a_person_had_kept(database: Database) -> None:
    def write(store: Store) -> bool:
        person = add_person(store)
        store.journal.changes(person, MESSAGE, "person", person, NOW)
        return store.journal.is_empty(person)

    assert await database.run(write)
