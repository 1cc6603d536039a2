"""How English says days, times of the day and lengths of time."""

from collections.abc import Iterator

from engine.grammar import clocks, days
from engine.grammar.places import TWO_WORDS
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Grain
from engine.grammar.values import Clock, Day, Length, Part, When

_ON = "[on|for|of|in|this|the|at|from|around|about|during|since|through] [the]"
_AT = "(at|by|around|about|from|for|till|until|before|@ | at around|about | around about | at like)"
_NEXT = 1
_LAST = -1


def numbers() -> Iterator[Row]:
    """Yield the productions of numbers, ordinals and years."""
    yield from rows(
        "number",
        ("<int>", int),
        ("<small>", int),
        ("<ten> [<small>]", lambda ten, unit: ten + (unit or 0)),
        ("a|an", lambda: 1),
        ("[a] couple|pair [of]", lambda: 2),
        ("[a] few", lambda: 3),
        ("a dozen", lambda: 12),
    )
    yield from rows(
        "year",
        ("<d4>", lambda year: year if 1900 <= year < 2200 else None),
        ("two thousand [and] [<number>]", lambda rest: 2000 + (rest or 0)),
        ("twenty <ten> [<small>]", lambda ten, unit: 2000 + ten + (unit or 0)),
    )
    yield from rows("short_year", ("<year>", int), ("<d2>", days.year_of))
    yield from rows(
        "old_year",
        ("<year>", int),
        ("[of] <d2>", lambda year: days.year_of(year) if year >= 50 else None),
    )
    yield from rows(
        "ordinal",
        ("<ordinal_word>", int),
        ("<int> ~ st|nd|rd|th", int),
        ("<int> st|nd|rd|th", int),
        ("twenty <ordinal_word>", lambda unit: 20 + unit if unit < 10 else None),
        ("thirty first", lambda: 31),
        ("last", lambda: -1),
        ("(second last | second to last | 2 ~ nd last | next to last | penultimate)", lambda: -2),
    )
    yield from rows(
        "day_number",
        ("<ordinal>", lambda day: day if 1 <= day <= 31 else None),
        ("<int>", lambda day: day if 1 <= day <= 31 else None),
    )
    yield from rows(
        "day_word",
        ("<day_number>", int),
        ("<ten> [<small>]", lambda ten, unit: ten + (unit or 0) if ten <= 30 else None),
        ("<small>", int),
    )
    yield from rows("weekday", ("<weekday_word> [~ .]", int), ("<short_weekday> [~ .]", int, 0.9))
    yield from rows("month", ("<month_word> [~ .]", int))


def lengths() -> Iterator[Row]:
    """Yield the productions of lengths of time."""
    yield from rows(
        "unit",
        ("<unit_word>", str),
        ("(business|working|work) (day|days)", lambda: "business_day"),
        ("calendar (day|days)", lambda: "day"),
        ("~ m", lambda: "minute", 0.8),
        ("~ d", lambda: "day", 0.8),
        ("~ w", lambda: "week", 0.8),
        ("~ s", lambda: "second", 0.8),
    )
    yield from rows(
        "length",
        ("<number> <unit>", clocks.length),
        ("<number> more <unit>", clocks.length),
        ("<number> and a half <unit>", lambda number, unit: clocks.length(number + 0.5, unit)),
        ("<number> <unit> and a half", lambda number, unit: clocks.length(number + 0.5, unit)),
        ("<number> <unit> [and|,] <number> <unit>", _sum),
        ("<int> ~ h ~ <int> [~ m]", lambda hours, rest: _sum(hours, "hour", rest, "minute")),
        ("half an|a <unit>", lambda unit: clocks.length(0.5, unit)),
        ("[a] half <unit>", lambda unit: clocks.length(0.5, unit)),
        ("[a] quarter of an hour", lambda: clocks.length(15, "minute")),
        ("three quarters of an hour", lambda: clocks.length(45, "minute")),
        ("[a] quarter hour", lambda: clocks.length(15, "minute")),
        ("<int> / <int> [of] [an] hour|h", _fraction),
        (
            "<int> . <int> <unit>",
            lambda whole, tenth, unit: clocks.length(whole + tenth / 10, unit),
        ),
        ("a (bit|sec|moment|minute)", lambda: None),
        ('<int> "', lambda number: clocks.length(number, "second")),
        ("a while", lambda: clocks.length(1, "hour")),
    )


def _sum(number: int, unit: str, more: int, smaller: str) -> Length | None:
    left, right = clocks.length(number, unit), clocks.length(more, smaller)
    return clocks.both(left, right) if left and right else None


def _fraction(part: int, whole: int) -> Length | None:
    return clocks.length(part / whole, "hour") if 0 < part < whole else None


def clock_times() -> Iterator[Row]:
    """Yield the productions of times of the day."""
    yield from rows(
        "hour",
        ("<int>", lambda hour: hour if hour <= 24 else None),
        ("<small>", lambda hour: hour if 1 <= hour <= 12 else None),
    )
    yield from rows(
        "minute",
        ("<d2>", lambda minute: minute if minute <= 59 else None),
        ("<ten> [<small>]", lambda ten, unit: ten + (unit or 0) if ten < 60 else None),
        ("<small>", lambda minute: minute if minute >= 10 else None),
        ("oh|zero|o|ou <small>", lambda unit: unit if unit < 10 else None),
    )
    yield from rows(
        "meridiem",
        ("am|a.m", lambda: False),
        ("pm|p.m", lambda: True),
        ("a [.] m [.]", lambda: False),
        ("p [.] m [.]", lambda: True),
        ("~ a [~ .]", lambda: False),
        ("~ p [~ .]", lambda: True),
    )
    yield from rows(
        "digits",  # a time that needs no further word
        ("<int> : <d2> [: <d2>]", _written),
        ("<int> ~ h [~ <d2>]", clocks.clock),
        ("<int> h <d2>", clocks.clock),
        ("<d2> : <d2> h|hours", clocks.clock),
    )
    yield from rows(
        "with_meridiem",
        ("<hour> <meridiem>", _with_meridiem),
        ("<hour> . <meridiem>", _with_meridiem),
        ("<hour> <minute> <meridiem>", _minutes_meridiem),
        ("<hour> : <d2> [: <d2>] <meridiem>", _full_meridiem),
        ("<hour> . <d2> <meridiem>", _minutes_meridiem),
        (
            "<d4> <meridiem>",
            lambda digits, after: _minutes_meridiem(digits // 100, digits % 100, after),
        ),
        (
            "<int> <meridiem>",
            lambda digits, after: (
                _minutes_meridiem(digits // 100, digits % 100, after)
                if 100 <= digits <= 959
                else None
            ),
        ),
        ("<hour> in the am|pm", lambda hour: None),
        ("<hour> in the am", lambda hour: _with_meridiem(hour, False)),
        ("<hour> in the pm", lambda hour: _with_meridiem(hour, True)),
    )
    yield from rows(
        "spoken",
        ("half past|after <hour> [oclock]", lambda hour: clocks.bare(hour, 30)),
        ("[a] quarter past|after <with_meridiem>", lambda at: _past(15, at)),
        ("half past|after <with_meridiem>", lambda at: _past(30, at)),
        (
            "<minute_count> [minutes] past|after <with_meridiem>",
            lambda minute, at: _past(minute, at),
        ),
        ("half <small>", lambda hour: clocks.bare(hour, 30), 0.9),
        ("[a] quarter past|after <hour> [oclock]", lambda hour: clocks.bare(hour, 15)),
        ("[a] quarter to|til|till|before|of <hour> [oclock]", lambda hour: clocks.before(15, hour)),
        (
            "<minute_count> [minutes] past|after <hour> [oclock]",
            lambda minute, hour: clocks.bare(hour, minute),
        ),
        ("<minute_count> [minutes] to|til|till|before <hour> [oclock]", clocks.before, 0.9),
        ("<hour> oclock", clocks.bare),
        ("<hour> o clock", clocks.bare),
        ("<hour> ish", lambda hour: clocks.bare(hour)),
        (
            "<int> ~ ish",
            lambda digits: clocks.clock(digits // 100, digits % 100) if digits > 99 else None,
        ),
        ("<hour> sharp", clocks.bare),
        ("<spoken> <meridiem>", lambda at, after: clocks.meridiem(at, afternoon=after)),
    )
    yield from rows(
        "minute_count",
        ("<number>", lambda minute: minute if 1 <= minute <= 59 else None),
    )
    yield from rows(
        "bare",  # a number that is a time only after "at" or beside a day
        ("<hour>", clocks.bare),
        ("<hour> <minute>", clocks.bare),
        ("<hour> . <d2>", _written),
        ("<digits>", lambda at: at),
    )
    yield from rows(
        "military",
        ("<d4>", lambda digits: _military(digits)),
        (
            "<int>",
            lambda digits: (
                clocks.bare(digits // 100, digits % 100)
                if 100 <= digits <= 959 and digits % 100 < 60
                else None
            ),
        ),
    )
    yield from rows(
        "clock",
        ("<digits>", lambda at: at),
        ("<with_meridiem>", lambda at: at),
        ("<spoken>", lambda at: at),
        ("<bare>", lambda at: at),
        ("[12] noon|midday", lambda: clocks.clock(12)),
        ("[12] midnight", lambda: clocks.clock(24)),
    )
    yield from rows(
        "time",
        (f"[{_AT}] <digits>", _at),
        (f"[{_AT}] <with_meridiem>", _at),
        (f"[{_AT}] [a] <spoken>", _at),
        ("at|@ [around|about] <bare>", _at),
        ("at|@|around [around|about] <military> [hours|ish]", _at),
        ("<military> hours", _at),
        (
            "<hour> -|– <hour>",
            lambda one, two: (
                When(clock=clocks.bare(one), end_clock=clocks.bare(two), weak=True)
                if clocks.bare(one) and one < 13 and two < 13
                else None
            ),
            0.5,
        ),
        ("around|about|by|from|till|until|for <bare>", lambda at: When(clock=at, weak=True), 0.8),
        ("<bare>", lambda at: When(clock=at, weak=True), 0.5),
        (
            "<hour> <minute>",
            lambda hour, minute: (
                When(clock=clocks.bare(hour, minute), weak=True)
                if clocks.bare(hour, minute)
                else None
            ),
            0.7,
        ),
        (
            f"[{_AT}] <clock> [oclock] (in the | at | on the | of the | in) <day_part>",
            lambda at, part: When(clock=at, part=part),
        ),
        (
            f"[{_AT}] <clock> this|that <day_part>",
            lambda at, part: When(clock=at, part=part, day=days.today_plus(0)),
        ),
        (
            f"[{_AT}] <clock> tonight",
            lambda at: When(clock=at, part=Part.NIGHT, day=days.today_plus(0)),
        ),
        (f"[{_AT}] <length> past|after <clock>", _after_clock),
        (
            f"[{_AT}] <int> past|after <clock>",
            lambda minutes, at: _after_clock(clocks.length(minutes, "minute"), at),
        ),
        ("<length> from <with_meridiem>", _after_clock),
        (f"[{_AT}] [the] [12] noon|midday", lambda: When(part=Part.NOON)),
        (f"[{_AT}] [12] midnight", lambda: When(part=Part.MIDNIGHT)),
        ("[a] quarter to noon|midday", lambda: When(clock=clocks.clock(11, 45))),
        (
            "[at] [a] <minute_count> past noon",
            lambda minutes: When(clock=clocks.clock(12, minutes)),
        ),
        ("[a] <minute_count> to noon", lambda minutes: When(clock=clocks.clock(11, 60 - minutes))),
    )


def _written(hour: int, minute: int, second: int | None = None) -> Clock | None:
    """Read digits without am and pm: 7:00 to 12:59 as written, 1:00 to 6:59 as bare hours."""
    found = clocks.clock(hour, minute, second)
    return clocks.bare(hour, minute) if found and 1 <= hour <= 6 else found


def _military(digits: int) -> Clock | None:
    hour, minute = divmod(digits, 100)
    return clocks.clock(hour, minute) if hour <= 23 and minute <= 59 else None


def _with_meridiem(hour: int, after: bool) -> Clock | None:  # noqa: FBT001 - called by a pattern
    at = clocks.clock(hour)
    return clocks.meridiem(at, afternoon=after) if at and 1 <= hour else None


def _minutes_meridiem(hour: int, minute: int, after: bool) -> Clock | None:  # noqa: FBT001
    at = clocks.clock(hour, minute) if hour <= 12 else None
    return clocks.meridiem(at, afternoon=after) if at else None


def _full_meridiem(hour: int, minute: int, second: int | None, after: bool) -> Clock | None:  # noqa: FBT001
    at = clocks.clock(hour, minute, second)
    return clocks.meridiem(at, afternoon=after) if at else None


def _after_clock(length: Length | None, at: Clock) -> When | None:
    if length is None or not 0 < length.seconds < 3600:
        return None
    total = at.hour * 60 + at.minute + length.seconds // 60
    return When(
        clock=Clock(hour=total // 60 % 24, minute=total % 60, bare=at.bare, grain=Grain.MINUTE)
    )


def _past(minutes: int, at: Clock) -> Clock | None:
    return clocks.clock(at.hour, minutes) if at.minute == 0 else None


def _at(at: Clock) -> When:
    return When(clock=at)


def spans() -> Iterator[Row]:
    """Yield the productions of spans: from one time to another, and how long."""
    yield from rows(
        "time",
        ("(from|between) <clock> (to|till|until|and|-|–) <clock>", _span),
        ("[at] <sure_clock> (to|till|until|-|–|through) <clock>", _span),
        ("<clock> (to|till|until|-|–) <sure_clock>", _span),
        (
            "(from|between) <clock> (to|till|until|and|-|–) <clock> in the <day_part>",
            lambda one, two, part: When(clock=one, end_clock=two, part=part),
        ),
        ("for <length>", lambda length: When(length=length)),
        ("(lasting|lasts) <length>", lambda length: When(length=length)),
        ("<length> long", lambda length: When(length=length)),
        ("(for the next) <length>", lambda length: When(length=length)),
        ("<length>", lambda length: When(length=length, weak=True), 0.6),
    )
    yield from rows(
        "sure_clock",
        ("<digits>", lambda at: at),
        ("<with_meridiem>", lambda at: at),
        ("[12] noon|midday", lambda: clocks.clock(12)),
        ("midnight", lambda: clocks.clock(24)),
    )


def _span(first: Clock, last: Clock) -> When | None:
    return When(clock=first, end_clock=last)


def dates() -> Iterator[Row]:
    """Yield the productions of days."""
    yield from rows(
        "day",
        ("today", lambda: days.today_plus(0)),
        ("tomorrow", lambda: days.today_plus(1)),
        ("yesterday", lambda: days.today_plus(-1)),
        ("[the] day after tomorrow", lambda: days.today_plus(2)),
        ("[the] day before yesterday", lambda: days.today_plus(-2)),
        ("<weekday>", days.weekday),
        ("this|coming|upcoming [coming|upcoming] <weekday>", days.weekday_coming),
        ("next <weekday>", days.weekday_coming),
        ("(last|previous|past | this past) <weekday>", lambda number: days.weekday_past(number)),
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
        ("<weekday> <int>", days.weekday_and_number, 0.7),
        ("<exact>", lambda day: day),
        ("the <ordinal>", days.month_day),
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
        ("weekend", days.weekend, 0.8),
        ("next weekend", lambda: days.weekend(1)),
        ("<length> after|from <day>", days.shifted),
        ("<length> before <day>", lambda length, day: days.shifted(length, day, -1)),
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
        ("<int> . <int> . <short_year>", lambda day, month, year: days.dated(day, month, year)),
        ("<weekday> <int> . <int>", lambda number, one, two: _numbers(one, two), 0.9),
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
    return days.dated(two, one, year)


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
            lambda nth, month, year: _week_of_month(nth, month, year),
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


def moments() -> Iterator[Row]:
    """Yield the productions that place a day, a part of it or a length on the time line."""
    yield from rows(
        "time",
        (f"{_ON} <day>", lambda day: When(day=day)),
        ("(sometime|anytime|later|early) [on] <day>", lambda day: When(day=day), 0.9),
        (f"{_ON} <period>", lambda day: When(day=day)),
        ("in|during|this|next|for|since|from|through <month_alone>", lambda day: When(day=day)),
        ("<month_alone>", lambda day: When(day=day, weak=True), 0.4),
        (
            "in|within [about|around|like] [the] [next] <length> [time]",
            lambda length: When(elapsed=length),
        ),
        ("in a bit|while", lambda: When(elapsed=clocks.length(30, "minute"))),
        ("<length> (from now | from right now | hence)", lambda length: When(elapsed=length)),
        ("<length> ago", _ago),
        ("<length> later", lambda length: When(elapsed=length), 0.7),
        ("now|asap|atm", lambda: When(is_now=True, weak=True), 0.5),
        (
            "(right now | at the moment | at the minute | at the present time | at present)",
            lambda: When(is_now=True),
            0.9,
        ),
        ("(tonight | tonight night)", lambda: When(day=days.today_plus(0), part=Part.NIGHT)),
        ("(last night)", lambda: When(day=days.today_plus(-1), part=Part.NIGHT)),
        ("this <day_part>", lambda part: When(day=days.today_plus(0), part=part)),
        (
            "[late|early|later|on] <day> [late|early] [in the] <day_part>",
            lambda day, part: When(day=day, part=part),
        ),
        (
            "[on|for] <weekday> <day_part>",
            lambda number, part: When(day=days.weekday(number), part=part),
            1.05,
        ),
        ("(in|during) the <day_part>", lambda part: When(part=part)),
        ("on the <day_part> of", lambda part: When(part=part)),
        ("first thing [in the morning]", lambda: When(part=Part.MORNING, weak=True), 0.9),
        ("first thing <day>", lambda day: When(day=day, part=Part.MORNING)),
        ("<day> first thing", lambda day: When(day=day, part=Part.MORNING)),
        ("(early morning)", lambda: When(part=Part.EARLY, weak=True), 0.9),
        ("at night", lambda: When(part=Part.NIGHT)),
        ("(after lunch)", lambda: When(part=Part.LUNCH)),
        ("(at lunch | at lunchtime | lunchtime | around lunch)", lambda: When(part=Part.NOON)),
        ("(before lunch)", lambda: When(clock=clocks.clock(11))),
        ("(after work)", lambda: When(part=Part.END_OF_DAY)),
        (
            "[by|at|the] [the] (end of day | end of the day | eod | cob | close of business | end of play) [today]",
            lambda: When(part=Part.END_OF_DAY),
        ),
        ("[by|at] [the] end of <day>", lambda day: When(day=day, part=Part.END_OF_DAY), 0.9),
        ("later today", lambda: When(day=days.today_plus(0), part=Part.END_OF_DAY), 0.9),
        (
            "[the] (night|day|evening) before [<day>]",
            lambda day: When(before=clocks.length(1, "day"), day=day),
        ),
        (
            "[the] night|evening before",
            lambda: When(before=clocks.length(1, "day"), part=Part.NIGHT),
            1.1,
        ),
        ("<length> before [that|it|hand]", lambda length: When(before=length)),
        ("<length> beforehand|ahead|earlier", lambda length: When(before=length), 0.9),
        ("<length> in advance", lambda length: When(before=length)),
        (
            "<length> before (my|the|our|his|her) <with_meridiem> <event_noun>",
            lambda length, at, _: When(before=length, clock=at),
        ),
        (
            "<length> before (my|the|our|his|her) <event_noun>",
            lambda length, _: When(before=length),
        ),
        (
            "<length> before (my|the|our|his|her) <with_meridiem>",
            lambda length, at: When(before=length, clock=at),
        ),
        (
            "<length> before (my|the|our|his|her) <digits>",
            lambda length, at: When(before=length, clock=at),
        ),
        (
            "(by|before|due|until|till) [by|on|in|at|before|the] <due_day>",
            lambda day: When(until=day, is_due=True),
            1.1,
        ),
        (
            "(by|before|due|until|till) [by|on|at] <due_day> <day_part>",
            lambda day, part: When(until=day, part=part, is_due=True),
            1.1,
        ),
        ("(due) in <length>", lambda length: When(elapsed=length, is_due=True), 1.1),
        ("within <length>", lambda length: When(elapsed=length, is_due=True), 1.1),
        ("(by|before|due|until|till) [at] <clock>", lambda at: When(clock=at, is_due=True), 1.02),
        (
            "(by|before|due) tonight",
            lambda: When(day=days.today_plus(0), part=Part.NIGHT, is_due=True),
            1.05,
        ),
        ("(by|before) noon|midday", lambda: When(part=Part.NOON, is_due=True), 1.05),
        ("(by|before) midnight", lambda: When(part=Part.MIDNIGHT, is_due=True), 1.05),
        (
            "by [the] (end of day | end of the day | eod | cob | close of business | end of play)",
            lambda: When(part=Part.END_OF_DAY, is_due=True),
            1.1,
        ),
        ("(deadline) [is|:|on] [on] <due_day>", lambda day: When(until=day, is_due=True), 1.05),
        (
            "(up to and including | up to | through | thru) <due_day>",
            lambda day: When(until=day, is_due=True),
            1.1,
        ),
        (
            "(starting|beginning|from|as of|commencing|start|starts) [from|on|in] <start_day> [on|onwards|onward]",
            lambda day: When(start=day),
            1.05,
        ),
        (
            "(starting|beginning|from) [from|on] <start_day> (on|onwards|onward)",
            lambda day: When(start=day),
            1.1,
        ),
        (
            "(starting|beginning|from) tonight [on|onwards]",
            lambda: When(start=days.today_plus(0), part=Part.NIGHT),
            1.1,
        ),
        (
            "(starting|beginning|from) [right] now [on]",
            lambda: When(start=days.today_plus(0)),
            1.05,
        ),
        ("(starting|beginning) at <clock>", lambda at: When(clock=at), 1.05),
        ("[the|on|from] <day_number> (to|-|–|until|till|through) [the] <exact>", _days_until),
        (
            "[from] <month> [the] <day_number> (to|-|–|until|till|through) [the] <day_number> [[,] <year>]",
            _month_days_until,
        ),
        (
            "[from] <day> (to|-|–|until|till|through) <day>",
            lambda first, last: When(day=first, last_day=last),
            0.9,
        ),
    )
    yield from rows(
        "due_day",
        ("<day>", lambda day: day),
        ("<period>", lambda day: day),
        ("<month_alone>", lambda day: day),
    )
    yield from rows(
        "start_day",
        ("<day>", lambda day: day),
        ("<period>", lambda day: day),
        ("<month_alone>", lambda day: day),
    )


def _ago(length: Length) -> When:
    return When(
        elapsed=Length(
            months=-length.months, days=-length.days, seconds=-length.seconds, grain=length.grain
        )
    )


def _days_until(first: int, last: Day) -> When | None:
    if last.month is None:
        return None
    return When(day=days.dated(first, last.month, last.year), last_day=last)


def _month_days_until(month: int, first: int, last: int, year: int | None) -> When | None:
    end = days.dated(last, month, year)
    return When(day=days.dated(first, month, year), last_day=end) if end else None


def zones() -> Iterator[Row]:
    """Yield the productions of named zones: "9am London time", "3pm ET"."""
    for name, zone in TWO_WORDS.items():
        yield from rows("city", (name, lambda zone=zone: zone))
    yield from rows("city", ("<city_word>", str))
    yield from rows(
        "zone",
        ("<city> time", str),
        ("<zone_word>", str),
        ("eastern [standard|daylight] time", lambda: "America/New_York"),
        ("pacific [standard|daylight] time", lambda: "America/Los_Angeles"),
        ("central [standard|daylight] time", lambda: "America/Chicago"),
        ("uk time", lambda: "Europe/London"),
    )
    yield from rows(
        "time",
        ("[in] <city> time", lambda zone: When(zone=zone)),
        (f"[{_AT}] <with_meridiem> <zone>", lambda at, zone: When(clock=at, zone=zone)),
        (f"[{_AT}] <digits> <zone>", lambda at, zone: When(clock=at, zone=zone)),
        ("at <bare> <zone>", lambda at, zone: When(clock=at, zone=zone)),
    )


def productions() -> Iterator[Row]:
    """Yield every production of times."""
    yield from zones()
    yield from numbers()
    yield from lengths()
    yield from clock_times()
    yield from spans()
    yield from dates()
    yield from periods()
    yield from moments()
