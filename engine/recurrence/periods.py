"""Which days a rule means, period by period, starting at any day without walking to it."""

from calendar import monthrange
from collections.abc import Iterator
from datetime import MAXYEAR, date

from engine.recurrence.rules import Frequency, Rule, WeekdayRule

_LAST_ORDINAL = date.max.toordinal()


def day_sets(rule: Rule, start: date, floor: date) -> Iterator[list[date]]:
    """Yield the days of each period from the one that holds `floor` on, ascending.

    Periods are counted from `start` by INTERVAL; the set of a period may be empty, and may
    begin before `floor`. `rule` names its days: defaults from the start are filled in.
    """
    if rule.frequency is Frequency.YEARLY:
        return _yearly(rule, start, floor)
    if rule.frequency is Frequency.MONTHLY:
        return _monthly(rule, start, floor)
    if rule.frequency is Frequency.WEEKLY:
        return _weekly(rule, start, floor)
    return _daily(rule, start, floor)


def in_phase(first: int, target: int, interval: int) -> int:
    """Return the last of first, first + interval, … that is not past `target`, or `first`."""
    return first + max(0, (target - first) // interval) * interval


def _yearly(rule: Rule, start: date, floor: date) -> Iterator[list[date]]:
    of_the_year = not rule.months and any(weekday.ordinal for weekday in rule.weekdays)
    months = rule.months or range(1, 13)
    for year in range(in_phase(start.year, floor.year, rule.interval), MAXYEAR + 1, rule.interval):
        if of_the_year:
            yield _ordinals_of_year(rule, year)
        else:
            yield [date(year, month, day) for month in months for day in _days(rule, year, month)]


def _monthly(rule: Rule, start: date, floor: date) -> Iterator[list[date]]:
    first = in_phase(_month_index(start), _month_index(floor), rule.interval)
    for index in range(first, (MAXYEAR + 1) * 12, rule.interval):
        year, month = index // 12, index % 12 + 1
        if rule.months and month not in rule.months:
            yield []
        else:
            yield [date(year, month, day) for day in _days(rule, year, month)]


def _month_index(day: date) -> int:
    return day.year * 12 + day.month - 1


def _weekly(rule: Rule, start: date, floor: date) -> Iterator[list[date]]:
    offsets = sorted((weekday.day - rule.week_start) % 7 for weekday in rule.weekdays)
    week = start.toordinal() - (start.weekday() - rule.week_start) % 7
    step = rule.interval * 7
    for first in range(in_phase(week, floor.toordinal(), step), _LAST_ORDINAL + 1, step):
        days = [
            date.fromordinal(first + offset)
            for offset in offsets
            if first + offset <= _LAST_ORDINAL
        ]
        yield [day for day in days if day.month in rule.months] if rule.months else days


def _daily(rule: Rule, start: date, floor: date) -> Iterator[list[date]]:
    first, interval = start.toordinal(), rule.interval
    ordinal = in_phase(first, floor.toordinal(), interval)
    while ordinal <= _LAST_ORDINAL:
        day = date.fromordinal(ordinal)
        yield [day] if is_day(rule, day) else []
        following = ordinal + interval
        if rule.months and day.month not in rule.months:
            # The month has nothing: go on in the next one, in phase.
            end = ordinal - day.day + monthrange(day.year, day.month)[1]
            following = max(following, in_phase(first, end, interval) + interval)
        ordinal = following


def is_day(rule: Rule, day: date) -> bool:
    """Tell whether the parts that limit days (BYMONTH, BYMONTHDAY, BYDAY) let this day pass."""
    if rule.months and day.month not in rule.months:
        return False
    if rule.weekdays and WeekdayRule(0, day.weekday()) not in rule.weekdays:
        return False
    return not rule.month_days or is_day_of_month(rule, day)


def _days(rule: Rule, year: int, month: int) -> list[int]:
    first_weekday, length = monthrange(year, month)
    if not rule.month_days:
        return sorted(_weekdays_of_span(rule.weekdays, first_weekday, length))
    named = {day if day > 0 else length + 1 + day for day in rule.month_days if abs(day) <= length}
    if rule.weekdays:
        named &= _weekdays_of_span(rule.weekdays, first_weekday, length)
    return sorted(named)


def _ordinals_of_year(rule: Rule, year: int) -> list[date]:
    first = date(year, 1, 1)
    length = date(year, 12, 31).toordinal() - first.toordinal() + 1
    numbers = sorted(_weekdays_of_span(rule.weekdays, first.weekday(), length))
    days = [date.fromordinal(first.toordinal() + number - 1) for number in numbers]
    return [day for day in days if is_day_of_month(rule, day)] if rule.month_days else days


def is_day_of_month(rule: Rule, day: date) -> bool:
    """Tell whether BYMONTHDAY names this day, counted from either end of its month."""
    length = monthrange(day.year, day.month)[1]
    return day.day in rule.month_days or day.day - length - 1 in rule.month_days


def _weekdays_of_span(
    weekdays: tuple[WeekdayRule, ...], first_weekday: int, length: int
) -> set[int]:
    """Return the day numbers, from 1 to `length`, that BYDAY names in a month or a year."""
    named: set[int] = set()
    for ordinal, weekday in weekdays:
        days = range(1 + (weekday - first_weekday) % 7, length + 1, 7)
        if not ordinal:
            named.update(days)
        elif abs(ordinal) <= len(days):
            named.add(days[ordinal - 1 if ordinal > 0 else ordinal])
    return named
