from dataclasses import replace
from datetime import datetime

import pytest

from domain.records import Reminder, ReminderState
from domain.schedules import Form, Schedule
from storage.database import Database
from storage.store import Store
from tests.contracts.records import (
    CHAT,
    NOW,
    add_person,
    add_reminder,
    instant_schedule,
    the_reminder,
)

NINE = datetime(2026, 11, 23, 9)  # noqa: DTZ001 - wall times are naive by contract
SCHEDULES = {
    "floating": Schedule(form=Form.FLOATING, start=NINE, rule="FREQ=WEEKLY;BYDAY=MO"),
    "zoned": Schedule(form=Form.ZONED, start=NINE, zone="Europe/Lisbon"),
    "an instant": instant_schedule(),
    "every two hours": replace(instant_schedule(), rule="FREQ=HOURLY;INTERVAL=2"),
}


@pytest.mark.parametrize("schedule", SCHEDULES.values(), ids=SCHEDULES.keys())
async def test_a_schedule_of_any_form_is_read_back_as_stored(
    database: Database, schedule: Schedule
) -> None:
    number = await database.run(
        lambda store: add_reminder(store, add_person(store), schedule=schedule)
    )

    reminder = await database.read(lambda store: the_reminder(store, number))

    assert reminder.schedule == schedule
    assert (reminder.address, reminder.language) == (CHAT, "en")
    assert (reminder.state, reminder.created_at) == (ReminderState.ACTIVE, NOW)


async def test_there_is_no_unknown_reminder(database: Database) -> None:
    assert await database.read(lambda store: store.reminders.get(99)) is None


async def test_only_what_will_come_again_is_active(database: Database) -> None:
    def write(store: Store) -> tuple[int, list[Reminder]]:
        person, other = add_person(store), add_person(store)
        add_reminder(store, other)
        kept, ended = add_reminder(store, person), add_reminder(store, person)
        finished = replace(the_reminder(store, ended), state=ReminderState.CANCELLED)
        store.reminders.save(finished)
        return kept, store.reminders.active(person)

    kept, active = await database.run(write)

    assert [reminder.id for reminder in active] == [kept]


async def test_only_floating_reminders_move_with_the_zone(database: Database) -> None:
    def write(store: Store) -> list[str]:
        person = add_person(store)
        for title, schedule in SCHEDULES.items():
            add_reminder(store, person, title=title, schedule=schedule)
        return [reminder.title for reminder in store.reminders.floating(person)]

    assert await database.run(write) == ["floating"]


async def test_a_changed_reminder_is_kept(database: Database) -> None:
    number = await database.run(lambda store: add_reminder(store, add_person(store)))
    reminder = await database.read(lambda store: the_reminder(store, number))
    changed = replace(reminder, title="call her", schedule=SCHEDULES["zoned"])

    await database.run(lambda store: store.reminders.save(changed))

    assert await database.read(lambda store: the_reminder(store, number)) == changed
