from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest

from domain.people import Identity, Preferences
from domain.records import Occurrence, OccurrenceState, ReminderState
from storage.database import Database
from storage.due import Plain
from storage.store import Store
from tests.contracts.records import (
    CHAT,
    HOUR,
    MINUTE,
    NOW,
    add_occurrence,
    add_person,
    add_reminder,
    instant_schedule,
    moment,
    the_reminder,
)


async def _get(database: Database, number: int) -> Occurrence:
    found = await database.read(lambda store: store.occurrences.get(number))
    assert found is not None
    return found


async def test_a_planned_moment_is_read_back(database: Database) -> None:
    number = await database.run(lambda store: add_occurrence(store, NOW))

    occurrence = await _get(database, number)

    assert (occurrence.due_at, occurrence.fire_at) == (NOW, NOW)
    assert (occurrence.state, occurrence.round) == (OccurrenceState.PLANNED, 0)
    assert occurrence.key == NOW.isoformat()
    assert await database.read(lambda store: store.occurrences.get(99)) is None


async def test_the_same_moment_is_planned_once(database: Database) -> None:
    def write(store: Store) -> list[int | None]:
        person = add_person(store)
        reminder = add_reminder(store, person)
        return [store.occurrences.plan(reminder, person, moment(NOW)) for _ in range(2)]

    first, second = await database.run(write)

    assert first is not None
    assert second is None


async def test_what_is_due_is_claimed_oldest_first_and_in_batches(database: Database) -> None:
    def write(store: Store) -> list[int]:
        late, now, later, ahead = (
            add_occurrence(store, NOW + minutes * MINUTE) for minutes in (-5, 0, -2, 1)
        )
        assert ahead
        return [late, later, now]

    expected = await database.run(write)

    batch = await database.run(lambda store: store.due.batch(NOW, 2))
    everything = await database.run(lambda store: store.due.batch(NOW, 10))

    assert [_number(one) for one in batch] == expected[:2]
    assert [_number(one) for one in everything] == expected


async def test_what_comes_once_in_one_chat_is_plain(database: Database) -> None:
    number = await database.run(lambda store: add_occurrence(store, NOW))

    (due,) = await database.run(lambda store: store.due.batch(NOW, 10))

    assert isinstance(due, Plain)
    assert (due.occurrence, due.round, due.due_at) == (number, 0, NOW)
    assert (due.title, due.address, due.language) == ("call the dentist", CHAT, "en")


NOT_PLAIN: dict[str, Callable[[Store, Occurrence], object]] = {
    "put off": lambda store, one: store.occurrences.snooze(one.id, NOW),
    "taken back": lambda store, one: _save(store, one, state=ReminderState.CANCELLED),
    "with a rule": lambda store, one: _save(
        store, one, schedule=replace(instant_schedule(), rule="FREQ=DAILY")
    ),
    "of somebody banned": lambda store, one: store.people.set_banned(one.person, NOW),
    "of somebody who chose": lambda store, one: store.people.set_preferences(
        one.person, Preferences(channels=(("reminder", "other"),))
    ),
    "of somebody with another channel": lambda store, one: store.people.link(
        Identity(person=one.person, channel="other", external="x", chat="x")
    ),
}


@pytest.mark.parametrize("what", NOT_PLAIN)
async def test_what_needs_care_is_not_plain(database: Database, what: str) -> None:
    def write(store: Store) -> Occurrence:
        found = store.occurrences.get(add_occurrence(store, NOW))
        assert found is not None
        NOT_PLAIN[what](store, found)
        return found

    occurrence = await database.run(write)

    (due,) = await database.run(lambda store: store.due.batch(NOW, 10))

    assert isinstance(due, Occurrence)
    assert due.id == occurrence.id


def _save(store: Store, occurrence: Occurrence, **changes: Any) -> None:
    store.reminders.save(replace(the_reminder(store, occurrence.reminder), **changes))


def _number(due: Occurrence | Plain) -> int:
    return due.occurrence if isinstance(due, Plain) else due.id


async def test_what_was_handed_on_is_not_claimed_again(database: Database) -> None:
    number = await database.run(lambda store: add_occurrence(store, NOW))

    await database.run(lambda store: store.occurrences.settle(number, OccurrenceState.DUE))

    assert await database.run(lambda store: store.due.batch(NOW, 10)) == []
    assert (await _get(database, number)).state is OccurrenceState.DUE


async def test_the_next_instant_is_the_earliest_that_lies_ahead(database: Database) -> None:
    def write(store: Store) -> None:
        store.occurrences.settle(add_occurrence(store, NOW), OccurrenceState.MISSED)
        add_occurrence(store, NOW + 2 * HOUR)
        add_occurrence(store, NOW + HOUR)

    assert await database.read(lambda store: store.occurrences.next_fire()) is None
    await database.run(write)

    assert await database.read(lambda store: store.occurrences.next_fire()) == NOW + HOUR


async def test_a_missed_moment_is_recorded_and_never_fires(database: Database) -> None:
    def write(store: Store) -> int | None:
        person = add_person(store)
        reminder = add_reminder(store, person)
        return store.occurrences.plan(reminder, person, moment(NOW), state=OccurrenceState.MISSED)

    await database.run(write)

    assert await database.read(lambda store: store.occurrences.next_fire()) is None
    assert await database.read(lambda store: store.occurrences.counts()) == {
        OccurrenceState.MISSED: 1
    }


async def test_a_snoozed_moment_fires_when_it_was_put_off_to(database: Database) -> None:
    def write(store: Store) -> int:
        number = add_occurrence(store, NOW)
        store.occurrences.settle(number, OccurrenceState.SENT)
        store.occurrences.snooze(number, NOW + HOUR)
        return number

    number = await database.run(write)

    occurrence = await _get(database, number)
    assert (occurrence.due_at, occurrence.fire_at) == (NOW, NOW + HOUR)
    assert (occurrence.state, occurrence.round) == (OccurrenceState.SNOOZED, 1)
    assert await database.read(lambda store: store.occurrences.next_fire()) == NOW + HOUR


async def test_another_zone_moves_what_is_planned_and_not_what_is_snoozed(
    database: Database,
) -> None:
    def write(store: Store) -> tuple[int, int]:
        planned, snoozed = add_occurrence(store, NOW), add_occurrence(store, NOW)
        store.occurrences.snooze(snoozed, NOW + HOUR)
        for number in (planned, snoozed):
            store.occurrences.replan(number, NOW + 3 * HOUR)
        return planned, snoozed

    planned, snoozed = await database.run(write)

    assert (await _get(database, planned)).fire_at == NOW + 3 * HOUR
    assert (await _get(database, snoozed)).fire_at == NOW + HOUR


async def test_the_outcome_of_a_delivery_is_recorded(database: Database) -> None:
    number = await database.run(lambda store: add_occurrence(store, NOW))

    await database.run(lambda store: store.occurrences.settle(number, OccurrenceState.DUE))
    await database.run(lambda store: store.occurrences.mark_sent(number, OccurrenceState.SENT, NOW))

    occurrence = await _get(database, number)
    assert (occurrence.state, occurrence.sent_at) == (OccurrenceState.SENT, NOW)


async def test_a_late_outcome_overwrites_neither_done_nor_snoozed(database: Database) -> None:
    def write(store: Store) -> tuple[int, int]:
        done, snoozed = add_occurrence(store, NOW), add_occurrence(store, NOW)
        store.occurrences.acknowledge(done, NOW)
        store.occurrences.snooze(snoozed, NOW + HOUR)
        for number in (done, snoozed):
            store.occurrences.mark_sent(number, OccurrenceState.SENT, NOW)
        return done, snoozed

    done, snoozed = await database.run(write)

    assert (await _get(database, done)).state is OccurrenceState.DONE
    assert (await _get(database, snoozed)).state is OccurrenceState.SNOOZED


async def test_what_was_done_before_its_time_does_not_fire(database: Database) -> None:
    number = await database.run(lambda store: add_occurrence(store, NOW))

    await database.run(lambda store: store.occurrences.acknowledge(number, NOW))

    assert await database.run(lambda store: store.due.batch(NOW + HOUR, 10)) == []


async def test_a_moment_can_be_planned_once_more_as_a_new_round(database: Database) -> None:
    def write(store: Store) -> Occurrence | None:
        number = add_occurrence(store, NOW)
        stored = store.occurrences.get(number)
        assert stored is not None
        store.occurrences.cancel(stored.reminder)
        return store.occurrences.revive(stored.reminder, moment(NOW))

    revived = await database.run(write)

    assert revived is not None
    assert (revived.state, revived.round) == (OccurrenceState.PLANNED, 1)
    assert await database.read(lambda store: store.occurrences.next_fire()) == NOW
    assert await database.run(lambda store: store.occurrences.revive(99, moment(NOW))) is None


async def test_a_reminder_taken_back_takes_back_only_what_is_ahead(database: Database) -> None:
    def write(store: Store) -> tuple[int, list[Occurrence], int]:
        person = add_person(store)
        reminder = add_reminder(store, person)
        sent, planned, snoozed = (
            store.occurrences.plan(reminder, person, moment(NOW + minutes * MINUTE)) or 0
            for minutes in (0, 5, 2)
        )
        store.occurrences.settle(sent, OccurrenceState.SENT)
        store.occurrences.snooze(snoozed, NOW + HOUR)
        ahead = store.occurrences.ahead(reminder)
        assert [occurrence.id for occurrence in ahead] == [planned, snoozed]
        return store.occurrences.cancel(reminder), store.occurrences.ahead(reminder), sent

    cancelled, ahead, sent = await database.run(write)

    assert (cancelled, ahead) == (2, [])
    assert (await _get(database, sent)).state is OccurrenceState.SENT


async def test_what_comes_is_told_with_its_promise(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        add_occurrence(store, NOW + HOUR)
        for minutes in (30, 10, 90):
            add_occurrence(store, NOW + minutes * MINUTE, person=person)
        return person

    person = await database.run(write)

    coming = await database.read(lambda store: store.occurrences.coming(person, NOW + HOUR))
    first = await database.read(lambda store: store.occurrences.coming(person, NOW + HOUR, 1))

    assert [promise.occurrence.due_at - NOW for promise in coming] == [10 * MINUTE, 30 * MINUTE]
    assert (coming[0].title, coming[0].rule) == ("call the dentist", None)
    assert first == coming[:1]


async def test_the_past_tells_what_became_of_every_moment(database: Database) -> None:
    ends = (OccurrenceState.DONE, OccurrenceState.MISSED, OccurrenceState.CANCELLED)

    def write(store: Store) -> int:
        person = add_person(store)
        add_occurrence(store, NOW + HOUR, person=person)
        for minutes, state in enumerate(ends):
            number = add_occurrence(store, NOW + minutes * MINUTE, person=person)
            store.occurrences.settle(number, state)
        return person

    person = await database.run(write)

    past = await database.read(lambda store: store.occurrences.past(person))
    assert [promise.occurrence.state for promise in past] == [
        OccurrenceState.MISSED,
        OccurrenceState.DONE,
    ]


async def test_what_is_open_comes_by_the_time_it_was_sent(database: Database) -> None:
    def write(store: Store) -> tuple[int, list[int]]:
        person = add_person(store)
        due, early, late, done = (add_occurrence(store, NOW, person=person) for _ in range(4))
        for number in (due, early, late, done):
            store.occurrences.settle(number, OccurrenceState.DUE)
        store.occurrences.mark_sent(early, OccurrenceState.SENT, NOW + MINUTE)
        store.occurrences.mark_sent(late, OccurrenceState.UNKNOWN, NOW + 2 * MINUTE)
        store.occurrences.acknowledge(done, NOW)
        return person, [late, early, due]

    person, expected = await database.run(write)

    found = await database.read(lambda store: store.occurrences.unsettled(person))
    assert [promise.occurrence.id for promise in found] == expected
