"""Reminders: promise, put off, move, acknowledge and take back."""

from dataclasses import replace
from datetime import datetime

from domain.records import Occurrence, Reminder, ReminderState
from domain.schedules import Schedule
from engine.recurrence import next_moment
from engine.tool import Caller
from storage.store import Store


def remind(store: Store, caller: Caller, *, title: str, schedule: Schedule) -> Occurrence | None:
    """Promise to say `title` by a schedule; returns the first moment as it was stored.

    None, and nothing stored, where the schedule has no moment after now.
    """
    moment = next_moment(schedule, zone=caller.zone, after=caller.now)
    if moment is None:
        return None
    reminder = store.reminders.add(
        person=caller.person.id,
        title=title,
        schedule=schedule,
        address=caller.address,
        language=caller.language,
        origin=caller.origin,
        source=caller.source,
        now=caller.now,
    )
    store.journal.created(caller.person.id, caller.source, "reminder", reminder, caller.now)
    number = store.occurrences.plan(reminder, caller.person.id, moment)
    return store.occurrences.get(number) if number is not None else None


def acknowledge(store: Store, caller: Caller, occurrence: Occurrence) -> None:
    """Record that the person has done what was promised to be said."""
    _remember(store, caller, occurrence)
    store.occurrences.acknowledge(occurrence.id, caller.now)


def snooze(store: Store, caller: Caller, occurrence: Occurrence, until: datetime) -> Occurrence:
    """Say it again at an instant, whatever becomes of the person's zone."""
    _remember(store, caller, occurrence)
    store.occurrences.snooze(occurrence.id, until)
    stored = store.occurrences.get(occurrence.id)
    return stored or occurrence


def move(store: Store, caller: Caller, reminder: Reminder, schedule: Schedule) -> Occurrence | None:
    """Give a reminder another schedule; None, and nothing changed, where it has no moment."""
    moment = next_moment(schedule, zone=caller.zone, after=caller.now)
    if moment is None:
        return None
    person, source = caller.person.id, caller.source
    store.journal.changes(person, source, "reminder", reminder.id, caller.now)
    for ahead in store.occurrences.ahead(reminder.id):
        _remember(store, caller, ahead)
    store.occurrences.cancel(reminder.id)
    store.reminders.save(replace(reminder, schedule=schedule, state=ReminderState.ACTIVE))
    number = store.occurrences.plan(reminder.id, person, moment)
    if number is None:  # moved back to a moment that it had before
        before = store.occurrences.at(reminder.id, moment.key)
        if before is not None:
            _remember(store, caller, before)
        return store.occurrences.revive(reminder.id, moment)
    store.journal.created(person, source, "occurrence", number, caller.now)
    return store.occurrences.get(number)


def cancel(store: Store, caller: Caller, reminder: Reminder) -> None:
    """Take a reminder back with all that was still ahead of it."""
    store.journal.changes(caller.person.id, caller.source, "reminder", reminder.id, caller.now)
    for ahead in store.occurrences.ahead(reminder.id):
        _remember(store, caller, ahead)
    store.occurrences.cancel(reminder.id)
    store.reminders.save(replace(reminder, state=ReminderState.CANCELLED))


def _remember(store: Store, caller: Caller, occurrence: Occurrence) -> None:
    store.journal.changes(caller.person.id, caller.source, "occurrence", occurrence.id, caller.now)
