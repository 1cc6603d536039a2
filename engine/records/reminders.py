"""Reminders: promise, put off, move, acknowledge and take back."""

from dataclasses import replace
from datetime import datetime

from domain.records import Occurrence, OccurrenceState, Reminder, ReminderState
from domain.schedules import Moment, Schedule
from engine.caller import Caller
from engine.promises import promise_next
from engine.records.closing import close_elsewhere
from engine.recurrence import next_moment
from storage.store import Store

INSIST_MINUTES = 10
"""How often a reminder that is to insist is said again."""


def remind(
    store: Store, caller: Caller, *, title: str, schedule: Schedule, insist: bool = False
) -> Occurrence | None:
    """Promise to say `title` by a schedule; returns the first moment as it was stored.

    `insist`: it is said again until it is acknowledged. None, and nothing stored, where the
    schedule has no moment after now.
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
        insist_minutes=INSIST_MINUTES if insist else None,
    )
    store.journal.created(caller.person.id, caller.source, "reminder", reminder, caller.now)
    number = store.occurrences.plan(reminder, caller.person.id, moment)
    return store.occurrences.get(number) if number is not None else None


def acknowledge(store: Store, caller: Caller, occurrence: Occurrence) -> None:
    """Record that the person has done what was promised to be said."""
    _remember(store, caller, occurrence)
    store.occurrences.acknowledge(occurrence.id, caller.now)
    close_elsewhere(store, caller, occurrence, "done")


def snooze(store: Store, caller: Caller, occurrence: Occurrence, until: datetime) -> Occurrence:
    """Say it again at an instant, whatever becomes of the person's zone.

    Where it had not come yet, the one after it is promised now: a series goes on.
    """
    _remember(store, caller, occurrence)
    if occurrence.state is OccurrenceState.PLANNED:
        _plan_following(store, caller, occurrence)
    store.occurrences.snooze(occurrence.id, until)
    close_elsewhere(store, caller, occurrence, "snoozed")
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
    return _promise(store, caller, reminder.id, moment)


def cancel(store: Store, caller: Caller, reminder: Reminder) -> None:
    """Take a reminder back with all that was still ahead of it."""
    store.journal.changes(caller.person.id, caller.source, "reminder", reminder.id, caller.now)
    for ahead in store.occurrences.ahead(reminder.id):
        _remember(store, caller, ahead)
    store.occurrences.cancel(reminder.id)
    store.reminders.save(replace(reminder, state=ReminderState.CANCELLED))


def rename(store: Store, caller: Caller, reminder: Reminder, title: str) -> None:
    """Give a reminder other words."""
    store.journal.changes(caller.person.id, caller.source, "reminder", reminder.id, caller.now)
    store.reminders.save(replace(reminder, title=title))


def settle(store: Store, caller: Caller, number: int) -> None:
    """Make what is planned of a reminder agree with its schedule and the person's zone.

    What has come but is not sent yet stays, and so does what was put off.
    """
    reminder = store.reminders.get(number)
    if reminder is None or reminder.state is not ReminderState.ACTIVE:
        return
    planned = [one for one in store.occurrences.ahead(number) if one.snoozed_until is None]
    if any(one.due_at <= caller.now for one in planned):
        return
    moment = next_moment(reminder.schedule, zone=caller.zone, after=caller.now)
    stands = False
    for one in planned:
        if moment is not None and (one.key, one.due_at) == (moment.key, moment.due_at):
            stands = True
        else:
            store.occurrences.settle(one.id, OccurrenceState.CANCELLED)
    if not stands:
        promise_next(store, reminder, zone=caller.zone, after=caller.now)


def _plan_following(store: Store, caller: Caller, occurrence: Occurrence) -> None:
    reminder = store.reminders.get(occurrence.reminder)
    if reminder is None or reminder.schedule.rule is None:
        return
    after = max(caller.now, occurrence.due_at)
    moment = next_moment(reminder.schedule, zone=caller.zone, after=after)
    if moment is not None:
        _promise(store, caller, reminder.id, moment)


def _promise(store: Store, caller: Caller, reminder: int, moment: Moment) -> Occurrence | None:
    """Promise a moment so that it can be undone."""
    person, source = caller.person.id, caller.source
    before = store.occurrences.at(reminder, moment.key)
    if before is not None:
        _remember(store, caller, before)
    promised = store.occurrences.promise(reminder, person, moment)
    if promised is not None and before is None:
        store.journal.created(person, source, "occurrence", promised.id, caller.now)
    return promised


def _remember(store: Store, caller: Caller, occurrence: Occurrence) -> None:
    store.journal.changes(caller.person.id, caller.source, "occurrence", occurrence.id, caller.now)
