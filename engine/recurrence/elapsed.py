"""Rules finer than a day: steps of elapsed time from the start, through UTC."""

from collections.abc import Iterator
from datetime import date, datetime, time, timedelta
from functools import lru_cache
from itertools import islice, takewhile
from zoneinfo import ZoneInfo

from engine.recurrence.periods import is_day
from engine.recurrence.rules import Frequency, Rule, parse
from engine.zones import resolve

_PERIOD = {Frequency.HOURLY: timedelta(hours=1), Frequency.MINUTELY: timedelta(minutes=1)}
_PATIENCE = 5000  # days or hours in a row where the parts that limit let nothing pass


def instants_after(
    rule: Rule, first: datetime, zone: ZoneInfo, after: datetime
) -> Iterator[datetime]:
    """Yield the UTC instants strictly after `after` and not before `first`; COUNT, UNTIL aside.

    BYMONTH, BYMONTHDAY, BYDAY, BYHOUR (and BYMINUTE of a minutely rule) limit by the wall
    clock of `zone`; BYMINUTE of an hourly rule and BYSECOND expand (RFC 5545, 3.3.10).
    """
    step = _PERIOD[rule.frequency] * rule.interval
    base, offsets = _base(rule, first)
    limited = _is_limited(rule)
    number = max(0, (after - base) // step)
    refused = 0
    while refused < _PATIENCE:
        period = base + number * step
        resume = _resume(rule, period, zone) if limited else None
        if resume is not None:
            refused += 1
            number = max(number + 1, -((base - resume) // step))
            continue
        refused = 0
        for offset in offsets:
            if (instant := period + offset) > after and instant >= first:
                yield instant
        number += 1


def _is_limited(rule: Rule) -> bool:
    days = rule.months or rule.month_days or rule.weekdays
    return bool(days or rule.hours or (rule.minutes and rule.frequency is Frequency.MINUTELY))


def _base(rule: Rule, first: datetime) -> tuple[datetime, tuple[timedelta, ...]]:
    """Return the instant that periods count from, and where in each period it occurs."""
    hourly = rule.frequency is Frequency.HOURLY
    if not rule.seconds and not (hourly and rule.minutes) and not rule.positions:
        return first, (timedelta(),)
    start = timedelta(minutes=first.minute if hourly else 0, seconds=first.second)
    minutes = (rule.minutes or (first.minute,)) if hourly else (0,)
    offsets = [
        timedelta(minutes=minute, seconds=second)
        for minute in minutes
        for second in rule.seconds or (first.second,)
    ]
    places = {place - 1 if place > 0 else len(offsets) + place for place in rule.positions}
    picked = [offset for index, offset in enumerate(offsets) if not places or index in places]
    return first - start, tuple(picked)


def _resume(rule: Rule, period: datetime, zone: ZoneInfo) -> datetime | None:
    """Return None where the rule lets this period pass, else the next instant worth trying."""
    local = period.astimezone(zone)
    if not is_day(rule, local.date()):
        tomorrow = date.fromordinal(local.toordinal() + 1)
        return resolve(datetime.combine(tomorrow, time()), zone)[0]
    if rule.hours and local.hour not in rule.hours:
        return period + timedelta(minutes=60 - local.minute)
    if rule.frequency is Frequency.MINUTELY and rule.minutes and local.minute not in rule.minutes:
        return period + timedelta(minutes=min((m - local.minute) % 60 for m in rule.minutes))
    return None


@lru_cache(maxsize=4096)
def last_instant(text: str, first: datetime, zone: ZoneInfo) -> datetime | None:
    """Return the instant of the last occurrence by COUNT, or None where nothing bounds it.

    A rule with limits is walked once; a COUNT that it does not exhaust in 20 years bounds
    nothing.
    """
    rule = parse(text)
    if rule.count is None:
        return None
    if _base(rule, first) == (first, (timedelta(),)) and not _is_limited(rule):
        return first + (rule.count - 1) * rule.interval * _PERIOD[rule.frequency]
    before, horizon = first - timedelta(microseconds=1), first + timedelta(days=20 * 366)
    walked = takewhile(lambda at: at < horizon, instants_after(rule, first, zone, before))
    return next(islice(walked, rule.count - 1, None), None)
