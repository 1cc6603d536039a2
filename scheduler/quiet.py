"""Quiet hours: when something that nobody asked for may be sent."""

from datetime import date, datetime, time, timedelta

from domain.errors import UnknownZone
from domain.people import Person, QuietHours
from engine.zones import resolve, zone

MINUTE = timedelta(minutes=1)


def allowed_from(person: Person, now: datetime) -> datetime:
    """Return the first instant from `now` on that lies outside a person's quiet hours (UTC).

    Reminders, their follow-ups, briefs and replies are asked for, so they never come here.
    """
    if person.quiet is None or not is_quiet(person, now):
        return now
    there = zone(person.zone)
    local = now.astimezone(there)
    day = local.date()
    if local.time() >= person.quiet.end:
        day += timedelta(days=1)
    return resolve(datetime.combine(day, person.quiet.end), there)[0]


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


def is_quiet(person: Person, now: datetime) -> bool:
    """Tell whether it is in a person's quiet hours now; no, where nobody can tell the time."""
    if person.quiet is None:
        return False
    try:
        local = now.astimezone(zone(person.zone))
    except UnknownZone:
        return False
    return person.quiet.covers(local.time())


def length_of(quiet: QuietHours | None) -> timedelta:
    """Return how long quiet hours last on the clock."""
    if quiet is None:
        return timedelta(0)
    start, end = (_since_midnight(clock) for clock in (quiet.start, quiet.end))
    return (end - start) % timedelta(days=1)


def _since_midnight(clock: time) -> timedelta:
    return timedelta(hours=clock.hour, minutes=clock.minute)
