"""Rules of whole days and longer: which wall times they name, whatever the zone."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime, time
from functools import lru_cache
from itertools import islice, takewhile

from engine.recurrence.periods import day_sets
from engine.recurrence.rules import Frequency, Rule, WeekdayRule, parse

# Periods in a row without an occurrence after which a rule counts as over. The calendar
# repeats after 400 years; the others are far above the longest wait of a rule that goes on.
_PATIENCE = {
    Frequency.YEARLY: 400,
    Frequency.MONTHLY: 4800,
    Frequency.WEEKLY: 2000,
    Frequency.DAILY: 12_000,
}


@lru_cache(maxsize=8192)
def rule_from(text: str, start: datetime) -> Rule:
    """Return the rule with all that its text leaves to the start filled in (RFC 5545, 3.3.10).

    An hourly rule that names hours comes back as the daily rule of those hours: in elapsed
    time, every second hour would miss 9, 11 and 13 h for as long as summer time lasts.
    """
    rule = _on_named_hours(parse(text), start)
    if rule.is_elapsed:
        return rule
    return replace(
        _with_days(rule, start),
        hours=rule.hours or (start.hour,),
        minutes=rule.minutes or (start.minute,),
        seconds=rule.seconds or (start.second,),
    )


def _on_named_hours(rule: Rule, start: datetime) -> Rule:
    plain = rule.frequency is Frequency.HOURLY and rule.hours and not rule.positions
    hours = tuple(hour for hour in rule.hours if (hour - start.hour) % rule.interval == 0)
    if not plain or not hours or 24 % rule.interval:
        return rule
    return replace(rule, frequency=Frequency.DAILY, interval=1, hours=hours)


def _with_days(rule: Rule, start: datetime) -> Rule:
    if rule.weekdays or rule.month_days or rule.frequency is Frequency.DAILY:
        return rule
    if rule.frequency is Frequency.WEEKLY:
        return replace(rule, weekdays=(WeekdayRule(0, start.weekday()),))
    if rule.frequency is Frequency.YEARLY and not rule.months:
        rule = replace(rule, months=(start.month,))
    return replace(rule, month_days=(start.day,))


def walls_from(rule: Rule, start: datetime, floor: datetime) -> Iterator[datetime]:
    """Yield the wall times not before `start` and `floor`, ascending; COUNT and UNTIL aside.

    `rule` comes from `rule_from`. The cost does not grow with the age of the start.
    """
    floor = max(start, floor)
    times = clock_times(rule.hours, rule.minutes, rule.seconds)
    empty, patience = 0, _PATIENCE[rule.frequency]
    for days in day_sets(rule, start.date(), floor.date()):
        walls = _of_period(days, times, rule.positions)
        empty = 0 if walls else empty + 1
        if empty > patience:
            return
        for wall in walls:
            if wall >= floor:
                yield wall


@lru_cache(maxsize=1024)
def clock_times(
    hours: tuple[int, ...], minutes: tuple[int, ...], seconds: tuple[int, ...]
) -> tuple[time, ...]:
    """Return the times of day that BYHOUR, BYMINUTE and BYSECOND make together."""
    return tuple(time(h, m, s) for h in hours for m in minutes for s in seconds)


def day_positions(positions: tuple[int, ...], times: int) -> tuple[int, ...]:
    """Return the places of whole days that BYSETPOS keeps; () where it keeps parts of a day.

    BYSETPOS counts every time of every day (RFC 5545, 3.3.10): of two times a day, places 1
    and 2 are those of the first day.
    """
    days = {
        (place - 1) // times + 1 if place > 0 else -((-place - 1) // times + 1)
        for place in positions
    }
    return tuple(sorted(days)) if len(days) * times == len(positions) else ()


def _of_period(
    days: list[date], times: tuple[time, ...], positions: tuple[int, ...]
) -> list[datetime]:
    walls = [datetime.combine(day, clock) for day in days for clock in times]
    if not positions:
        return walls
    size = len(walls)
    picked = {place - 1 if place > 0 else size + place for place in positions}
    return [walls[index] for index in sorted(picked) if 0 <= index < size]


@lru_cache(maxsize=8192)
def last_wall(text: str, start: datetime) -> datetime | None:
    """Return the wall time of the last occurrence by COUNT, or None where nothing bounds it.

    Walked once from the start; a COUNT that a century does not exhaust bounds nothing.
    """
    rule = rule_from(text, start)
    if rule.count is None:
        return None
    walked = takewhile(lambda wall: wall.year - start.year <= 100, walls_from(rule, start, start))
    return next(islice(walked, rule.count - 1, None), None)
