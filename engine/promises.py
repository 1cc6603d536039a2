"""Promises: the next moment of a reminder is stored as soon as the one before is settled."""

from datetime import datetime
from zoneinfo import ZoneInfo

from domain.records import Occurrence, Reminder
from engine.recurrence import next_moment
from storage.store import Store

MOST_TAKEN = 10


def key_of(occurrence: int, rounds: int) -> str:
    """Return the outbox key under which a moment is said in one of its rounds."""
    return f"occurrence:{occurrence}:{rounds}"


def promise_next(
    store: Store, reminder: Reminder, *, zone: ZoneInfo, after: datetime
) -> Occurrence | None:
    """Promise the first moment after an instant that is not promised already.

    None where there is no further one: the series has ended.
    """
    for _ in range(MOST_TAKEN):
        moment = next_moment(reminder.schedule, zone=zone, after=after)
        if moment is None:
            return None
        promised = store.occurrences.promise(reminder.id, reminder.person, moment)
        if promised is not None:
            return promised
        after = moment.due_at
    return None
