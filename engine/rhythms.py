"""Rhythms: when the briefs that a person asked for come next."""

from datetime import datetime, time, timedelta

from domain.people import Person
from engine.zones import resolve, zone
from storage.store import Store

MORNING, EVENING, WEEKLY = "morning", "evening", "weekly"
KINDS = (MORNING, EVENING, WEEKLY)
_DAYS = 9
"""Days looked at for the next one: a week, and what a clock change may swallow."""


def plan(store: Store, person: Person, now: datetime) -> None:
    """Store when each brief of a person comes next after `now`, on their clock.

    To be called wherever times of briefs, or the zone, of a person have changed.
    """
    for kind in KINDS:
        fire_at = next_moment(person, kind, now)
        if fire_at is None:
            store.rhythms.drop(person.id, kind)
        else:
            store.rhythms.set(person.id, kind, fire_at)


def next_moment(person: Person, kind: str, now: datetime) -> datetime | None:
    """Return the first instant (UTC) after `now` of a kind of brief; None: it is not wanted.

    An hour that the clock skips falls as much later; of one that comes twice, the first counts.
    """
    clock = clock_of(person, kind)
    if clock is None:
        return None
    there = zone(person.zone)
    today = now.astimezone(there).date()
    for ahead in range(_DAYS):
        day = today + timedelta(days=ahead)
        if kind == WEEKLY and day.weekday() != person.preferences.weekly_day:
            continue
        instant = resolve(datetime.combine(day, clock), there)[0]
        if instant > now:
            return instant
    return None


def clock_of(person: Person, kind: str) -> time | None:
    """Return the time of day that a person chose for a kind of brief, or None."""
    chosen = person.preferences
    return {MORNING: chosen.morning, EVENING: chosen.evening, WEEKLY: chosen.weekly}[kind]
