"""Recurrences: from what was said to an RFC 5545 rule and the day it first falls on."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date, time, timedelta

from engine.grammar.days import end_of, nth_weekday_of
from engine.grammar.reading import Grain
from engine.grammar.values import Clock, Day, Every, Impossible, Length, When, Without

WEEKDAY_NAMES = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
BUSINESS_DAYS = tuple((number, 0) for number in range(5))
_ALL_WEEK = tuple((number, 0) for number in range(7))
_FARTHEST_DAYS = 366 * 9
_EARLIEST_FROM_END = -3
_MOST_LISTED = 11
_FREQUENCIES = {
    "second": "SECONDLY",
    "minute": "MINUTELY",
    "hour": "HOURLY",
    "day": "DAILY",
    "business_day": "DAILY",
    "week": "WEEKLY",
    "month": "MONTHLY",
    "year": "YEARLY",
}
_SECONDS = {"MINUTELY": 60, "HOURLY": 3600, "DAILY": 86_400, "WEEKLY": 604_800}
_MONTHS = {"MONTHLY": 1, "YEARLY": 12}


def each(number: int, unit: str) -> Every | None:
    """Return "every `number` units"; fortnights and quarters become weeks and months."""
    if not 1 <= number <= 1000:
        return None
    if unit == "fortnight":
        return Every(frequency="WEEKLY", interval=2 * number)
    if unit == "quarter":
        return Every(frequency="MONTHLY", interval=3 * number)
    if unit == "business_day" and number == 1:
        return Every(frequency="WEEKLY", weekdays=BUSINESS_DAYS)
    if unit == "second":
        return None
    if unit == "minute" and number % 60 == 0:
        return Every(frequency="HOURLY", interval=number // 60)
    return Every(frequency=_FREQUENCIES[unit], interval=number)


def listed(first: object, *rest: tuple[object, ...]) -> tuple[object, ...] | None:
    """Return a row that is one longer; people name no more than a dozen days at once."""
    more = rest[-1]
    return (first, *more) if len(more) < _MOST_LISTED else None


def weekly(numbers: tuple[int, ...], interval: int = 1) -> Every:
    """Return a recurrence on weekdays."""
    return Every(
        frequency="WEEKLY",
        interval=interval,
        weekdays=tuple((number, 0) for number in sorted(set(numbers))),
    )


def monthly_on(*days: int, interval: int = 1) -> Every | None:
    """Return a recurrence on days of the month; -1 is its last day."""
    if not all(_EARLIEST_FROM_END <= day <= 31 and day for day in days):
        return None
    return Every(
        frequency="MONTHLY", interval=interval, month_days=tuple(sorted(set(days), key=_from_start))
    )


def monthly_weekdays(pairs: tuple[tuple[int, int], ...]) -> Every | None:
    """Return a recurrence on (weekday, nth of the month) pairs; -1 is the last."""
    if not all(_EARLIEST_FROM_END <= nth <= 5 and nth for _, nth in pairs):
        return None
    return Every(frequency="MONTHLY", weekdays=tuple(sorted(set(pairs), key=_by_day)))


def _from_start(day: int) -> tuple[bool, int]:
    return day < 0, day


def _by_day(pair: tuple[int, int]) -> tuple[int, bool, int]:
    return pair[0], pair[1] < 0, pair[1]


def yearly_weekday(pairs: tuple[tuple[int, int], ...], month: int) -> Every | None:
    """Return a recurrence on the nth weekdays of a month of the year."""
    every = monthly_weekdays(pairs)
    return replace(every, frequency="YEARLY", month=month) if every else None


def monthly_business_day(position: int) -> Every:
    """Return a recurrence on the nth business day of the month."""
    return Every(frequency="MONTHLY", weekdays=BUSINESS_DAYS, position=position)


def yearly_on(day: int, month: int) -> Every | None:
    """Return a recurrence on a date of the year."""
    if not (1 <= day <= 31 and 1 <= month <= 12):
        return None
    return Every(frequency="YEARLY", month=month, month_days=(day,))


def but_weekdays(numbers: tuple[int, ...]) -> When:
    """Return what leaves out weekdays: "except Sundays"."""
    return When(without=Without(weekdays=numbers), weak=True)


def but_day(day: Day) -> When:
    """Return what leaves out one date: "except the 30th"."""
    return When(without=Without(days=(day,)), weak=True)


def but_holidays() -> When:
    """Return what leaves out public holidays."""
    return When(without=Without(holidays=True), weak=True)


def but_months(numbers: tuple[int, ...]) -> When:
    """Return what leaves out months: "except in January"."""
    return When(without=Without(months=numbers), weak=True)


def only_months(numbers: tuple[int, ...]) -> When:
    """Return what leaves out all other months: "only in July"."""
    return but_months(tuple(month for month in range(1, 13) if month not in numbers))


def without(every: Every, left_out: Without) -> Every | None:
    """Return a recurrence without some weekdays and months; None where nothing is left."""
    months = every.months or tuple(range(1, 13))
    kept = tuple(month for month in months if month not in left_out.months)
    if left_out.months:
        every = replace(every, months=kept)
    if left_out.weekdays:
        if every.frequency == "DAILY" and every.interval == 1:
            every = replace(every, frequency="WEEKLY", weekdays=_ALL_WEEK)
        weekdays = tuple(one for one in every.weekdays if one[0] not in left_out.weekdays)
        if not weekdays:
            return None
        every = replace(every, weekdays=weekdays)
    return every if kept else None


def complete(every: Every, when: When, today: date) -> tuple[Every, Day | None]:
    """Fill a recurrence with the day said beside it; return it and the day it starts."""
    every, day = _with_day(every, when.day)
    start = when.start or day
    first = start.find(today) if start else today
    if every.frequency == "WEEKLY" and not every.weekdays:
        every = replace(every, weekdays=((first.weekday(), 0),))
    if every.frequency == "MONTHLY" and not every.month_days and not every.weekdays:
        every = replace(every, month_days=(first.day,))
    if every.frequency == "YEARLY" and every.month is None:
        every = replace(every, month=first.month, month_days=every.month_days or (first.day,))
    return every, start


def _with_day(every: Every, day: Day | None) -> tuple[Every, Day | None]:
    if day is None or day.grain is not Grain.DAY:
        return every, day
    if day.month is not None and day.month_day is not None and every.frequency == "YEARLY":
        return replace(every, month=day.month, month_days=(day.month_day,)), None
    if day.month_day is not None and day.month is None and every.frequency == "MONTHLY":
        return replace(every, month_days=(day.month_day,)), None
    if day.weekday is not None and day.month_day is None:
        if every.frequency == "DAILY" and every.interval in (7, 14, 15, 21, 28):
            weeks = every.interval // 7
            return replace(weekly((day.weekday,)), interval=weeks), None
        if every.frequency == "WEEKLY" and not every.weekdays:
            return replace(every, weekdays=((day.weekday, 0),)), None
    return every, day


def text(
    every: Every,
    hours: tuple[int, ...],
    count: int | None,
    until: date | None,
    until_wall: time = time(23, 59, 59),
) -> str:
    """Return the RRULE value; an `until` day is inclusive and local."""
    pieces = [f"FREQ={every.frequency}"]
    if every.interval > 1:
        pieces.append(f"INTERVAL={every.interval}")
    months = every.months if every.month is None else (every.month,)
    if months:
        pieces.append("BYMONTH=" + ",".join(map(str, months)))
    if every.month_days:
        pieces.append("BYMONTHDAY=" + ",".join(map(str, every.month_days)))
    if every.weekdays:
        names = (f"{nth or ''}{WEEKDAY_NAMES[number]}" for number, nth in every.weekdays)
        pieces.append("BYDAY=" + ",".join(names))
    if hours:
        pieces.append("BYHOUR=" + ",".join(map(str, hours)))
    if every.position is not None:
        pieces.append("BYSETPOS=" + ",".join(map(str, _positions(every.position, len(hours)))))
    if count is not None:
        pieces.append(f"COUNT={count}")
    if until is not None:
        pieces.append(f"UNTIL={until:%Y%m%d}T{until_wall:%H%M%S}")
    return ";".join(pieces)


def _positions(position: int, hours: int) -> tuple[int, ...]:
    """Return BYSETPOS of the nth day: with several times a day, it counts each of them."""
    many = max(1, hours)
    last = position * many
    return (
        tuple(range(last - many + 1, last + 1)) if position > 0 else tuple(range(last, last + many))
    )


def skips(every: Every) -> bool:
    """Tell whether some months or years have no such day: the 31st, 29 February."""
    if any(nth == 5 for _, nth in every.weekdays):
        return True
    longest = {2: 28, 4: 30, 6: 30, 9: 30, 11: 30}.get(every.month or 0)
    if every.frequency == "YEARLY":
        return longest is not None and any(day > longest for day in every.month_days)
    return any(day > 28 for day in every.month_days)


def first_day(every: Every, start: date, fits: Callable[[date], bool]) -> date:
    """Return the first day from `start` on which the rule falls and that fits."""
    day = start
    for _ in range(_FARTHEST_DAYS):
        if _falls_on(every, day) and fits(day):
            return day
        try:
            day += timedelta(days=1)
        except OverflowError:
            break
    raise Impossible


def _falls_on(every: Every, day: date) -> bool:
    if every.month is not None and day.month != every.month:
        return False
    if every.months and day.month not in every.months:
        return False
    if every.month_days and not _is_month_day(every.month_days, day):
        return False
    if every.position is not None:
        return day == _business_day(day, every.position)
    if not every.weekdays:
        return True
    return any(
        day.weekday() == number
        and (nth == 0 or nth_weekday_of(day.year, day.month, nth, number) == day)
        for number, nth in every.weekdays
    )


def _is_month_day(days: tuple[int, ...], day: date) -> bool:
    last = end_of(day, Grain.MONTH).day
    return day.day in days or day.day - last - 1 in days


def _business_day(day: date, position: int) -> date | None:
    last = end_of(day, Grain.MONTH).day
    days = [date(day.year, day.month, number) for number in range(1, last + 1)]
    open_days = [one for one in days if one.weekday() < 5]
    index = position - 1 if position > 0 else position
    return open_days[index] if -len(open_days) <= index < len(open_days) else None


def count_within(every: Every, length: Length, hours: int) -> int | None:
    """Return how many occurrences fall into a length of time: "for 5 days"."""
    if every.frequency in _MONTHS:
        months = length.months or length.days // 30
        return max(1, months // (_MONTHS[every.frequency] * every.interval)) if months else None
    seconds = length.seconds + 86_400 * (length.days + 30 * length.months)
    step = _SECONDS[every.frequency] * every.interval
    if seconds < step:
        return None
    if every.frequency == "WEEKLY" and length.months:
        return None
    return seconds // step * max(1, len(every.weekdays)) * max(1, hours)


def hours_between(every: Every, first: Clock, last: Clock) -> tuple[int, ...]:
    """Return the hours of an hourly rule within a day: "every 2 hours from 9 to 18"."""
    return tuple(range(first.hour, last.hour + 1, every.interval))
