"""How English says times of the day, and from when to when."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import clocks, days
from engine.grammar.productions import Row, rows
from engine.grammar.reading import Grain
from engine.grammar.values import Clock, Day, Length, Part, When

_AT = "(at|by|around|about|from|for|till|until|before|@ | at around|about | around about | at like)"


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
        ("<d2> : <d2> [: <d2>]", _with_zero, 1.01),
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
        ("<hour> in the am", lambda hour: clocks.meridiem(Clock(hour=hour), afternoon=False)),
        ("<hour> in the pm", lambda hour: clocks.meridiem(Clock(hour=hour), afternoon=True)),
    )
    yield from rows(
        "spoken",
        ("half past|after <hour> [oclock]", lambda hour: clocks.bare(hour, 30)),
        ("half past midnight", lambda: clocks.clock(0, 30)),
        ("half past noon|midday", lambda: clocks.clock(12, 30)),
        ("[a] quarter past|after <with_meridiem>", lambda at: _past(15, at)),
        ("half past|after <with_meridiem>", lambda at: _past(30, at)),
        (
            "<minute_count> [minutes] past|after <with_meridiem>",
            _past,
        ),
        ("half <small>", lambda hour: clocks.bare(hour, 30), 0.9),
        ("half <int>", lambda hour: clocks.bare(hour, 30) if 1 <= hour <= 12 else None, 0.85),
        ("[a] quarter past|after <hour> [oclock]", lambda hour: clocks.bare(hour, 15)),
        ("[a] quarter to|til|till|before|of <hour> [oclock]", lambda hour: clocks.before(15, hour)),
        (
            "<minute_count> [minutes] past|after <hour> [oclock]",
            lambda minute, hour: clocks.bare(hour, minute),
        ),
        ("<minute_count> minutes to|til|till|before <hour> [oclock]", clocks.before, 0.9),
        (
            "<minute_count> to|til|till|before <hour> [oclock]",
            lambda minute, hour: clocks.before(minute, hour) if minute % 5 == 0 else None,
            0.9,
        ),
        ("<hour> oclock", clocks.bare),
        ("<hour> o clock", clocks.bare),
        ("<hour> ish", clocks.bare),
        (
            "<int> ~ ish",
            lambda digits: clocks.clock(digits // 100, digits % 100) if digits > 99 else None,
        ),
        ("<hour> sharp", clocks.bare),
        ("<digits> sharp|ish|exactly", lambda at: at),
        ("<with_meridiem> sharp|ish|exactly", lambda at: at),
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
        ("<d4>", _military),
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
            "<d4>",
            lambda digits: (
                When(clock=_military(digits), weak=True)
                if digits < 1000 and _military(digits)
                else None
            ),
            0.5,
        ),
        (
            "<hour> -|–|to|till|until <hour>",
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
            f"({_AT} <clock> | <sure_clock> | <spoken>) tonight",
            lambda at: When(clock=at, part=Part.NIGHT, day=days.today_plus(0)),
        ),
        (
            "<hour> tonight",  # but not "watch Apollo 13 tonight"
            lambda hour: (
                When(clock=clocks.bare(hour), part=Part.NIGHT, day=days.today_plus(0))
                if hour <= 12
                else None
            ),
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


def _with_zero(hour: int, minute: int, second: int | None = None) -> Clock | None:
    """Read "06:55", whose zero says that twenty-four hours are counted."""
    return clocks.clock(hour, minute, second) if 1 <= hour <= 9 else None


def _military(digits: int) -> Clock | None:
    hour, minute = divmod(digits, 100)
    return clocks.clock(hour, minute) if hour <= 23 and minute <= 59 else None


def _after_day(digits: int) -> Clock | None:
    """Read "tomorrow 0630", but not "May 5 2027"."""
    return None if 1900 <= digits < 2100 else _military(digits)


def _with_meridiem(hour: int, after: bool) -> Clock | None:  # noqa: FBT001 - a pattern hands it on
    at = clocks.clock(hour)
    return clocks.meridiem(at, afternoon=after) if at and hour >= 1 else None


def _minutes_meridiem(hour: int, minute: int, after: bool) -> Clock | None:  # noqa: FBT001 - a pattern hands it on
    at = clocks.clock(hour, minute) if hour <= 12 else None
    return clocks.meridiem(at, afternoon=after) if at else None


def _full_meridiem(hour: int, minute: int, second: int | None, after: bool) -> Clock | None:  # noqa: FBT001 - a pattern hands it on
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
        (
            "[on] <day> ((around|about|approx|roughly|circa) [at] <bare> | <int> (to|till|until|-|–) <int> | [,|at|@] <d4> [hours])",
            _day_and_digits,
            1.05,
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


def _day_and_digits(day: Day, said: Clock | int, last: int | None) -> When | None:
    """Read "friday around 9", "sunday 9 to 1" (no nine minutes to one) and "tomorrow 0630"."""
    if isinstance(said, Clock):
        return When(day=day, clock=said)
    if last is not None:
        return _day_span(day, said, last)
    at = _after_day(said)
    return When(day=day, clock=at) if at else None


def _day_span(day: Day, first: int, last: int) -> When | None:
    """Read "sunday 9 to 1" as a span, not as nine minutes to one."""
    one, two = clocks.bare(first), clocks.bare(last)
    if one is None or two is None or first > 12 or last > 12:
        return None
    return When(day=day, clock=one, end_clock=two)


def productions() -> Iterator[Row]:
    """Yield every production of this module."""
    yield from clock_times()
    yield from spans()
