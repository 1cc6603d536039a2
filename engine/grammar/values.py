"""The typed values that productions yield: what was said about a time, before it is resolved."""

from collections.abc import Callable
from dataclasses import fields, replace
from datetime import date, datetime
from enum import StrEnum

from domain.frozen import dataclass
from engine.grammar.publicdays import Countries
from engine.grammar.reading import Grain


class Impossible(ValueError):
    """A time that no calendar has: 30 February, 25:00."""


class Part(StrEnum):
    """A part of the day."""

    DAWN = "dawn"
    EARLY = "early"
    MORNING = "morning"
    NOON = "noon"
    LUNCH = "lunch"
    AFTERNOON = "afternoon"
    END_OF_DAY = "end_of_day"
    EVENING = "evening"
    NIGHT = "night"
    MIDNIGHT = "midnight"


@dataclass(frozen=True, slots=True, kw_only=True)
class Length:
    """A length of time. Months and days keep the wall time; seconds are elapsed."""

    months: int = 0
    days: int = 0
    seconds: int = 0
    business_days: int = 0
    grain: Grain = Grain.DAY


@dataclass(frozen=True, slots=True, kw_only=True)
class Clock:
    """A time of the day. `bare` may mean twelve hours later: "at 9"."""

    hour: int
    minute: int = 0
    second: int = 0
    bare: bool = False
    grain: Grain = Grain.HOUR


Find = Callable[[date], date]
FindAmong = Callable[[date, Countries], date]
"""The same where public holidays matter."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A day or a longer period; `find` tells its (first) date, given today's.

    `find` raises Impossible for dates that do not exist. `weekday` (0 is Monday),
    `month_day` and `month` are what was said, for rules that are named piecemeal.
    """

    find: Find
    grain: Grain = Grain.DAY
    weekday: int | None = None
    month_day: int | None = None
    month: int | None = None
    year: int | None = None
    is_today: bool = False
    is_festival: bool = False
    is_plain: bool = False
    """A weekday alone, which a date beside it makes more exact."""
    other_order: "Day | None" = None
    """What "4/5" means to those who write the day first."""
    among: FindAmong | None = None
    """How the date is found where public holidays matter; it then goes before `find`."""
    last: Find | None = None
    """The last day of several; by default that of the period."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Every:
    """A recurrence, as far as it was said; `frequency` is an RFC 5545 FREQ."""

    frequency: str
    interval: int = 1
    weekdays: tuple[tuple[int, int], ...] = ()
    """(weekday, ordinal): ordinal 0 is every one, -1 the last of the month."""
    month_days: tuple[int, ...] = ()
    month: int | None = None
    months: tuple[int, ...] = ()
    """The only months in which it comes; all, where empty."""
    position: int | None = None
    once: "Day | None" = None
    """The one day that an event means: "the party is on the last Friday of the month"."""
    once_last: "Day | None" = None
    times_a_period: int | None = None
    """ "Three times a week" leaves open which: it must be asked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Without:
    """What a recurrence leaves out: "except on Sundays", "but not in January"."""

    weekdays: tuple[int, ...] = ()
    months: tuple[int, ...] = ()
    days: tuple[Day, ...] = ()
    holidays: bool = False
    """The public holidays of the person's country."""


@dataclass(frozen=True, slots=True, kw_only=True)
class When:
    """Everything said about one time; two of them join where they do not contradict."""

    day: Day | None = None
    clock: Clock | None = None
    part: Part | None = None
    last_day: Day | None = None
    end_clock: Clock | None = None
    clocks: tuple[Clock, ...] = ()
    length: Length | None = None
    elapsed: Length | None = None
    every: Every | None = None
    start: Day | None = None
    until: Day | None = None
    until_clock: Clock | None = None
    count: int | None = None
    without: "Without | None" = None
    before: Length | None = None
    zone: str | None = None
    is_due: bool = False
    moment: datetime | None = None
    is_now: bool = False
    weak: bool = False
    """Is a time only beside another one: a bare number, "sex", "may"."""


_EARLIEST_EVENING, _NOON = 5, 12
_FIELDS = tuple(one.name for one in fields(When) if one.name not in ("weak", "is_due"))


def join(left: When, right: When) -> When | None:
    """Return what both say together, or None where they contradict each other."""
    left, right = _settle_days(left, right)
    left, right = _settle_rules(left, right)
    left, right = _settle_parts(left, right), _settle_parts(right, left)
    if _names_other_weekday(left, right) or _names_other_weekday(right, left):
        return None
    said: dict[str, object] = {}
    for name in _FIELDS:
        value = getattr(right, name)
        if value is None or value == () or value is False:
            continue
        known = getattr(left, name)
        if known is None or known == () or known is False:
            said[name] = value
        elif known != value:
            return None
    said["is_due"] = left.is_due or right.is_due
    said["weak"] = left.weak and right.weak
    return replace(left, **said)  # type: ignore[arg-type]  # the fields are When's own


def on_days(cycle: Every | None, picked: Every | None) -> Every | None:
    """Return a cycle on the days picked in it: "every 3 months" and "the last Friday".

    None where one is missing or they do not fit: a day of the month in a cycle of weeks.
    """
    if cycle is None or picked is None or picked.interval > 1:
        return None
    if cycle.weekdays or cycle.month_days or not (picked.weekdays or picked.month_days):
        return None
    weeks = cycle.interval // 7 if cycle.frequency == "DAILY" and cycle.interval % 7 <= 1 else 0
    if picked.frequency == "WEEKLY" and weeks:
        return replace(picked, interval=weeks)
    return replace(picked, interval=cycle.interval) if picked.frequency == cycle.frequency else None


def _settle_rules(left: When, right: When) -> tuple[When, When]:
    """Join "every four weeks" and "always on Saturday" to one rule."""
    if left.every is None or right.every is None:
        return left, right
    both = on_days(left.every, right.every) or on_days(right.every, left.every)
    if both is None:
        return left, right
    return replace(left, every=both), replace(right, every=None)


def _settle_parts(one: When, other: When) -> When:
    """Let a time of the day stand against "the night before"."""
    if one.before is not None and one.part is not None and (other.clock or other.part):
        return replace(one, part=None)
    at, in_part = one.clock, other.part
    if other.before is None or at is None or in_part not in (Part.EVENING, Part.NIGHT):
        return one
    if at.bare and _EARLIEST_EVENING <= at.hour < _NOON:  # "the night before at 8"
        return replace(one, clock=replace(at, hour=at.hour + _NOON, bare=False))
    return one


def _names_other_weekday(rule: When, other: When) -> bool:
    """Tell whether a day beside a weekly rule is another matter: "na quarta quem leva é..."."""
    if rule.every is None or not rule.every.weekdays or other.day is None:
        return False
    return other.day.weekday is not None and other.day.month is None


def _settle_days(left: When, right: When) -> tuple[When, When]:
    """Let the more exact of two days stand: "quinta, 3 de dezembro"."""
    if left.day is not None and right.day is not None:
        if _makes_exact(right.day, left.day):
            return replace(left, day=None), right
        if _makes_exact(left.day, right.day):
            return left, replace(right, day=None)
        if left.day.grain is Grain.MONTH and _is_day_of_month(right.day):
            return replace(left, day=_within(left.day, right.day)), replace(right, day=None)
        if right.day.grain is Grain.MONTH and _is_day_of_month(left.day):
            return replace(left, day=None), replace(right, day=_within(right.day, left.day))
    return left, right


def _is_day_of_month(day: Day) -> bool:
    return day.month_day is not None and day.month is None and day.weekday is None


def _within(month: Day, day: Day) -> Day:
    """Return a day of a month that was said apart: "next month, on the 9th"."""

    def find(today: date) -> date:
        try:
            return month.find(today).replace(day=day.month_day or 1)
        except ValueError:
            raise Impossible from None

    return Day(find=find, month_day=day.month_day)


def _makes_exact(date_said: Day, weekday: Day) -> bool:
    is_date = date_said.month_day is not None or date_said.is_festival
    return weekday.is_plain and is_date and date_said.weekday in (None, weekday.weekday)
