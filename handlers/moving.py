"""Moving a series: its day or its clock changes, its rule stays."""

import re
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

from domain.schedules import Form, Schedule
from engine.caller import Caller
from engine.grammar.reading import Reading
from engine.recurrence import next_moment, parse
from engine.zones import resolve, zone

_CLOCK_PARTS = re.compile(r";BY(?:HOUR|MINUTE|SECOND)=[0-9,]+", re.IGNORECASE)


def in_elapsed_time(caller: Caller, schedule: Schedule) -> Schedule:
    """Return "every 2 hours" as an instant and steps from it, whatever becomes of the zone.

    A rule that names hours, days or an end follows the clock, and stays as it is.
    """
    if schedule.form is not Form.FLOATING or schedule.rule is None:
        return schedule
    rule = parse(schedule.rule)
    on_the_clock = rule.hours or rule.minutes or rule.weekdays or rule.month_days or rule.months
    if not rule.is_elapsed or on_the_clock or rule.until:
        return schedule
    return replace(schedule, form=Form.INSTANT, start=resolve(schedule.start, caller.zone)[0])


def moved(caller: Caller, old: Schedule, reading: Reading, coming: datetime) -> Schedule | None:
    """Return a series as it is asked to be; None where its rule has no such moment.

    `coming` is the instant at which it comes next. The reading has no rule of its own.
    """
    named = reading.zone if reading.form is Form.ZONED else None
    there = zone(named or old.zone) if named or old.zone else caller.zone
    before = coming.astimezone(there).replace(tzinfo=None)
    wall = _asked(reading, before, spoken=there if named else caller.zone)
    rule = _with_free_clock(old.rule or "") if reading.has_clock else old.rule
    if wall is None or rule is None:
        return None
    says_day = bool(reading.has_day or reading.shift_minutes)
    if not says_day and "COUNT=" in rule and old.form is not Form.INSTANT:
        wall = datetime.combine(old.start.date(), wall.time())  # what has come still counts
    series = _anchored(old, rule, wall, there, named)
    if says_day and not _begins_at_its_start(caller, series):
        return None
    return in_elapsed_time(caller, series)


def _asked(reading: Reading, before: datetime, *, spoken: ZoneInfo) -> datetime | None:
    """Return the wall time that is meant: what was not said is as before."""
    if reading.shift_minutes:
        return before + timedelta(minutes=reading.shift_minutes)
    if reading.at is None:
        return None
    said = reading.at.astimezone(spoken) if isinstance(reading.at, datetime) else reading.at
    day: date = said.date() if isinstance(said, datetime) else said
    clock = said.time() if isinstance(said, datetime) and reading.has_clock else before.time()
    if reading.other_clock is not None and before.date() != day:
        clock = reading.other_clock
    wall = datetime.combine(day if reading.has_day else before.date(), clock)
    return wall.replace(microsecond=0)


def _with_free_clock(text: str) -> str | None:
    """Return a rule that takes its clock from the start; None where it names several."""
    rule = parse(text)
    if max(len(rule.hours), len(rule.minutes), len(rule.seconds)) > 1:
        return None
    return _CLOCK_PARTS.sub("", text)


def _anchored(
    old: Schedule, rule: str, wall: datetime, there: ZoneInfo, named: str | None
) -> Schedule:
    if old.form is Form.INSTANT:
        return replace(old, start=resolve(wall, there)[0], rule=rule)
    if named:
        return Schedule(form=Form.ZONED, start=wall, rule=rule, zone=named)
    return replace(old, start=wall, rule=rule)


def _begins_at_its_start(caller: Caller, series: Schedule) -> bool:
    there = zone(series.zone) if series.zone else caller.zone
    start = series.start if series.start.tzinfo else resolve(series.start, there)[0]
    start = start.astimezone(UTC)
    first = next_moment(series, zone=caller.zone, after=start - timedelta(seconds=1))
    return first is not None and first.due_at == start
