"""How long events last: until a time on the clock, or for so much elapsed time."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.records import Event
from domain.schedules import Form, Schedule
from engine.zones import resolve, zone


def length_between(schedule: Schedule, start: datetime, end: datetime) -> timedelta:
    """Return the length of an event from one aware moment to a later one.

    On a clock it is what the clock shows, so that a party until 2:30 ends at 2:30 in the night
    in which the clocks go back; of an instant it is the elapsed time.
    """
    if schedule.form is Form.INSTANT:
        return end.astimezone(UTC) - start.astimezone(UTC)
    there = start.tzinfo
    return end.astimezone(there).replace(tzinfo=None) - start.replace(tzinfo=None)


def end_of(event: Event, start: datetime, here: ZoneInfo) -> datetime:
    """Return the instant (UTC) at which a moment of an event ends; `here` is the person's zone."""
    length = event.length or timedelta(0)
    if event.schedule.form is Form.INSTANT:
        return start + length
    there = zone(event.schedule.zone) if event.schedule.zone else here
    wall = start.astimezone(there).replace(tzinfo=None) + length
    end = resolve(wall, there)[0]
    return end if end >= start else start + length  # it begins in an hour that comes twice
