"""Builds days and periods from what was said: weekdays, dates, "the last Friday of May"."""

import calendar
from datetime import date, timedelta

from engine.grammar.publicdays import Countries, is_open, next_holiday
from engine.grammar.reading import Grain
from engine.grammar.values import Day, Find, Impossible, Length, When

_WEEKDAY_SEARCH_MONTHS = 60


def today_plus(days: int) -> Day:
    """Return today (0), tomorrow (1), yesterday (-1) and so on."""
    return Day(find=lambda today: _plus(today, days), is_today=days == 0)


def weekday(number: int, *, week: int | None = None, plain: bool = True) -> Day:
    """Return the next such weekday strictly after today, or that of a week from now."""
    if week is None:
        return Day(find=lambda today: next_weekday(today, number), weekday=number, is_plain=plain)
    return Day(find=lambda today: _plus(monday_of(today), 7 * week + number), weekday=number)


def weekday_coming(number: int) -> Day:
    """Return "this Friday", "next Friday": the coming one."""
    return Day(find=lambda today: next_weekday(today, number), weekday=number)


def weekday_plus(number: int, weeks: int) -> Day:
    """Return the coming weekday and so many weeks: "friday week"."""
    return Day(find=lambda today: _plus(next_weekday(today, number), 7 * weeks), weekday=number)


def weekday_after(number: int, base: Day) -> Day:
    """Return the first such weekday strictly after another day: "the Monday after Easter"."""
    return Day(find=lambda today: next_weekday(base.find(today), number), weekday=number)


def weekday_past(number: int, weeks: int = 1) -> Day:
    """Return the last such weekday strictly before today."""
    return Day(
        find=lambda today: _plus(next_weekday(_plus(today, -1), number), -7 * weeks),
        weekday=number,
    )


def month_day(day: int, *, month_shift: int | None = None) -> Day | None:
    """Return the next day with this number, or that of a month from now."""
    if not 1 <= day <= 31:
        return None

    def find(today: date) -> date:
        if month_shift is not None:
            return _exact(*_month_after(today.year, today.month, month_shift), day)
        for shift in range(3):
            year, month = _month_after(today.year, today.month, shift)
            if day <= calendar.monthrange(year, month)[1] and (shift or day > today.day):
                return date(year, month, day)
        raise Impossible

    return Day(find=find, month_day=day)


def dated(day: int, month: int, year: int | None = None, number: int | None = None) -> Day | None:
    """Return a date; without a year the next one, today included; a weekday decides the year."""
    if not (1 <= month <= 12 and 1 <= day <= 31):
        return None

    def find(today: date) -> date:
        if year is not None:
            return _exact(year, month, day)
        if number is not None:
            for shift in (0, 1, -1, 2, 3, 4, 5, 6):
                found = _possible(today.year + shift, month, day)
                if found and found.weekday() == number:
                    return found
        for shift in range(9):
            found = _possible(today.year + shift, month, day)
            if found and found >= today:
                return found
        raise Impossible

    return Day(find=find, month_day=day, month=month, weekday=number, year=year)


def weekday_and_number(number: int, day: int) -> Day | None:
    """Return the next month in which the day falls on the weekday: "sexta-feira 13"."""
    if not 1 <= day <= 31:
        return None

    def find(today: date) -> date:
        for shift in range(_WEEKDAY_SEARCH_MONTHS):
            found = _possible(*_month_after(today.year, today.month, shift), day)
            if found and found >= today and found.weekday() == number:
                return found
        raise Impossible

    return Day(find=find, weekday=number, month_day=day)


def year_of(said: int) -> int:
    """Return the year that two or four digits mean."""
    if said >= 100:
        return said
    return 2000 + said if said < 50 else 1900 + said


def nth_weekday(nth: int, number: int, month: int | None = None, year: int | None = None) -> Day:
    """Return the nth weekday of a month; -1 is the last; without a month the next one."""

    def find(today: date) -> date:
        for shift in range(13):
            if month is None:
                found_year, found_month = _month_after(today.year, today.month, shift)
            else:
                found_year, found_month = (year or today.year + shift), month
            found = nth_weekday_of(found_year, found_month, nth, number)
            if found and (found >= today or year is not None):
                return found
        raise Impossible

    return Day(find=find, month=month)


def nth_weekday_in(nth: int, number: int, month_shift: int) -> Day:
    """Return the nth weekday of this (0) or another month from now."""

    def find(today: date) -> date:
        found = nth_weekday_of(*_month_after(today.year, today.month, month_shift), nth, number)
        if found is None:
            raise Impossible
        return found

    return Day(find=find)


def nth_weekday_of(year: int, month: int, nth: int, number: int) -> date | None:
    """Return the nth such weekday of a month, from the end where negative, or None."""
    if nth < 0:
        last = date(year, month, calendar.monthrange(year, month)[1])
        found = last - timedelta(days=(last.weekday() - number) % 7) + timedelta(weeks=nth + 1)
    else:
        first = date(year, month, 1)
        found = first + timedelta(days=(number - first.weekday()) % 7, weeks=nth - 1)
    return found if found.month == month else None


def period(unit: Grain, shift: int) -> Day:
    """Return this (0), the next (1) or the last (-1) week, month, quarter or year."""
    return Day(find=lambda today: _period_start(today, unit, shift), grain=unit)


def period_end(unit: Grain, shift: int) -> Day:
    """Return the last day of this or another period; of a week it is Friday."""

    def find(today: date) -> date:
        if unit is Grain.WEEK:
            friday = _plus(monday_of(today), 7 * shift + 4)
            return friday if friday >= today else _plus(friday, 2)
        return _plus(_period_start(today, unit, shift + 1), -1)

    return Day(find=find)


def month_of(month: int, year: int | None = None) -> Day:
    """Return a named month: the coming one, or the current one."""

    def find(today: date) -> date:
        if year is not None:
            return _exact(year, month, 1)
        return date(today.year + (month < today.month), month, 1)

    return Day(find=find, grain=Grain.MONTH, month=month, year=year)


def month_end(month: int, year: int | None = None) -> Day:
    """Return the last day of a named month."""
    start = month_of(month, year)
    return Day(find=lambda today: end_of(start.find(today), Grain.MONTH), month=month)


def quarter_of(number: int, year: int | None = None) -> Day | None:
    """Return the first to fourth quarter of a year, this one by default."""
    if not 1 <= number <= 4:
        return None
    return Day(
        find=lambda today: _exact(year or today.year, 3 * number - 2, 1), grain=Grain.QUARTER
    )


def year_said(year: int) -> Day | None:
    """Return a whole year."""
    return Day(find=lambda _: _exact(year, 1, 1), grain=Grain.YEAR) if 1900 <= year < 2200 else None


def shifted(length: Length, base: Day, sign: int = 1) -> Day:
    """Return a day so long after (or before, sign -1) another."""

    def find(today: date) -> date:
        return add(base.find(today), length, sign)

    def among(today: date, countries: Countries) -> date:
        start = base.among(today, countries) if base.among else base.find(today)
        return add(start, length, sign, country=countries.closed)

    needed = length.business_days or base.among
    return Day(find=find, grain=base.grain, among=among if needed else None)


def weekend(shift: int = 0) -> Day:
    """Return the Saturday of this or the next week-end."""

    def find(today: date) -> date:
        saturday = _plus(monday_of(today), 5 + 7 * shift)
        return saturday if saturday > today else _plus(saturday, 7)

    return Day(find=find, last=lambda today: _plus(find(today), 1))


def add(day: date, length: Length, sign: int = 1, *, country: str | None = None) -> date:
    """Return the date so long after another; months clip to their last day.

    Business days leave out weekends and the public holidays of a country.
    """
    if length.months:
        year, month = _month_after(day.year, day.month, sign * length.months)
        if not 1 <= year <= 9999:
            raise Impossible
        day = date(year, month, min(day.day, calendar.monthrange(year, month)[1]))
    day = _plus(day, sign * (length.days + length.seconds // 86_400))
    for _ in range(length.business_days):
        day = _plus(day, sign)
        while not is_open(day, country):
            day = _plus(day, sign)
    return day


def end_of(start: date, unit: Grain) -> date:
    """Return the last day of the period that begins at `start`."""
    if unit is Grain.DAY:
        return start
    return _plus(_period_start(start, unit, 1), -1)


def next_weekday(today: date, number: int) -> date:
    """Return the next such weekday, strictly after today."""
    return _plus(today, (number - today.weekday() - 1) % 7 + 1)


def next_business_day() -> Day:
    """Return the next business day, strictly after today."""
    return shifted(Length(business_days=1), today_plus(0))


def business_day_of_month(nth: int, month_shift: int) -> Day:
    """Return the nth business day (-1 the last) of this or another month from now."""

    def among(today: date, countries: Countries) -> date:
        year, month = _month_after(today.year, today.month, month_shift)
        size = calendar.monthrange(year, month)[1]
        days = (date(year, month, day) for day in range(1, size + 1))
        return [one for one in days if is_open(one, countries.closed)][nth - 1 if nth > 0 else nth]

    return Day(find=lambda today: among(today, Countries()), among=among)


def public_holiday(fallback: str) -> Day:
    """Return the coming public holiday: of the person's country, else of the fallback."""
    return Day(
        find=lambda today: next_holiday(today, fallback),
        among=lambda today, countries: next_holiday(today, countries.named or fallback),
    )


def monday_of(day: date) -> date:
    """Return the Monday of the week."""
    return _plus(day, -day.weekday())


def on(find: Find) -> When:
    """Return the time of a day found by a function of today."""
    return When(day=Day(find=find))


def _period_start(today: date, unit: Grain, shift: int) -> date:
    if unit is Grain.WEEK:
        return _plus(monday_of(today), 7 * shift)
    if unit is Grain.DAY:
        return _plus(today, shift)
    months = {Grain.MONTH: 1, Grain.QUARTER: 3, Grain.YEAR: 12}[unit]
    first = (today.month - 1) // months * months + 1
    return _exact(*_month_after(today.year, first, shift * months), 1)


def _month_after(year: int, month: int, shift: int) -> tuple[int, int]:
    index = year * 12 + month - 1 + shift
    return index // 12, index % 12 + 1


def _possible(year: int, month: int, day: int) -> date | None:
    if not 1 <= year <= 9999 or not 1 <= day <= calendar.monthrange(year, month)[1]:
        return None
    return date(year, month, day)


def _exact(year: int, month: int, day: int) -> date:
    found = _possible(year, month, day)
    if found is None:
        raise Impossible
    return found


def _plus(day: date, days: int) -> date:
    try:
        return day + timedelta(days=days)
    except OverflowError:
        raise Impossible from None
