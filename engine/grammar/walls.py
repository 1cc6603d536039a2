"""Wall times: what a time of the day or a part of it means on a day."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.schedules import Shift
from engine.grammar.context import Context
from engine.grammar.days import add
from engine.grammar.values import Clock, Impossible, Part, When
from engine.zones import resolve as wall_in

_WAKING = range(7, 23)


def guided_by_end(clock: Clock, end: Clock | None) -> Clock:
    """Let the end of a span decide its beginning: "1 to 3 pm", "das 7 às 20h30"."""
    if end is None or end.bare or not clock.bare:
        return clock
    hour = clock.hour % 12
    later = hour + 12
    if (later, clock.minute) < (end.hour, end.minute) and end.hour - later < 6:
        hour = later
    return replace(clock, hour=hour, bare=False)


def next_of_both(clock: Clock, day: date, context: Context, *, has_day: bool) -> datetime:
    """Return the next of a bare hour and twelve hours later, within the waking hours."""
    hours = (clock.hour % 12, clock.hour % 12 + 12)
    for shift in (0,) if has_day else (0, 1):
        for hour in hours:
            at = at_wall(day + timedelta(days=shift), time(hour, clock.minute), context)
            if hour in _WAKING and at > context.now:
                return at
    return at_wall(day, time(hours[1], clock.minute), context)


def on_another_day(clock: Clock) -> time:
    """Return what a bare hour means on a day other than today: 7 to 11, noon, 1 to 6 pm."""
    if not clock.bare:
        return wall_time(clock)[1]
    hour = clock.hour % 12
    return time(hour if hour >= 7 else hour + 12, clock.minute)


def wall_time(clock: Clock) -> tuple[int, time]:
    """Return (days to add, wall time); 24:00 is the following midnight."""
    if clock.hour == 24 and clock.minute == 0:
        return 1, time(0)
    if clock.hour > 23:
        raise Impossible
    return 0, time(clock.hour, clock.minute, clock.second)


def with_part(clock: Clock, part: Part | None) -> tuple[int, time]:
    """Return (days to add, wall time) of a time in a part of the day: "8 da noite" is 20:00."""
    shift, wall = wall_time(clock)
    if part is None or clock.hour > 12 or not (clock.bare or clock.hour):
        return shift, wall
    hour = clock.hour % 12
    if part in (Part.AFTERNOON, Part.LUNCH, Part.END_OF_DAY):
        hour += 12
    elif part in (Part.EVENING, Part.NIGHT, Part.MIDNIGHT):
        if clock.hour == 12:
            return 1, time(0, clock.minute)
        if hour < 4 and not clock.bare:
            return 0, wall
        if hour < 4 and part is Part.NIGHT and hour:
            return 1, time(hour, clock.minute)
        hour += 12
    elif part is Part.NOON:
        hour = 12 if clock.hour == 12 else hour
    return 0, time(hour, clock.minute, clock.second)


def at_part(day: date, part: Part, context: Context) -> datetime:
    """Return the moment that a part of the day stands for; midnight is that after the day."""
    if part is Part.MIDNIGHT:
        return at_wall(day + timedelta(days=1), time(0), context)
    return at_wall(day, context.part(part), context)


def end_of_time(when: When, at: datetime, context: Context) -> datetime | date | None:
    """Return the end that was said: a clock, or a length from the beginning."""
    if when.end_clock is not None:
        return _end_clock(when, when.end_clock, at, context)
    rolls = when.every is not None and when.every.frequency in ("HOURLY", "MINUTELY")
    if when.length is not None and (when.every is None or (when.length.seconds and not rolls)):
        if when.length.seconds:
            end = at.astimezone(UTC) + timedelta(seconds=when.length.seconds)
            return end.astimezone(context.zone)
        if when.length.days:
            return add(at.date(), replace(when.length, days=when.length.days - 1))
    return None


def _end_clock(when: When, clock: Clock, at: datetime, context: Context) -> datetime:
    _, wall = with_part(clock, when.part) if when.part is not Part.MIDNIGHT else wall_time(clock)
    if clock.bare and when.part is None:
        hour = wall.hour % 12
        first = (at.hour, at.minute)
        wall = wall.replace(hour=hour if (hour, wall.minute) > first else (hour + 12) % 24)
    day = at.date() if wall > at.time() else at.date() + timedelta(days=1)
    return at_wall(day, wall, context)


def at_wall(day: date, wall: time, context: Context) -> datetime:
    """Return a wall time in the zone, which the clocks may skip that day (see `existing`)."""
    return datetime.combine(day, wall, tzinfo=context.zone)


def existing(at: datetime, zone: ZoneInfo) -> tuple[datetime, Shift | None]:
    """Return the moment of a wall time, and why it is not what the clock plainly says."""
    if at.fold:
        return at, None
    instant, shift = wall_in(at.replace(tzinfo=None), zone)
    return instant.astimezone(zone), shift
