"""Retention: the names of backups, and which of them stay: 30 days, 13 weeks, 12 months."""

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, datetime
from typing import Final

DAYS: Final = 30
WEEKS: Final = 13
MONTHS: Final = 12
PLAIN: Final = ".tar.gz"
SEALED: Final = ".tar.gz.sealed"
_DAILY: Final = re.compile(r"-daily-([0-9]{8})(\.db|\.tar\.gz|\.tar\.gz\.sealed)")

Sound = Callable[[str], bool | None]
"""Tells whether a backup verifies; None where that cannot be told, for want of its key."""


def daily_name(stem: str, now: datetime, *, is_sealed: bool) -> str:
    """Return the name of a day's backup."""
    return f"{stem}-daily-{now:%Y%m%d}{SEALED if is_sealed else PLAIN}"


def asked_name(stem: str, now: datetime, *, is_sealed: bool) -> str:
    """Return the name of a backup that was asked for: these are never removed."""
    return f"{stem}-{now:%Y%m%d-%H%M%S}{SEALED if is_sealed else PLAIN}"


def day_of(stem: str, name: str) -> date | None:
    """Return the day of a daily backup; None for any other name."""
    found = _DAILY.fullmatch(name.removeprefix(stem)) if name.startswith(stem) else None
    try:
        return datetime.strptime(found[1], "%Y%m%d").date() if found else None  # noqa: DTZ007 - a day has no zone
    except ValueError:
        return None


def dailies(stem: str, names: Iterable[str]) -> dict[str, date]:
    """Return the daily backups among some names, with their days, oldest first."""
    found = {name: day for name in names if (day := day_of(stem, name)) is not None}
    return dict(sorted(found.items(), key=lambda one: (one[1], one[0])))


def let_go(days: Mapping[str, date], is_sound: Sound) -> list[str]:
    """Return which daily backups are not kept, oldest first.

    Kept are the last 30; of older ones the first sound one of each of the last 13 ISO weeks and
    12 months that have any; and always the newest that verifies. Where none does, all are kept.
    """
    names = sorted(days, key=lambda name: (days[name], name))
    older = names[:-DAYS]
    if not older:
        return []
    newest = next((name for name in reversed(names) if is_sound(name)), None)
    if newest is None:
        return []
    kept = {newest, *_promoted(names, days, is_sound)}
    return [name for name in older if name not in kept]


def _promoted(names: list[str], days: Mapping[str, date], is_sound: Sound) -> set[str]:
    """Return the first sound one of each week and month, of those older than the last days.

    A backup is read only where another one of its week or month would go because of it.
    """
    periods = [*_periods(names, days, _week, WEEKS), *_periods(names, days, _month, MONTHS)]
    standing = {period[0] for period in periods}
    found: set[str] = set()
    for period in periods:
        if standing.issuperset(period):
            found.add(period[0])
        else:
            found.add(next((one for one in period if is_sound(one) is not False), period[-1]))
    return found


def _periods(
    names: list[str],
    days: Mapping[str, date],
    period_of: Callable[[date], tuple[int, int]],
    most: int,
) -> list[list[str]]:
    """Return what is older than the last days, by each of the last periods that have any."""
    last = list(dict.fromkeys(period_of(days[name]) for name in reversed(names)))[:most]
    found = [[name for name in names[:-DAYS] if period_of(days[name]) == period] for period in last]
    return [period for period in found if period]


def _week(day: date) -> tuple[int, int]:
    """Return the ISO year and week."""
    return day.isocalendar()[0], day.isocalendar()[1]


def _month(day: date) -> tuple[int, int]:
    return day.year, day.month


def first_of_its_week(day: date, others: Iterable[date]) -> bool:
    """Tell whether no other backup is of the same ISO week."""
    return _week(day) not in {_week(one) for one in others}


def first_of_its_month(day: date, others: Iterable[date]) -> bool:
    """Tell whether no other backup is of the same month."""
    return _month(day) not in {_month(one) for one in others}
