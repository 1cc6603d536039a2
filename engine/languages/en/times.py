"""How English places days, parts of the day and lengths on the time line."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import clocks, days
from engine.grammar.places import TWO_WORDS
from engine.grammar.productions import Row, rows
from engine.grammar.values import Day, Length, Part, When

_ON = "[on|for|of|in|this|the|at|from|around|about|during|since|through] [the]"
_AT = "(at|by|around|about|from|for|till|until|before|@ | at around|about | around about | at like)"


_DUE = "(by|before|due|until|till | due by | due on | due before | due back [on|by] | due in on | due out on | prior to | (no|not) later than | not after | at the latest by | latest by | deadline [is] [by])"
_CLOSE = "(end of day | end of the day | eod | cob | close of business | end of business | close of play | end of play | end of the working day | end of the work day | eob | cop)"


def moments() -> Iterator[Row]:
    """Yield the productions that place a day, a part of it or a length on the time line."""
    yield from rows(
        "time",
        (f"{_ON} <day>", lambda day: When(day=day)),
        ("(sometime|anytime|later|early) [on] <day>", lambda day: When(day=day), 0.9),
        (f"{_ON} <period>", lambda day: When(day=day)),
        ("in|during|this|next|for|since|from|through <month_alone>", lambda day: When(day=day)),
        ("<month_alone>", lambda day: When(day=day, weak=True), 0.41),
        ("[on] weekend", lambda: When(day=days.weekend(), weak=True), 0.5),
        ("by|before|till|until weekend", lambda: When(until=days.weekend(), is_due=True)),
        (
            "(today|tonight) (and|plus|&) tomorrow",
            lambda: When(day=days.today_plus(0), last_day=days.today_plus(1)),
        ),
        (
            "in|within [about|around|like] [the] [next] <length> [time]",
            lambda length: When(elapsed=length),
        ),
        ("in a bit|while", lambda: When(elapsed=clocks.length(30, "minute"))),
        ("<length> (from now | from right now | hence)", lambda length: When(elapsed=length)),
        (
            "[early|late|mid] [-] (in|this|next) [the] <month_alone>",
            lambda day: When(day=day),
            0.9,
        ),
        (
            "(in|by|around) (early|mid|late) [-] <month> [<year>]",
            lambda month, year: When(day=days.month_of(month, year)),
        ),
        ("<length> ago", _ago),
        ("<length> back", _ago, 0.5),
        ("<length> later", lambda length: When(elapsed=length), 0.7),
        ("now|asap|atm", lambda: When(is_now=True, weak=True), 0.5),
        (
            "(right now | at the moment | at the minute | at the present time | at present)",
            lambda: When(is_now=True),
            0.9,
        ),
        (
            "(tonight | tonight night | 2 ~ nite | 2 ~ night)",
            lambda: When(day=days.today_plus(0), part=Part.NIGHT),
        ),
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
            f"[by|at|the] [the] {_CLOSE} [today]",
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
            "<length> before (my|the|our|his|her) (<with_meridiem>|<digits>) [<event_noun>] <event_noun>",
            lambda length, at, *_: When(before=length, clock=at),
        ),
        (
            "<length> before [my|the|our|his|her] <event_noun> !with|w|about|on|at",
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
            f"{_DUE} [by|on|in|at|before|the] <due_day>",
            lambda day: When(until=day, is_due=True),
            1.1,
        ),
        (
            f"{_DUE} [by|on|at] <due_day> <day_part>",
            lambda day, part: When(until=day, part=part, is_due=True),
            1.1,
        ),
        ("(due) in <length>", lambda length: When(elapsed=length, is_due=True), 1.1),
        ("within <length>", lambda length: When(elapsed=length, is_due=True), 1.1),
        (f"{_DUE} [at] <clock>", lambda at: When(clock=at, is_due=True), 1.02),
        (
            "(by|before|due) tonight",
            lambda: When(day=days.today_plus(0), part=Part.NIGHT, is_due=True),
            1.05,
        ),
        ("(by|before) noon|midday", lambda: When(part=Part.NOON, is_due=True), 1.05),
        ("(by|before) midnight", lambda: When(part=Part.MIDNIGHT, is_due=True), 1.05),
        (
            f"{_DUE} [the] {_CLOSE}",
            lambda: When(part=Part.END_OF_DAY, is_due=True),
            1.1,
        ),
        (
            f"{_DUE} [the] {_CLOSE} [on|of] [the] <due_day>",
            lambda day: When(until=day, part=Part.END_OF_DAY, is_due=True),
            1.15,
        ),
        (
            f"{_DUE} [the] (lunch|lunchtime|noon|midday) [on] <due_day>",
            lambda day: When(until=day, part=Part.NOON, is_due=True),
            1.15,
        ),
        (
            "when (it|the clock|its) [hits|strikes|gets to|turns|reaches|is] <clock>",
            lambda at: When(clock=at),
        ),
        ("at the latest", lambda: When(is_due=True, weak=True), 0.9),
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
    """Yield the productions of moments and named zones."""
    yield from moments()
    yield from zones()
