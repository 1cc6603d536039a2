"""Festivals of other calendars: the Hebrew one, the Islamic one and that of the Eastern churches.

A Hebrew festival is put on the day in whose evening it begins; the Islamic year is the tabular
one, from which the sighting of the moon may differ by a day.
"""

from collections.abc import Callable
from datetime import date, timedelta

_HEBREW_EPOCH = -1_373_427
_ISLAMIC_EPOCH = 227_015


def hebrew(days_from_new_year: int) -> Callable[[int], date]:
    """Return a festival so many days after Rosh Hashanah of the same civil year."""
    return lambda year: _new_year(year + 3761) + timedelta(days=days_from_new_year)


def hanukkah(year: int) -> date:
    """Return 24 Kislev, on whose evening the first candle is lit."""
    start = _new_year(year + 3761)
    is_long = (_new_year(year + 3762) - start).days % 10 == 5
    return start + timedelta(days=82 + is_long)


def hebrew_spring(days_from_passover: int) -> Callable[[int], date]:
    """Return a festival so many days after Passover, 163 days before the next new year."""
    return lambda year: _new_year(year + 3761) + timedelta(days=days_from_passover - 163)


def islamic(month: int, day: int) -> Callable[[int], date]:
    """Return an Islamic date in a civil year: its first one there."""

    def find(year: int) -> date:
        lunar = (year - 622) * 33 // 32
        for one in range(lunar - 1, lunar + 3):
            found = _islamic(one, month, day)
            if found.year == year:
                return found
        raise ValueError(year)

    return find


def orthodox(days: int) -> Callable[[int], date]:
    """Return a festival so many days after Easter of the Eastern churches."""
    return lambda year: _orthodox_easter(year) + timedelta(days=days)


def _new_year(year: int) -> date:
    """Return 1 Tishri of a Hebrew year (molad and its postponements)."""
    day = _elapsed(year)
    return date.fromordinal(_HEBREW_EPOCH + day + _correction(year, day))


def _correction(year: int, day: int) -> int:
    before, after = _elapsed(year - 1), _elapsed(year + 1)
    if after - day == 356:
        return 2
    return 1 if day - before == 382 else 0


def _elapsed(year: int) -> int:
    months = (235 * year - 234) // 19
    day = 29 * months + (12_084 + 13_753 * months) // 25_920
    return day + 1 if 3 * (day + 1) % 7 < 3 else day


def _islamic(year: int, month: int, day: int) -> date:
    ordinal = day + -(-(59 * (month - 1)) // 2) + (year - 1) * 354 + (3 + 11 * year) // 30
    return date.fromordinal(_ISLAMIC_EPOCH + ordinal - 1)


def _orthodox_easter(year: int) -> date:
    a, b, c = year % 4, year % 7, year % 19
    d = (19 * c + 15) % 30
    e = (2 * a + 4 * b - d + 34) % 7
    month, day = divmod(d + e + 114, 31)
    shift = year // 100 - year // 400 - 2
    return date(year, month, day + 1) + timedelta(days=shift)
