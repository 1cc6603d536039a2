"""A recurrence rule as a value, and how it is read from its RFC 5545 text."""

import re
from calendar import monthrange
from collections.abc import Callable
from datetime import UTC, date, datetime
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple

from domain.errors import InvalidRule
from domain.frozen import dataclass

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")

_LONGEST_RULE = 1000
_LARGEST_INTERVAL = 999_999
_LARGEST_COUNT = 10_000  # walked once, so it has to stay a matter of milliseconds
_NUMBER = re.compile(r"[+-]?[0-9]{1,6}", re.ASCII)
_WEEKDAY = re.compile(r"([+-]?[0-9]{1,2})?(MO|TU|WE|TH|FR|SA|SU)", re.ASCII)
_UNTIL = re.compile(r"[0-9]{8}(T[0-9]{6}Z?)?", re.ASCII)


class Frequency(StrEnum):
    """The periods that a rule may count in; nothing finer than a minute is served."""

    YEARLY = "YEARLY"
    MONTHLY = "MONTHLY"
    WEEKLY = "WEEKLY"
    DAILY = "DAILY"
    HOURLY = "HOURLY"
    MINUTELY = "MINUTELY"


class WeekdayRule(NamedTuple):
    """One BYDAY value: `day` is 0 for Monday; `ordinal` 0 means every such day."""

    ordinal: int
    day: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """A parsed rule; the BYxxx parts are sorted, and empty where the text has none.

    `until` is a naive wall time, inclusive, or an aware UTC instant. `week_start` is 0 for
    Monday. `excluded` are local dates that are left out (EXDATE; they count for COUNT).
    """

    frequency: Frequency
    interval: int = 1
    count: int | None = None
    until: datetime | None = None
    months: tuple[int, ...] = ()
    month_days: tuple[int, ...] = ()
    weekdays: tuple[WeekdayRule, ...] = ()
    hours: tuple[int, ...] = ()
    minutes: tuple[int, ...] = ()
    seconds: tuple[int, ...] = ()
    positions: tuple[int, ...] = ()
    week_start: int = 0
    excluded: tuple[date, ...] = ()

    @property
    def is_elapsed(self) -> bool:
        """Whether the rule is finer than a day and so steps in elapsed time."""
        return self.frequency in {Frequency.HOURLY, Frequency.MINUTELY}


@lru_cache(maxsize=4096)
def parse(text: str) -> Rule:
    """Read an RRULE value without DTSTART (RFC 5545, 3.3.10); upper and lower case are one.

    A part EXDATE of our own carries the dates that are left out: `EXDATE=20261130,20261225`
    (RFC 5545 has it as a property beside the rule, 3.8.5.1). Raises InvalidRule. BYWEEKNO,
    BYYEARDAY and SECONDLY are refused, though RFC 5545 has them.
    """
    if len(text) > _LONGEST_RULE:
        raise InvalidRule(reason="too_long", length=len(text))
    fields: dict[str, object] = {}
    for part in text.upper().split(";"):
        name, _, value = part.partition("=")
        if name not in _PARTS:
            raise InvalidRule(reason="unknown_part", part=name[:20])
        field, read = _PARTS[name]
        if field in fields:
            raise InvalidRule(reason="repeated_part", part=name)
        fields[field] = read(name, value)
    if "frequency" not in fields:
        raise InvalidRule(reason="no_frequency")
    rule = Rule(**fields)  # type: ignore[arg-type]
    _check_together(rule)
    return rule


def _check_together(rule: Rule) -> None:
    by_day = rule.month_days or rule.weekdays
    others = rule.months or by_day or rule.hours or rule.minutes or rule.seconds
    if rule.count is not None and rule.until is not None:
        raise InvalidRule(reason="count_and_until")
    if rule.positions and not others:
        raise InvalidRule(reason="positions_of_nothing", part="BYSETPOS")
    if rule.month_days and rule.frequency is Frequency.WEEKLY:
        raise InvalidRule(reason="not_with_this_frequency", part="BYMONTHDAY")
    furthest = max((abs(weekday.ordinal) for weekday in rule.weekdays), default=0)
    if furthest and rule.frequency not in {Frequency.MONTHLY, Frequency.YEARLY}:
        raise InvalidRule(reason="not_with_this_frequency", part="BYDAY")
    if rule.month_days and rule.months and not _is_date(rule):
        raise InvalidRule(reason="never", part="BYMONTHDAY")
    if furthest > 5 and (rule.frequency is Frequency.MONTHLY or rule.months):
        raise InvalidRule(reason="out_of_range", part="BYDAY")


def _is_date(rule: Rule) -> bool:
    longest = max(monthrange(2028, month)[1] for month in rule.months)
    return any(abs(day) <= longest for day in rule.month_days)


def _frequency(name: str, value: str) -> Frequency:
    try:
        return Frequency(value)
    except ValueError:
        raise InvalidRule(reason="frequency", part=name, value=value[:20]) from None


def _integer(name: str, value: str, *, low: int, high: int, signed: bool = False) -> int:
    number = int(value) if _NUMBER.fullmatch(value) else None
    if number is None or not low <= (abs(number) if signed else number) <= high:
        raise InvalidRule(reason="out_of_range", part=name, value=value[:20])
    return number


def _number(low: int, high: int) -> Callable[[str, str], int]:
    return lambda name, value: _integer(name, value, low=low, high=high)


def _numbers(low: int, high: int, *, signed: bool = False) -> Callable[[str, str], tuple[int, ...]]:
    def read(name: str, value: str) -> tuple[int, ...]:
        values = (
            _integer(name, one, low=low, high=high, signed=signed) for one in value.split(",")
        )
        return tuple(sorted(set(values)))

    return read


def _weekdays(name: str, value: str) -> tuple[WeekdayRule, ...]:
    found = [_WEEKDAY.fullmatch(one) for one in value.split(",")]
    read = {
        WeekdayRule(int(match[1] or 0), WEEKDAYS.index(match[2]))
        for match in found
        if match and match[1] not in {"0", "+0", "-0", "00", "+00", "-00"}
    }
    if len(read) != len(found) or any(abs(weekday.ordinal) > 53 for weekday in read):
        raise InvalidRule(reason="out_of_range", part=name, value=value[:20])
    return tuple(sorted(read))


def _dates(name: str, value: str) -> tuple[date, ...]:
    try:
        return tuple(sorted({date.fromisoformat(one) for one in value.split(",")}))
    except ValueError:
        raise InvalidRule(reason="out_of_range", part=name, value=value[:20]) from None


def _week_start(name: str, value: str) -> int:
    if value not in WEEKDAYS:
        raise InvalidRule(reason="out_of_range", part=name, value=value[:20])
    return WEEKDAYS.index(value)


def _until(name: str, value: str) -> datetime:
    # A date alone closes with that day: what people mean by "until the 20th".
    match = _UNTIL.fullmatch(value)
    written = value.removesuffix("Z") if match and match[1] else f"{value}T235959"
    try:
        wall = datetime.strptime(written, "%Y%m%dT%H%M%S")  # noqa: DTZ007  # both forms are legal
    except ValueError:
        raise InvalidRule(reason="out_of_range", part=name, value=value[:20]) from None
    return wall.replace(tzinfo=UTC) if value.endswith("Z") else wall


_PARTS: dict[str, tuple[str, Callable[[str, str], object]]] = {
    "FREQ": ("frequency", _frequency),
    "INTERVAL": ("interval", _number(1, _LARGEST_INTERVAL)),
    "COUNT": ("count", _number(1, _LARGEST_COUNT)),
    "UNTIL": ("until", _until),
    "BYMONTH": ("months", _numbers(1, 12)),
    "BYMONTHDAY": ("month_days", _numbers(1, 31, signed=True)),
    "BYDAY": ("weekdays", _weekdays),
    "BYHOUR": ("hours", _numbers(0, 23)),
    "BYMINUTE": ("minutes", _numbers(0, 59)),
    "BYSECOND": ("seconds", _numbers(0, 59)),
    "BYSETPOS": ("positions", _numbers(1, 366, signed=True)),
    "WKST": ("week_start", _week_start),
    "EXDATE": ("excluded", _dates),
}
