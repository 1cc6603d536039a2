"""Turns what was said about a time into moments, by the written conventions.

The conventions: a bare hour on another day is 7-11 in the morning, noon, or 1-6 in the
afternoon; today it is the next of both within 07:00-22:59; a time already past without a day
is tomorrow's; hours and minutes elapse through UTC, days and months keep the wall time.
"""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from domain.schedules import Form
from engine.grammar.context import Context, Resolved
from engine.grammar.days import add, end_of
from engine.grammar.reading import Grain
from engine.grammar.repeating import repeating
from engine.grammar.values import Impossible, Length, Part, When
from engine.grammar.walls import (
    at_part,
    at_wall,
    end_of_time,
    existing,
    guided_by_end,
    next_of_both,
    on_another_day,
    with_part,
)
from engine.zones import zone as zone_named


def resolve(when: When, context: Context, *, day_hour: int | None = None) -> Resolved:
    """Return the moments of a time; with `day_hour` a day without a time gets that hour."""
    if when.day and when.day.other_order and not context.is_month_first:
        when = replace(when, day=when.day.other_order)
    try:
        found = _resolve(when, context, day_hour)
        return found if when.zone is not None else _existing(found, context)
    except (Impossible, OverflowError, ValueError):
        return Resolved(at=None, ask="time_impossible")


def _resolve(when: When, context: Context, day_hour: int | None) -> Resolved:
    if when.zone is not None:
        return _in_its_zone(when, context, day_hour)
    if when.every is not None:
        return repeating(when, when.every, context, _single)
    if when.is_now and when.elapsed is None:
        return Resolved(at=context.now, grain=Grain.SECOND, form=Form.INSTANT)
    if when.before is not None:
        return _before(when, when.before, context, day_hour)
    if when.elapsed is not None:
        return _elapsed(when, when.elapsed, context)
    return _single(when, context, day_hour)


def _existing(found: Resolved, context: Context) -> Resolved:
    """Move what the clocks skip to what they show then; rules that elapse skip nothing."""
    if not isinstance(found.at, datetime) or found.form is Form.INSTANT:
        return found
    at, shift = existing(found.at, context.zone)
    end = found.end
    if isinstance(end, datetime):
        end, _ = existing(end, context.zone)
    elapses = found.rrule is not None and found.rrule.startswith(("FREQ=HOURLY", "FREQ=MINUTELY"))
    return replace(found, at=at, end=end, shift=None if elapses else shift)


def _in_its_zone(when: When, context: Context, day_hour: int | None) -> Resolved:
    assert when.zone is not None
    there = zone_named(when.zone)
    abroad = Context(now=context.now.astimezone(there), zone=there, preferences=context.preferences)
    found = _existing(_resolve(replace(when, zone=None), abroad, day_hour), abroad)
    home = {
        name: moment.astimezone(context.zone)
        for name, moment in (("at", found.at), ("end", found.end))
        if isinstance(moment, datetime)
    }
    return replace(found, form=Form.ZONED, zone=when.zone, **home)  # type: ignore[arg-type]


def _before(when: When, offset: Length, context: Context, day_hour: int | None) -> Resolved:
    base = _resolve(replace(when, before=None), context, day_hour)
    if base.at is None or base.rrule:
        return base
    if offset.seconds:
        at = base.at if isinstance(base.at, datetime) else at_wall(base.at, time(9), context)
        earlier = at.astimezone(UTC) - timedelta(seconds=offset.seconds)
        return Resolved(at=earlier.astimezone(context.zone), grain=Grain.MINUTE)
    if isinstance(base.at, datetime):
        day = add(base.at.date(), offset, -1)
        return Resolved(at=at_wall(day, base.at.time(), context), grain=base.grain)
    return Resolved(at=add(base.at, offset, -1), grain=Grain.DAY)


def _elapsed(when: When, amount: Length, context: Context) -> Resolved:
    now = context.now
    if amount.months or amount.days or amount.business_days:
        day = add(now.date(), replace(amount, seconds=0), country=context.countries.closed)
        if when.clock is not None or when.part is not None:
            return _on_day(when, day, context, has_day=True)
        wall = now.time().replace(second=0, microsecond=0)
        at = at_wall(day, wall, context) + timedelta(seconds=amount.seconds)
        return Resolved(at=at, grain=amount.grain)
    at = now.astimezone(UTC) + timedelta(seconds=amount.seconds)
    return Resolved(at=at.astimezone(context.zone), grain=Grain.MINUTE, form=Form.INSTANT)


def _single(when: When, context: Context, day_hour: int | None) -> Resolved:
    if when.day is None:
        if when.clock is None and when.part is None:
            return Resolved(at=None)
        return _on_day(when, context.today, context, has_day=False)
    day = context.day(when.day)
    if when.clock is not None or when.part is not None:
        return _on_day(when, day, context, has_day=True)
    last = when.last_day or when.day
    ask = "time_past" if _last_of(when, context) < context.today else None
    end = None
    if when.last_day is not None or when.day.last is not None:
        end = last.last(context.today) if last.last else _later(last.find(context.today), day)
    if day_hour is not None and when.day.grain is Grain.DAY:
        return _at_hour(day, day_hour, end, ask, context)
    return Resolved(at=day, end=end, grain=when.day.grain, ask=ask)


def _at_hour(day: date, hour: int, end: date | None, ask: str | None, context: Context) -> Resolved:
    at = at_wall(day, time(hour), context)
    if day == context.today and at <= context.now:
        at = (context.now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return Resolved(at=at, end=end, grain=Grain.DAY, ask=ask)


def _later(last: date, first: date) -> date:
    return last if last >= first else last.replace(year=last.year + 1)


def _last_of(when: When, context: Context) -> date:
    assert when.day is not None
    return end_of(context.day(when.day), when.day.grain)


def _on_day(when: When, day: date, context: Context, *, has_day: bool) -> Resolved:
    is_today = day == context.today
    clock = when.clock
    if clock is None:
        assert when.part is not None
        at = at_part(day, when.part, context)
        grain = Grain.HOUR
    elif clock.bare and when.part is None:
        guided = guided_by_end(clock, when.end_clock)
        at = (
            at_wall(day, on_another_day(guided), context)
            if (has_day and not is_today) or not guided.bare
            else next_of_both(clock, day, context, has_day=has_day)
        )
        grain = clock.grain
    else:
        shift, wall = with_part(clock, when.part)
        at = at_wall(day + timedelta(days=shift), wall, context)
        grain = clock.grain
    return _not_past(when, at, grain, context, has_day=has_day)


def _not_past(
    when: When, at: datetime, grain: Grain, context: Context, *, has_day: bool
) -> Resolved:
    ask = None
    if at <= context.now:
        if has_day and not _is_small_hours(when, at, context):
            ask = "time_past"
        else:
            at = at_wall(at.date() + timedelta(days=1), at.time(), context)
    return Resolved(at=at, end=end_of_time(when, at, context), grain=grain, ask=ask)


def _is_small_hours(when: When, at: datetime, context: Context) -> bool:
    """Tell whether "tonight at 2 am" means the coming night."""
    named = when.part in (Part.NIGHT, Part.EVENING, Part.DAWN)
    return named and at.hour < 6 and at.date() == context.today
