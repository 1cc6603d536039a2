from domain.records import OccurrenceState
from storage.database import Database
from storage.occurrences import OccurrencesChanged
from storage.store import Store
from tests.contracts.records import (
    HOUR,
    NOW,
    add_occurrence,
    add_person,
    add_reminder,
    moment,
)


async def test_a_change_of_what_comes_next_is_told_to_the_clock(database: Database) -> None:
    signals: list[object] = []
    database.on_commit(signals.extend)

    number = await database.run(lambda store: add_occurrence(store, NOW))
    await database.run(lambda store: store.occurrences.snooze(number, NOW + HOUR))
    await database.run(lambda store: store.occurrences.settle(number, OccurrenceState.DUE))

    assert signals == [OccurrencesChanged(at=NOW), OccurrencesChanged(at=NOW + HOUR)]


async def test_moments_go_with_the_reminder_that_is_erased(database: Database) -> None:
    def write(store: Store) -> tuple[int, int]:
        person = add_person(store)
        reminder = add_reminder(store, person)
        store.journal.created(person, 1, "reminder", reminder, NOW)
        number = store.occurrences.plan(reminder, person, moment(NOW)) or 0
        return person, number

    person, number = await database.run(write)
    await database.run(lambda store: store.journal.undo(person, 1, since=NOW, now=NOW))

    assert await database.read(lambda store: store.occurrences.get(number)) is None
