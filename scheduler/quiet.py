"""Quiet hours: when something that nobody asked for may be sent."""

from datetime import date, datetime, time, timedelta

from domain.people import Person, QuietHours
from engine.quiet import allowed_from, is_quiet
from engine.zones import resolve, zone

__all__ = ["allowed_from", "is_quiet", "length_of", "told_at"]

MINUTE = timedelta(minutes=1)


def told_at(person: Person, at: datetime, until: datetime) -> datetime:
    """Return when something that is meant for `at` is told, and no later than `until` (UTC).

    Quiet hours move it to their end; where that is too late, to the minute before they begin.
    """
    if person.quiet is None or not is_quiet(person, at):
        return at
    after = allowed_from(person, at)
    if after < until:
        return after
    there = zone(person.zone)
    local = at.astimezone(there)
    day: date = local.date()
    if local.time() < person.quiet.start:
        day -= timedelta(days=1)
    return resolve(datetime.combine(day, person.quiet.start), there)[0] - MINUTE


def length_of(quiet: QuietHours | None) -> timedelta:
    """Return how long quiet hours last on the clock."""
    if quiet is None:
        return timedelta(0)
    start, end = (_since_midnight(clock) for clock in (quiet.start, quiet.end))
    return (end - start) % timedelta(days=1)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
