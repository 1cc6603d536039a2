"""Turns a recurrence into its rule and its first moment."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from engine.grammar import recurring
from engine.grammar.context import Context, Resolved
from engine.grammar.days import add, end_of
from engine.grammar.publicdays import holidays_from
from engine.grammar.reading import Grain
from engine.grammar.values import Clock, Every, Impossible, Part, When
from engine.grammar.walls import (
    at_wall,
    end_of_time,
    guided_by_end,
    next_of_both,
    on_another_day,
    wall_time,
    with_part,
)

Single = Callable[[When, Context, int | None], Resolved]
"""How a time without a rule is resolved."""


def repeating(when: When, every: Every, context: Context, single: Single) -> Resolved:
    """Return the rule of a recurrence (RFC 5545) and its first moment after now."""
    every, start = recurring.complete(_left(every, when), when, context.today)
    hours: tuple[int, ...] = ()
    if every.frequency in ("HOURLY", "MINUTELY"):
        if when.clock is None or when.end_clock is None or every.frequency != "HOURLY":
            return _rolling(
                when, every, start.find(context.today) if start else None, context, single
            )
        hours = recurring.hours_between(every, when.clock, when.end_clock)
        when = replace(when, end_clock=None)
        every = Every(frequency="DAILY")
    walls = _walls(when, context)
    if when.before is not None and not when.before.seconds and when.before.days:
        every = _earlier(every, when.before.days)
    if when.before is not None and when.before.seconds and walls:
        every, walls = _sooner(every, walls, when.before.seconds)
    if hours:
        walls = [(0, time(hour, when.clock.minute if when.clock else 0)) for hour in hours]
    first = start.find(context.today) if start else context.today
    first = max(first, context.today)
    exceptions = _left_out(when, context)
    at = _first_moment(every, walls, first, context, exceptions)
    hours = tuple(sorted(wall.hour for _, wall in walls)) if len(walls) > 1 else ()
    rule = _rule(when, every, hours, context)
    ask = "rule_skips" if recurring.skips(every) else None
    if every.times_a_period and len(walls) < every.times_a_period:
        ask = "time"
    end = end_of_time(when, at, context)
    grain = when.clock.grain if when.clock else Grain.HOUR if when.part else Grain.DAY
    return Resolved(at=at, end=end, grain=grain, rrule=rule, exceptions=exceptions, ask=ask)


def _left(every: Every, when: When) -> Every:
    """Return what an exception leaves of a recurrence."""
    left = recurring.without(every, when.without) if when.without else every
    if left is None:
        raise Impossible
    return left


def _walls(when: When, context: Context) -> list[tuple[int, time]]:
    """Return the times of the day of a rule as (days to add, wall time)."""
    if when.clocks or when.clock is not None:
        clocks = when.clocks or ((when.clock,) if when.clock else ())
        clocks = tuple(guided_by_end(clock, when.end_clock) for clock in clocks)
        if any(clock.hour > 12 for clock in clocks):  # "at 6 and at 22": both by 24 hours
            clocks = tuple(replace(clock, bare=False) for clock in clocks)
        return [
            (0, on_another_day(clock))
            if clock.bare and when.part is None
            else with_part(clock, when.part)
            for clock in clocks
        ]
    if when.part is Part.MIDNIGHT:
        return [(1, time(0))]
    if when.part is not None:
        return [(0, context.part(when.part))]
    return [(0, time(context.preferences.day_hour))]


def _left_out(when: When, context: Context) -> tuple[date, ...]:
    """Return the dates that a recurrence leaves out: those named, and two years of holidays."""
    if when.without is None:
        return ()
    days = {context.day(one) for one in when.without.days}
    country = context.countries.named
    if when.without.holidays and country is not None:
        days.update(holidays_from(context.today, country))
    return tuple(sorted(days))


def _first_moment(
    every: Every,
    walls: list[tuple[int, time]],
    start: date,
    context: Context,
    exceptions: tuple[date, ...],
) -> datetime:
    def moments(day: date) -> list[datetime]:
        if day in exceptions:
            return []
        found = [at_wall(day + timedelta(days=shift), wall, context) for shift, wall in walls]
        return sorted(at for at in found if at > context.now)

    return moments(recurring.first_day(every, start, lambda day: bool(moments(day))))[0]


def _rolling(
    when: When, every: Every, start: date | None, context: Context, single: Single
) -> Resolved:
    """Resolve a rule of hours or minutes: from a named start, or one interval from now."""
    step = timedelta(seconds=every.interval * (3600 if every.frequency == "HOURLY" else 60))
    at = (context.now.astimezone(UTC) + step).astimezone(context.zone)
    if when.clock is not None or start is not None:
        named = replace(when, every=None, start=None, until=None, day=when.start or when.day)
        found = single(replace(named, length=None), context, context.preferences.day_hour)
        if isinstance(found.at, datetime):
            at = found.at
    return Resolved(at=at, grain=Grain.MINUTE, rrule=_rule(when, every, (), context))


def _rule(when: When, every: Every, hours: tuple[int, ...], context: Context) -> str:
    until = None
    if when.until is not None:
        until = end_of(context.day(when.until), when.until.grain)
    count = when.count
    if count is None and when.length is not None and until is None:
        count = recurring.count_within(every, when.length, len(hours))
    if count is None and until is None and when.length is not None and when.length.grain.is_days:
        until = add(context.today, when.length)
    if when.until_clock is not None:
        until = until or context.today
        shift, wall = (
            wall_time(when.until_clock)
            if not when.until_clock.bare
            else (0, _later_wall(when.until_clock, context))
        )
        return recurring.text(every, hours, count, until + timedelta(days=shift), wall)
    return recurring.text(every, hours, count, until)


def _later_wall(clock: Clock, context: Context) -> time:
    return next_of_both(clock, context.today, context, has_day=True).time()


def _sooner(
    every: Every, walls: list[tuple[int, time]], seconds: int
) -> tuple[Every, list[tuple[int, time]]]:
    """Move the times of a rule earlier, and its days where that crosses midnight."""
    moved: list[tuple[int, time]] = []
    back = 0
    for shift, wall in walls:
        at = datetime.combine(date(2000, 1, 10), wall) - timedelta(seconds=seconds)
        back = max(back, 10 - at.day)
        moved.append((shift, at.time()))
    return (_earlier(every, back) if back else every), moved


def _earlier(every: Every, days: int) -> Every:
    """Move a rule some days earlier, where its days allow it: "the night before"."""
    if every.weekdays and every.frequency == "WEEKLY":
        moved = tuple(sorted(((number - days) % 7, nth) for number, nth in every.weekdays))
        return replace(every, weekdays=moved)
    if every.month_days == (days,) == (1,):
        return replace(every, month_days=(-1,))
    if every.month_days and min(every.month_days) > days:
        return replace(every, month_days=tuple(day - days for day in every.month_days))
    return every
