"""More of how English says when, once and again: meals, counted weekdays, yearly festivals."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator
from dataclasses import replace

from engine.grammar import clocks, days, recurring
from engine.grammar.productions import Row, rows
from engine.grammar.values import Clock, Every, Part, When

_YEARLY = {
    "(christmas|xmas) [day]": (25, 12),
    "(christmas|xmas) eve": (24, 12),
    "boxing day": (26, 12),
    "(new years eve | new year eve | nye)": (31, 12),
    "(new years day | new year | new years)": (1, 1),
    "(valentines day | valentines)": (14, 2),
    "(st patricks day)": (17, 3),
    "halloween": (31, 10),
    "(bonfire night)": (5, 11),
    "(independence day | fourth of july | 4 th of july)": (4, 7),
    "(remembrance day | veterans day)": (11, 11),
    "burns night": (25, 1),
}
_FLOATING = {
    "thanksgiving [day]": (3, 4, 11),
    "(mothers day)": (6, 2, 5),
    "(fathers day)": (6, 3, 6),
    "(labor day)": (0, 1, 9),
    "(memorial day)": (0, -1, 5),
}
_MEALS = (
    "dinner|supper|dinnertime|teatime | tea time | tea !tree|bags|towels|party|room|set|pot|cup"
)


def festivals() -> Iterator[Row]:
    """Yield festivals that come every year."""
    for said, (day, month) in _YEARLY.items():
        yield from rows(
            "every", (f"(every|each) {said}", lambda day=day, month=month: _on(day, month))
        )
    for said, (weekday, nth, month) in _FLOATING.items():
        pick = ((weekday, nth),)
        yield from rows(
            "every",
            (
                f"(every|each) {said}",
                lambda pick=pick, month=month: recurring.yearly_weekday(pick, month),
            ),
        )


def rules() -> Iterator[Row]:
    """Yield rules said by counted or plural days."""
    yield from rows(
        "day_parts",
        ("mornings", lambda: Part.MORNING),
        ("afternoons", lambda: Part.AFTERNOON),
        ("evenings", lambda: Part.EVENING),
        ("nights", lambda: Part.NIGHT),
    )
    yield from rows(
        "every",
        ("(every|each) <int> ~ st|nd|rd|th and [the] <nth_list>", _days),
        ("(twice|two times) daily", lambda: replace(Every(frequency="DAILY"), times_a_period=2)),
        ("(every|each) single <weekdays>", recurring.weekly),
    )
    yield from rows(
        "time",
        ("(every|each) single <day_part>", _daily, 1.1),
        (
            "[on] <weekday> <day_parts>",
            lambda number, part: When(every=recurring.weekly((number,)), part=part),
            1.12,
        ),
        (
            "[on] <weekdays> <day_parts>",
            lambda numbers, part: When(every=recurring.weekly(numbers), part=part),
            1.12,
        ),
        (
            "for [the] [next] <number> <weekday_plural>",
            lambda number, weekday: When(every=recurring.weekly((weekday,)), count=number),
            1.1,
        ),
        (
            "[for] [the] next <number> <weekday_plural>",
            lambda number, weekday: When(every=recurring.weekly((weekday,)), count=number),
            1.1,
        ),
        (
            "(twice|two times | 2 x | 2 times) (daily | a day | per day | every day) [,|:|-] [at] <digits> (and|&) [at] <digits>",
            lambda one, two: When(every=recurring.each(1, "day"), clocks=(one, two)),
            1.15,
        ),
        ("<digits> (and|&) [at] <digits>", lambda one, two: When(clocks=(one, two)), 1.1),
    )


def parts() -> Iterator[Row]:
    """Yield times that meals, bed and the weekend stand for."""
    yield from rows(
        "time",
        ("over (the|this) weekend", lambda: When(day=days.weekend())),
        ("over (next weekend | the next weekend)", lambda: When(day=days.weekend(1))),
        (f"(after|around|at) ({_MEALS})", lambda: When(part=Part.EVENING)),
        ("(before|at) (bed|bedtime)", lambda: When(part=Part.NIGHT), 0.9),
        ("(after|with|at) breakfast", lambda: When(part=Part.MORNING), 0.9),
        (
            "(noon|midday) (to|till|until|-|–) <clock>",
            lambda at: When(clock=Clock(hour=12, minute=0), end_clock=at),
        ),
        (
            "^ <int> . <d2> [h] &remind|tell|ping|nudge|alert|text|call|wake",
            lambda hour, minute: (
                When(clock=Clock(hour=hour, minute=minute)) if hour < 24 and minute < 60 else None
            ),
        ),
        (
            "[,] [and] [it|that|this|which] [should|will|itll|shouldnt|thatll|wont|ought to] (take|takes|last|lasts|go on for) [me|us] [about|around|roughly|up to|approximately|some|maybe|for] [about] <length> [or so|max|tops|long|in total]",
            lambda length: When(length=length),
        ),
        (
            "[the] (evening|night) before <day>",
            lambda day: When(before=clocks.length(1, "day"), part=Part.NIGHT, day=day),
            1.12,
        ),
        (
            "in (exactly|precisely|approximately|roughly|maybe|just under|just over) <length> [time]",
            lambda length: When(elapsed=length),
        ),
        ("(this | the same | same) time tomorrow", lambda: When(elapsed=clocks.length(1, "day"))),
        ("(this | the same | same) time next week", lambda: When(elapsed=clocks.length(7, "day"))),
        ("a fortnight [from] (today|tomorrow)", lambda: When(day=days.today_plus(14)), 1.1),
        ("by [another] <length>", lambda length: When(length=length, weak=True), 1.06),
        ("[by] [the] end of (this|the|coming) <weekday>", _ending, 0.9),
    )


def _on(day: int, month: int) -> Every | None:
    return recurring.yearly_on(day, month)


def _days(first: int, others: tuple[int, ...]) -> Every | None:
    return recurring.monthly_on(first, *others) if min(first, *others) > 0 else None


def _daily(part: Part) -> When:
    return When(every=recurring.each(1, "day"), part=part)


def _ending(number: int) -> When:
    return When(day=days.weekday(number), part=Part.END_OF_DAY)


def productions() -> Iterator[Row]:
    """Yield every production of this module."""
    yield from festivals()
    yield from rules()
    yield from parts()
