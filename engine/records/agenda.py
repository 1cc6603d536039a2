"""What will be said on some days: promised moments, and those that a rule has still to promise."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.records import Reminder
from engine.caller import Caller
from engine.recurrence import moments_between
from storage.occurrences import Promise
from storage.store import Store

MOST_OF_A_SERIES = 12
"""Moments of one series on a page: what comes every hour would hide all else."""


def promised(store: Store, caller: Caller, start: datetime, end: datetime) -> list[Promise]:
    """Return the promises that fall from `start` to before `end`."""
    coming = store.occurrences.coming(caller.person.id, end)
    return [one for one in coming if one.occurrence.fire_at >= start]


def to_come(
    store: Store, caller: Caller, start: datetime, end: datetime
) -> Iterator[tuple[datetime, Reminder]]:
    """Yield the moments of series that are not promised one by one yet: only the next one is."""
    for reminder in store.reminders.active(caller.person.id):
        if reminder.schedule.rule is None:
            continue
        ahead = store.occurrences.ahead(reminder.id)
        after = max((one.due_at for one in ahead), default=caller.now)
        moments = moments_between(
            reminder.schedule,
            zone=caller.zone,
            after=max(after, start - timedelta(microseconds=1)),
            until=end - timedelta(microseconds=1),
            limit=MOST_OF_A_SERIES,
        )
        for moment in moments:
            yield moment.due_at, reminder
