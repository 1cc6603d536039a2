"""Quiet hours: whether it is quiet at somebody's, and from when on it is not."""

from datetime import datetime, timedelta

from domain.errors import UnknownZone
from domain.people import Person
from engine.zones import resolve, zone


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


def is_quiet(person: Person, now: datetime) -> bool:
    """Tell whether it is in a person's quiet hours now; no, where nobody can tell the time."""
    if person.quiet is None:
        return False
    try:
        local = now.astimezone(zone(person.zone))
    except UnknownZone:
        return False
    return person.quiet.covers(local.time())
