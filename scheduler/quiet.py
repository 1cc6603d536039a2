"""Quiet hours: when something that nobody asked for may be sent."""

from datetime import datetime, timedelta

from domain.errors import UnknownZone
from domain.people import Person
from engine.zones import resolve, zone


def allowed_from(person: Person, now: datetime) -> datetime:
    """Return the first instant from `now` on that lies outside a person's quiet hours (UTC).

    Reminders and replies are asked for, so they never come here.
    """
    if person.quiet is None:
        return now
    try:
        local = now.astimezone(zone(person.zone))
    except UnknownZone:  # nobody can tell what time it is there
        return now
    if not person.quiet.covers(local.time()):
        return now
    day = local.date()
    if local.time() >= person.quiet.end:
        day += timedelta(days=1)
    return resolve(datetime.combine(day, person.quiet.end), zone(person.zone))[0]
