"""Days of the year that have a name: fixed ones, those that move with Easter, and Sundays."""

from collections.abc import Callable
from datetime import date, timedelta

from dateutil.easter import easter

from engine.grammar.days import nth_weekday_of
from engine.grammar.values import Day, Impossible

InYear = Callable[[int], date]


def fixed(month: int, day: int) -> InYear:
    """Return a festival of the same date every year."""
    return lambda year: date(year, month, day)


def from_easter(days: int) -> InYear:
    """Return a festival so many days after Easter Sunday."""
    return lambda year: easter(year) + timedelta(days=days)


def nth(which: int, weekday: int, month: int, plus: int = 0) -> InYear:
    """Return a festival on the nth weekday of a month, or some days after it."""

    def find(year: int) -> date:
        found = nth_weekday_of(year, month, which, weekday)
        if found is None:
            raise Impossible
        return found + timedelta(days=plus)

    return find


def coming(in_year: InYear, year: int | None = None, shift: int = 0) -> Day:
    """Return a festival: of a year, else the coming one; `shift` -1 is the last, 1 the next."""

    def find(today: date) -> date:
        if year is not None:
            return in_year(year)
        this_year = in_year(today.year)
        next_year = today.year + (this_year < today)
        return in_year(next_year + (min(0, shift)))

    return Day(find=find, is_festival=True)
