"""Turns what was said about a time into moments, by the written conventions.

The conventions: a bare hour on another day is 7-11 in the morning, noon, or 1-6 in the
afternoon; today it is the next of both within 07:00-22:59; a time already past without a day
is tomorrow's; hours and minutes elapse through UTC, days and months keep the wall time.
"""

from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.schedules import Form
from engine.grammar import recurring
from engine.grammar.days import add, end_of
from engine.grammar.reading import Grain
from engine.grammar.values import Clock, Every, Impossible, Length, Part, When
from engine.zones import zone as zone_named

_WAKING = range(7, 23)


@dataclass(frozen=True, slots=True, kw_only=True)
class Preferences:
    """What a person means by the vague words; hours are 0 to 23.

    `day_hour` is the hour of a day named without a time. `month_first` is the order of
    "5/4" in English: None guesses from the numbers and the language.
    """

    dawn: int = 3
    early: int = 7
    morning: int = 9
    noon: int = 12
    lunch: int = 13
    afternoon: int = 15
    end_of_day: int = 18
    evening: int = 20
    night: int = 20
    day_hour: int = 9
    month_first: bool | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """When, where and by whose habits a time is resolved; `now` is in `zone`."""

    now: datetime
    zone: ZoneInfo
    preferences: Preferences = field(default_factory=Preferences)

    @property
    def today(self) -> date:
        """The local date."""
        return self.now.date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Resolved:
    """A time with its moments; `ask` names what should be asked, as in Reading."""

    at: datetime | date | None
    end: datetime | date | None = None
    grain: Grain | None = None
    rrule: str | None = None
    form: Form = Form.FLOATING
    zone: str | None = None
    ask: str | None = None


def resolve(when: When, context: Context, *, day_hour: int | None = None) -> Resolved:
    """Return the moments of a time; with `day_hour` a day without a time gets that hour."""
    try:
        return _resolve(when, context, day_hour)
    except (Impossible, OverflowError, ValueError):
        return Resolved(at=None, ask="time_impossible")


def _resolve(when: When, context: Context, day_hour: int | None) -> Resolved:
    if when.zone is not None:
        return _in_its_zone(when, context, day_hour)
    if when.every is not None:
        return _recurring(when, when.every, context)
    if when.is_now:
        return Resolved(at=context.now, grain=Grain.SECOND, form=Form.INSTANT)
    if when.before is not None:
        return _before(when, when.before, context, day_hour)
    if when.elapsed is not None:
        return _elapsed(when, when.elapsed, context)
    return _single(when, context, day_hour)


def _in_its_zone(when: When, context: Context, day_hour: int | None) -> Resolved:
    assert when.zone is not None
    there = zone_named(when.zone)
    abroad = Context(now=context.now.astimezone(there), zone=there, preferences=context.preferences)
    found = _resolve(replace(when, zone=None), abroad, day_hour)
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
        at = base.at if isinstance(base.at, datetime) else _wall(base.at, time(9), context)
        earlier = at.astimezone(UTC) - timedelta(seconds=offset.seconds)
        return Resolved(at=earlier.astimezone(context.zone), grain=Grain.MINUTE)
    if isinstance(base.at, datetime):
        day = add(base.at.date(), offset, -1)
        return Resolved(at=_wall(day, base.at.time(), context), grain=base.grain)
    return Resolved(at=add(base.at, offset, -1), grain=Grain.DAY)


def _elapsed(when: When, amount: Length, context: Context) -> Resolved:
    now = context.now
    if amount.months or amount.days or amount.business_days:
        day = add(now.date(), replace(amount, seconds=0))
        if when.clock is not None or when.part is not None:
            return _on_day(when, day, context, has_day=True)
        wall = now.time().replace(second=0, microsecond=0)
        at = _wall(day, wall, context) + timedelta(seconds=amount.seconds)
        return Resolved(at=at, grain=amount.grain)
    at = now.astimezone(UTC) + timedelta(seconds=amount.seconds)
    return Resolved(at=at.astimezone(context.zone), grain=Grain.MINUTE, form=Form.INSTANT)


def _single(when: When, context: Context, day_hour: int | None) -> Resolved:
    if when.day is None:
        if when.clock is None and when.part is None:
            return Resolved(at=None)
        return _on_day(when, context.today, context, has_day=False)
    day = when.day.find(context.today)
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
    at = _wall(day, time(hour), context)
    if day == context.today and at <= context.now:
        at = (context.now + timedelta(hours=1)).replace(minute=0, second=0, microsecond=0)
    return Resolved(at=at, end=end, grain=Grain.DAY, ask=ask)


def _later(last: date, first: date) -> date:
    return last if last >= first else last.replace(year=last.year + 1)


def _last_of(when: When, context: Context) -> date:
    assert when.day is not None
    return end_of(when.day.find(context.today), when.day.grain)


def _on_day(when: When, day: date, context: Context, *, has_day: bool) -> Resolved:
    is_today = day == context.today
    clock = when.clock
    if clock is None:
        assert when.part is not None
        at = _part_of(day, when.part, context)
        grain = Grain.HOUR
    elif clock.bare and when.part is None:
        guided = _guided_by_end(clock, when.end_clock)
        at = (
            _wall(day, _other_day(guided), context)
            if has_day and not is_today or not guided.bare
            else _next_of_both(clock, day, context, has_day=has_day)
        )
        grain = clock.grain
    else:
        shift, wall = _with_part(clock, when.part)
        at = _wall(day + timedelta(days=shift), wall, context)
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
            at = _wall(at.date() + timedelta(days=1), at.time(), context)
    return Resolved(at=at, end=_end(when, at, context), grain=grain, ask=ask)


def _is_small_hours(when: When, at: datetime, context: Context) -> bool:
    """Tell whether "tonight at 2 am" means the coming night."""
    named = when.part in (Part.NIGHT, Part.EVENING, Part.DAWN)
    return named and at.hour < 6 and at.date() == context.today


def _guided_by_end(clock: Clock, end: Clock | None) -> Clock:
    """Let the end of a span decide its beginning: "1 to 3 pm", "das 7 às 20h30"."""
    if end is None or end.bare or not clock.bare:
        return clock
    hour = clock.hour % 12
    later = hour + 12
    if (later, clock.minute) < (end.hour, end.minute) and end.hour - later < 6:
        hour = later
    return replace(clock, hour=hour, bare=False)


def _next_of_both(clock: Clock, day: date, context: Context, *, has_day: bool) -> datetime:
    hours = (clock.hour % 12, clock.hour % 12 + 12)
    for shift in (0,) if has_day else (0, 1):
        for hour in hours:
            at = _wall(day + timedelta(days=shift), time(hour, clock.minute), context)
            if hour in _WAKING and at > context.now:
                return at
    return _wall(day, time(hours[1], clock.minute), context)


def _other_day(clock: Clock) -> time:
    if not clock.bare:
        return _time(clock)[1]
    hour = clock.hour % 12
    return time(hour if hour >= 7 else hour + 12, clock.minute)


def _time(clock: Clock) -> tuple[int, time]:
    """Return (days to add, wall time); 24:00 is the following midnight."""
    if clock.hour == 24 and clock.minute == 0:
        return 1, time(0)
    if clock.hour > 23:
        raise Impossible
    return 0, time(clock.hour, clock.minute, clock.second)


def _with_part(clock: Clock, part: Part | None) -> tuple[int, time]:
    shift, wall = _time(clock)
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


def _part_of(day: date, part: Part, context: Context) -> datetime:
    if part is Part.MIDNIGHT:
        return _wall(day + timedelta(days=1), time(0), context)
    return _wall(day, time(getattr(context.preferences, part.value)), context)


def _end(when: When, at: datetime, context: Context) -> datetime | date | None:
    if when.end_clock is not None:
        return _end_clock(when, when.end_clock, at, context)
    if when.length is not None and when.every is None:
        if when.length.seconds:
            end = at.astimezone(UTC) + timedelta(seconds=when.length.seconds)
            return end.astimezone(context.zone)
        if when.length.days:
            return add(at.date(), replace(when.length, days=when.length.days - 1))
    return None


def _end_clock(when: When, clock: Clock, at: datetime, context: Context) -> datetime:
    _, wall = _with_part(clock, when.part) if when.part is not Part.MIDNIGHT else _time(clock)
    if clock.bare and when.part is None:
        hour = wall.hour % 12
        first = (at.hour, at.minute)
        wall = wall.replace(hour=hour if (hour, wall.minute) > first else (hour + 12) % 24)
    day = at.date() if wall > at.time() else at.date() + timedelta(days=1)
    return _wall(day, wall, context)


def _recurring(when: When, every: Every, context: Context) -> Resolved:
    every, start = recurring.complete(every, when, context.today)
    hours: tuple[int, ...] = ()
    if every.frequency in ("HOURLY", "MINUTELY"):
        if when.clock is None or when.end_clock is None or every.frequency != "HOURLY":
            return _rolling(when, every, start.find(context.today) if start else None, context)
        hours = recurring.hours_between(every, when.clock, when.end_clock)
        when = replace(when, end_clock=None)
        every = Every(frequency="DAILY")
    walls = _walls(when, context)
    if when.before is not None and not when.before.seconds and when.before.days:
        every = _earlier(every, when.before.days)
    if hours:
        walls = [(0, time(hour, when.clock.minute if when.clock else 0)) for hour in hours]
    first = start.find(context.today) if start else context.today
    first = max(first, context.today)
    at = _first_moment(every, walls, first, context)
    hours = tuple(sorted(wall.hour for _, wall in walls)) if len(walls) > 1 else ()
    rule = _rule(when, every, hours, context)
    ask = "rule_skips" if recurring.skips(every) else None
    if every.times_a_period:
        ask = "time"
    end = _end(when, at, context)
    grain = when.clock.grain if when.clock else Grain.HOUR if when.part else Grain.DAY
    return Resolved(at=at, end=end, grain=grain, rrule=rule, ask=ask)


def _walls(when: When, context: Context) -> list[tuple[int, time]]:
    """Return the times of the day of a rule as (days to add, wall time)."""
    if when.clocks or when.clock is not None:
        clocks = when.clocks or ((when.clock,) if when.clock else ())
        clocks = tuple(_guided_by_end(clock, when.end_clock) for clock in clocks)
        return [
            (0, _other_day(clock))
            if clock.bare and when.part is None
            else _with_part(clock, when.part)
            for clock in clocks
        ]
    if when.part is Part.MIDNIGHT:
        return [(1, time(0))]
    hour = context.preferences.day_hour
    if when.part is not None:
        hour = getattr(context.preferences, when.part.value)
    return [(0, time(hour))]


def _first_moment(
    every: Every, walls: list[tuple[int, time]], start: date, context: Context
) -> datetime:
    def moments(day: date) -> list[datetime]:
        found = [_wall(day + timedelta(days=shift), wall, context) for shift, wall in walls]
        return sorted(at for at in found if at > context.now)

    return moments(recurring.first_day(every, start, lambda day: bool(moments(day))))[0]


def _rolling(when: When, every: Every, start: date | None, context: Context) -> Resolved:
    """Resolve a rule of hours or minutes: from a named start, or one interval from now."""
    step = timedelta(seconds=every.interval * (3600 if every.frequency == "HOURLY" else 60))
    at = (context.now.astimezone(UTC) + step).astimezone(context.zone)
    if when.clock is not None or start is not None:
        named = replace(when, every=None, start=None, until=None, day=when.start or when.day)
        found = _single(replace(named, length=None), context, context.preferences.day_hour)
        if isinstance(found.at, datetime):
            at = found.at
    return Resolved(at=at, grain=Grain.MINUTE, rrule=_rule(when, every, (), context))


def _rule(when: When, every: Every, hours: tuple[int, ...], context: Context) -> str:
    until = None
    if when.until is not None:
        until = end_of(when.until.find(context.today), when.until.grain)
    count = when.count
    if count is None and when.length is not None and until is None:
        count = recurring.count_within(every, when.length, len(hours))
    if when.until_clock is not None:
        until = until or context.today
        shift, wall = (
            _time(when.until_clock)
            if not when.until_clock.bare
            else (0, _later_wall(when.until_clock, context))
        )
        return recurring.text(every, hours, count, until + timedelta(days=shift), wall)
    return recurring.text(every, hours, count, until)


def _later_wall(clock: Clock, context: Context) -> time:
    return _next_of_both(clock, context.today, context, has_day=True).time()


def _earlier(every: Every, days: int) -> Every:
    """Move a rule some days earlier, where its days allow it: "the night before"."""
    if every.weekdays and every.frequency == "WEEKLY":
        moved = tuple(sorted(((number - days) % 7, nth) for number, nth in every.weekdays))
        return replace(every, weekdays=moved)
    if every.month_days and min(every.month_days) > days:
        return replace(every, month_days=tuple(day - days for day in every.month_days))
    return every


def _wall(day: date, wall: time, context: Context) -> datetime:
    """Return a wall time in the zone; in a gap the offset before the transition is used."""
    at = datetime.combine(day, wall, tzinfo=context.zone)
    return at.astimezone(UTC).astimezone(context.zone)
