"""How English says days, weeks, months and years."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

from engine.grammar import clocks, days
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Grain
from engine.grammar.values import Day, Length

_COUNTED = (
    "floor|one|time|half|edition|part|row|door|left|right|season|episode|chapter|page|year|grade|"
    "draft|class|place|round|person|attempt|reminder|invoice|instalment|installment|coat|dose|"
    "payment|batch|item|thing|question|quarter|week|month|hand|opinion|level|version|try|day"
)
"""What an ordinal may count that is no day of the month: "on the second floor"."""
_NEXT = 1
_LAST = -1


def dates() -> Iterator[Row]:
    """Yield the productions of days."""
    yield from rows(
        "day",
        ("today", lambda: days.today_plus(0)),
        ("tomorrow", lambda: days.today_plus(1)),
        ("2 ~ moro|morrow|mro|moz|mrw", lambda: days.today_plus(1)),
        ("2 ~ day", lambda: days.today_plus(0)),
        ("yesterday", lambda: days.today_plus(-1)),
        ("[the] day after tomorrow", lambda: days.today_plus(2)),
        ("[the] day before yesterday", lambda: days.today_plus(-2)),
        ("<weekday>", days.weekday),
        ("this|coming|upcoming [coming|upcoming] <weekday>", days.weekday_coming),
        ("next <weekday>", days.weekday_coming),
        ("(last|previous|past | this past) <weekday>", days.weekday_past),
        ("following <weekday>", lambda number: days.weekday(number, week=_NEXT)),
        ("(previous) <weekday>", lambda number: days.weekday(number, week=_LAST), 1.1),
        ("<weekday> week", lambda number: days.weekday_plus(number, 1)),
        ("a week on|from <weekday>", lambda number: days.weekday_plus(number, 1)),
        ("<weekday> after next", lambda number: days.weekday(number, week=_NEXT)),
        ("<weekday> [of|in] <week>", lambda number, week: days.weekday(number, week=week)),
        ("<week> [on|-|,] <weekday>", lambda week, number: days.weekday(number, week=week)),
        (
            "<number> <weekday> from now",
            lambda number, weekday: days.weekday_plus(weekday, number - 1),
        ),
        (
            "<number> <weekday_plural> from now",
            lambda number, weekday: days.weekday_plus(weekday, number - 1),
        ),
        ("<weekday> [,] [the] <exact>", _with_weekday),
        ("<exact> [,] <weekday>", lambda day, number: _with_weekday(number, day)),
        ("<weekday> [,] [the] <ordinal>", days.weekday_and_number, 0.95),
        (
            "<weekday> <int>",  # a smaller number is a time: "thurs 8"
            lambda number, day: days.weekday_and_number(number, day) if day > 12 else None,
            0.7,
        ),
        ("<exact>", lambda day: day),
        (f"the <ordinal> !{_COUNTED}", days.month_day),
        ("<int> ~ st|nd|rd|th", days.month_day, 0.9),
        ("[the] <day_number> [day] of next month", lambda day: days.month_day(day, month_shift=1)),
        (
            "[the] <day_number> [day] of (this|the) month",
            lambda day: days.month_day(day, month_shift=0),
        ),
        (
            "[the] <day_number> [day] of the (last|previous) month",
            lambda day: days.month_day(day, month_shift=-1),
        ),
        (
            "[the] <ordinal> <weekday> of|in <month> [<year>]",
            lambda nth, number, month, year: (
                days.nth_weekday(nth, number, month, year) if abs(nth) <= 5 else None
            ),
        ),
        (
            "[the] <ordinal> <weekday> of|in (this|the) month",
            lambda nth, number: days.nth_weekday_in(nth, number, 0) if abs(nth) <= 5 else None,
        ),
        (
            "[the] <ordinal> <weekday> of|in next month",
            lambda nth, number: days.nth_weekday_in(nth, number, 1) if abs(nth) <= 5 else None,
        ),
        ("(this|the) weekend", days.weekend),
        ("next weekend", lambda: days.weekend(1)),
        ("<length> after|from|past <day>", days.shifted),
        ("[the] <unit_word> after <day>", _unit_after),
        ("[the] <unit_word> before <day>", lambda unit, day: _unit_after(unit, day, -1)),
        ("[the] <weekday> before <day>", _weekday_before),
        ("[the] [<ordinal>] <weekday> after <day>", _nth_weekday_after),
        ("<length> (from now|hence) [,] [on] [a] <weekday>", _weekday_near),
        ("in <length> [,] on [a] <weekday>", _weekday_near),
        (
            "<weekday> [,] <length> (from now|hence)",
            lambda number, length: _weekday_near(length, number),
        ),
        (
            "<length> after <holiday> [,] on [a] <weekday>",
            lambda length, day, number: _closest(1, number, days.shifted(length, day)),
        ),
        (
            "[the] [<ordinal>] closest|nearest <weekday> to <day>",
            lambda nth, number, day: _closest(nth or 1, number, day) if (nth or 1) > 0 else None,
            1.1,
        ),
        (
            "<weekday> [the] <ordinal> of (this|the) month",
            lambda _, day: days.month_day(day, month_shift=0),
        ),
        ("[the] <ordinal> day of <month>", days.dated),
        ("<length> before <day>", lambda length, day: days.shifted(length, day, -1)),
        (
            "[the] (next|coming) (holiday | public holiday | bank holiday | federal holiday)",
            lambda: days.public_holiday("US"),
        ),
        ("<holiday>", lambda day: day),
        ("[the] last day of (the|this) month", lambda: days.period_end(Grain.MONTH, 0)),
        ("[the] last day of <month>", days.month_end),
        (
            "[the] (end of the month | end of month | month end | end of this month | eom)",
            lambda: days.period_end(Grain.MONTH, 0),
        ),
        ("[the] end of next month", lambda: days.period_end(Grain.MONTH, 1)),
        (
            "[the] (end of the week | end of week | end of this week | eow)",
            lambda: days.period_end(Grain.WEEK, 0),
        ),
        ("[the] end of next week", lambda: days.period_end(Grain.WEEK, 1)),
        (
            "[the] (end of the year | end of year | year end | end of this year | eoy)",
            lambda: days.period_end(Grain.YEAR, 0),
        ),
        (
            "[the] (end of the quarter | end of quarter | end of this quarter | eoq)",
            lambda: days.period_end(Grain.QUARTER, 0),
        ),
        ("[the] end of <month>", days.month_end),
        ("[the] (start|beginning) of next month", lambda: days.month_day(1, month_shift=1)),
        ("[the] (start|beginning) of next week", lambda: days.weekday(0, week=_NEXT)),
        ("[the] (middle of the month | mid month)", lambda: days.month_day(15)),
        ("a week [from] today", lambda: days.today_plus(7)),
        ("a week [from] tomorrow", lambda: days.today_plus(8)),
        (
            "[the] ides of <month>",
            lambda month: days.dated(15 if month in (3, 5, 7, 10) else 13, month),
        ),
    )
    yield from rows(
        "exact",
        (
            "[the|next|this] <day_number> [of] <month> [[,|in|of] <year> | [of] <old_year>]",
            days.dated,
        ),
        ("<day_number> of <month> [,] [<year>]", days.dated),
        ("[the] <ordinal> of <month> [,] [in] [<year>]", days.dated),
        (
            "<month> [the] <day_word> [[,] <year>]",
            lambda month, day, year: days.dated(day, month, year),
        ),
        (
            "<month> [the] <day_number> , <year>",
            lambda month, day, year: days.dated(day, month, year),
        ),
        ("[the] <int> / <int> [/ <short_year>]", _numbers),
        ("<int> - <int> - <short_year>", _numbers),
        (
            "<int> - <int>",
            lambda one, two: _numbers(one, two) if one <= 12 and two > 12 else None,
            0.6,
        ),
        ("<int> . <int> . <short_year>", days.dated),
        (
            "<weekday> <int> . <int>",
            lambda _, one, two: _numbers(one, two) if two <= 12 else None,
            0.9,
        ),
        ("<year> - <int> - <int>", lambda year, month, day: days.dated(day, month, year)),
        ("<year> / <int> / <int>", lambda year, month, day: days.dated(day, month, year)),
        ("<int> /|- <month> [(/|-) <short_year>]", days.dated),
        (
            "<month> /|- <int> [(/|-) <short_year>]",
            lambda month, day, year: days.dated(day, month, year),
        ),
        ("<year> / <int> / <month>", lambda year, day, month: days.dated(day, month, year)),
        ("<int> - <year> - <month>", lambda day, year, month: days.dated(day, month, year)),
    )
    yield from rows(
        "week",
        ("(next week | the following week | following week | the week after)", lambda: _NEXT),
        ("(this|the|current) week", lambda: 0),
        ("(last|past|previous) week", lambda: _LAST),
        ("[the] week after next", lambda: 2),
    )


def _numbers(one: int, two: int, year: int | None = None) -> Day | None:
    """Read "5/4": the month first, unless the first number can only be a day."""
    if one > 12:
        return days.dated(one, two, year)
    found, other = days.dated(two, one, year), days.dated(one, two, year)
    return replace(found, other_order=other) if found is not None else None


def _closest(nth: int, number: int, base: Day) -> Day:
    """Return the weekday that is closest to a day, or the nth closest."""

    def find(today: date) -> date:
        around = base.find(today)
        near = [around + timedelta(days=one) for one in range(-7 * nth - 7, 7 * nth + 8)]
        fitting = [one for one in near if one.weekday() == number]
        return sorted(fitting, key=lambda one: abs((one - around).days))[nth - 1]

    return Day(find=find)


def _weekday_near(length: Length, number: int) -> Day | None:
    """Return the weekday nearest to so long from now: "in 3 weeks on Friday"."""
    if length.seconds:
        return None
    return _closest(1, number, days.shifted(length, days.today_plus(0)))


def _unit_after(unit: str, base: Day, sign: int = 1) -> Day | None:
    """Return "the day after" or "the week before" a day."""
    length = clocks.length(1, unit)
    return days.shifted(length, base, sign) if length and not length.seconds else None


def _weekday_before(number: int, base: Day) -> Day:
    return Day(find=lambda today: days.next_weekday(base.find(today) - timedelta(days=8), number))


def _nth_weekday_after(nth: int | None, number: int, base: Day) -> Day | None:
    if nth is not None and nth < 1:
        return None
    weeks = timedelta(weeks=(nth or 1) - 1)
    return Day(find=lambda today: days.next_weekday(base.find(today), number) + weeks)


def _with_weekday(number: int, day: Day) -> Day | None:
    if day.month is None or day.month_day is None:
        return None
    return days.dated(day.month_day, day.month, day.year, number)


def periods() -> Iterator[Row]:
    """Yield the productions of weeks, months, quarters and years."""
    yield from rows(
        "grain",
        ("week|weeks", lambda: Grain.WEEK),
        ("month|months", lambda: Grain.MONTH),
        ("quarter|quarters|qtr|qtrs", lambda: Grain.QUARTER),
        ("year|years", lambda: Grain.YEAR),
        ("day|days", lambda: Grain.DAY),
    )
    yield from rows(
        "period",
        ("<week>", lambda shift: days.period(Grain.WEEK, shift)),
        ("(next|coming|following) <grain>", lambda grain: days.period(grain, 1)),
        ("(this|current|the current) <grain>", lambda grain: days.period(grain, 0)),
        ("(last|past|previous) <grain>", lambda grain: days.period(grain, -1)),
        ("<number> upcoming <grain>", lambda number, grain: days.period(grain, number)),
        ("upcoming <number> <grain>", lambda number, grain: days.period(grain, number)),
        ("<ordinal> quarter|qtr [of] [<year>]", days.quarter_of),
        ("q ~ <int> [<year>]", days.quarter_of),
        ("<month> [of|,] <year>", days.month_of),
        (
            "<int> / <year>",
            lambda month, year: days.month_of(month, year) if 1 <= month <= 12 else None,
        ),
        (
            "<year> / <int>",
            lambda year, month: days.month_of(month, year) if 1 <= month <= 12 else None,
        ),
        ("(in|since|through|during|of) <year> [ad]", days.year_said),
        (
            "[the] week of [the] <exact>",
            lambda day: Day(find=lambda today: days.monday_of(day.find(today)), grain=Grain.WEEK),
        ),
        (
            "[the] last week of|in <month> [<year>]",
            lambda month, year: _week_of_month(-1, month, year),
        ),
        (
            "[the] <ordinal> week of|in <month> [<year>]",
            _week_of_month,
        ),
        (
            "[the] 2 ~ nd last week of|in <month> [<year>]",
            lambda month, year: _week_of_month(-2, month, year),
        ),
    )
    yield from rows("month_alone", ("<month>", days.month_of))


def _week_of_month(nth: int, month: int, year: int | None) -> Day:
    last = days.nth_weekday(nth, 6 if nth < 0 else 0, month, year)
    return Day(find=lambda today: days.monday_of(last.find(today)), grain=Grain.WEEK)


def productions() -> Iterator[Row]:
    """Yield every production of this module."""
    yield from dates()
    yield from periods()
