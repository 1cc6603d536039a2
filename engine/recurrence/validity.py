"""What a rule is checked for before it is stored: that it occurs, and whether it skips."""

from datetime import UTC, datetime, timedelta
from math import gcd

from domain.errors import InvalidRule
from engine.recurrence.elapsed import instants_after
from engine.recurrence.rules import Frequency, Rule, parse
from engine.recurrence.walls import rule_from, walls_from
from engine.zones import zone

_SHORTEST = (31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)


def validate(rule: str, *, start: datetime) -> None:
    """Raise InvalidRule, with a reason and the part at fault, for a rule that cannot serve.

    That is one that RFC 5545 does not allow, that is finer than a minute, or that never
    occurs at or after `start` (naive wall time; an aware one counts in UTC).
    """
    if start.tzinfo:
        start = start.astimezone(UTC).replace(tzinfo=None)
    start = start.replace(microsecond=0)
    first = _first(rule_from(rule, start), start)
    until = parse(rule).until
    # An UNTIL in UTC may be a day off on a wall clock whose zone is not known here.
    if first is None or (until and first.date() - until.date() > timedelta(days=1)):
        raise InvalidRule(reason="never")


def _first(rule: Rule, start: datetime) -> datetime | None:
    try:
        if not rule.is_elapsed:
            return next(walls_from(rule, start, start), None)
        first = start.replace(tzinfo=UTC)
        before = first - timedelta(microseconds=1)
        found = next(instants_after(rule, first, zone("UTC"), before), None)
    except OverflowError:
        return None
    return found and found.replace(tzinfo=None)


def skips(rule: str, *, start: datetime | None = None) -> bool:
    """Tell whether the rule silently leaves periods out: the 31st of every month.

    Without `start`, a rule that leaves its day to the start is taken to name one that
    every period has.
    """
    read = rule_from(rule, start) if start else parse(rule)
    if read.is_elapsed or read.frequency is Frequency.WEEKLY:
        return False
    shortest = min(_SHORTEST[month - 1] for month in _months(read, start))
    if any(abs(weekday.ordinal) > _fewest_weeks(read) for weekday in read.weekdays):
        return True
    if read.weekdays or not read.month_days:
        return False
    beyond = [abs(day) > shortest for day in read.month_days]
    # "28 to 31, the last of them" always finds one.
    return all(beyond) if read.positions else any(beyond)


def _fewest_weeks(rule: Rule) -> int:
    return 52 if rule.frequency is Frequency.YEARLY and not rule.months else 4


def _months(rule: Rule, start: datetime | None) -> list[int]:
    """Return the months, from 1, that the rule visits."""
    visited = set(range(1, 13))
    if rule.frequency is Frequency.MONTHLY and start:
        step = gcd(rule.interval, 12)
        visited = {month for month in visited if (month - start.month) % step == 0}
    return sorted(visited & set(rule.months or visited)) or sorted(visited)
