"""How English says that something comes again."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import recurring
from engine.grammar.productions import Row, rows
from engine.grammar.values import Every, Part, When, on_days

_AND = "(, | and | , and | & | / | or)"
_BUSINESS = "(business|working|work|week day | workday | weekday)"


def picks() -> Iterator[Row]:
    """Yield the productions of the days that a rule picks in a week, a month or a year."""
    yield from rows(
        "weekdays",
        ("<weekday>", lambda number: (number,)),
        ("<weekday_plural>", lambda number: (number,)),
        (
            f"(<weekday> | <weekday_plural>) [{_AND}] [on|every|each] <weekdays>",
            recurring.listed,
        ),
    )
    yield from rows(
        "weekday_list", ("<weekdays>", lambda numbers: numbers if len(numbers) > 1 else None)
    )
    yield from rows(
        "plural_list",
        ("<weekday_plural>", lambda number: (number,)),
        (
            f"<weekday_plural> [{_AND}] [on] <weekdays>",
            recurring.listed,
        ),
    )
    yield from rows(
        "nth_list",
        ("<ordinal>", lambda nth: (nth,)),
        (f"<ordinal> {_AND} [on] [the] <nth_list>", recurring.listed),
    )
    yield from rows(
        "nth_weekdays",
        ("<nth_list> <weekday>", _pairs),
        (
            f"<nth_list> <weekday> {_AND} [on] [the] <nth_weekdays>",
            _more_pairs,
        ),
    )
    yield from rows(
        "nth_pick",
        ("<nth_weekdays>", recurring.monthly_weekdays),
        (f"<ordinal> {_BUSINESS}", recurring.monthly_business_day),
    )
    yield from rows(
        "month_pick",
        ("<nth_pick>", lambda pick: pick),
        ("<nth_list>", _monthly_days),
        (f"<nth_list> {_AND} [on] [the] last day", _days_and_last),
        ("<ordinal> day", _monthly_on),
    )
    yield from rows(
        "year_pick",
        ("<day_number> [of] <month>", recurring.yearly_on),
        ("<month> [the] <day_number>", lambda month, day: recurring.yearly_on(day, month)),
        ("<nth_weekdays> (of|in) <month>", recurring.yearly_weekday),
    )
    yield from rows(
        "of_every_month",
        ("[of|in] (every|each) month", lambda: True),
        ("monthly", lambda: True),
    )


def cycles() -> Iterator[Row]:
    """Yield the productions of periods that come again, without the days in them."""
    yield from rows(
        "cycle",
        ("(every|each) <number> <unit>", recurring.each),
        ("once (every) <number> <unit>", recurring.each),
        ("(every|each) <unit_word>", lambda unit: recurring.each(1, unit)),
        ("(every|each) (other|second) <unit_word>", lambda unit: recurring.each(2, unit)),
        ("(alternate|alternating) <unit_word>", lambda unit: recurring.each(2, unit)),
        ("(once | one time) (a|per|every) <unit_word>", lambda unit: recurring.each(1, unit)),
        (
            "(every|each) <ordinal> <unit_word>",
            lambda nth, unit: recurring.each(nth, unit) if nth > 1 else None,
            0.9,
        ),
        ("every half [an] hour | every half hour", lambda: recurring.each(30, "minute")),
        ("every quarter of an hour", lambda: recurring.each(15, "minute")),
        ("every hour and a half", lambda: recurring.each(90, "minute")),
        ("hourly", lambda: recurring.each(1, "hour")),
        ("weekly", lambda: recurring.each(1, "week")),
        ("(biweekly|fortnightly) | every fortnight | bi weekly", lambda: recurring.each(2, "week")),
        ("monthly", lambda: recurring.each(1, "month")),
        ("bimonthly", lambda: recurring.each(2, "month")),
        ("quarterly $ | every quarter", lambda: recurring.each(3, "month")),
        ("yearly|annually", lambda: recurring.each(1, "year")),
    )


def rules() -> Iterator[Row]:
    """Yield the productions of whole recurrences."""
    yield from rows(
        "every",
        ("<cycle>", lambda cycle: cycle),
        ("<cycle> [,|on | , on] [a|every|each|the] <weekdays>", _within_week),
        (f"<cycle> [,] on (weekdays | every {_BUSINESS})", _on_business_days),
        ("<cycle> [,] on [the|every] <month_pick> [of the month]", on_days),
        ("<cycle> [,] [on] [the] <year_pick>", on_days),
        ("<weekdays> <cycle>", lambda numbers, cycle: _within_week(cycle, numbers)),
        (
            "(every|each) [single] day | daily | everyday | day in day out",
            lambda: recurring.each(1, "day"),
        ),
        (
            f"(every|each) {_BUSINESS} | [on] weekdays | [on] work|working days | monday to|through|thru|- friday | mon to|through|thru|- fri",
            lambda: recurring.each(1, "business_day"),
        ),
        ("[on] (weekends | the weekends) | (every|each) weekend", lambda: recurring.weekly((5, 6))),
        ("[on] (every|each) <weekdays>", _weekly),
        ("[on] <plural_list>", _weekly),
        ("[on] <weekday_list>", _weekly, 0.95),
        ("(every|each) (other|second) <weekdays>", lambda numbers: recurring.weekly(numbers, 2)),
        ("(alternate|alternating) <weekdays>", lambda numbers: recurring.weekly(numbers, 2)),
        ("every third <weekdays>", lambda numbers: recurring.weekly(numbers, 3)),
        ("[on] [every] <weekday> (to|through|thru|-) <weekday>", _weekday_range),
        ("[on] [the|every|each] <month_pick> <of_every_month>", lambda pick, _: pick),
        ("[on] [the|every|each] <nth_pick> of|in the month", lambda pick: pick),
        ("(every|each) <month_pick> of|in the month", lambda pick: pick),
        ("[on] [the] <int> ~ st|nd|rd|th and [the] <nth_list> of|in the month", _first_and_others),
        ("(every|each) <int> ~ st|nd|rd|th", _monthly_on, 0.9),
        ("(every|each) <nth_list> $", _several_days, 0.8),
        (
            "(every|each) month end | every end of month | [at] [the] end of (every|each) month",
            lambda: recurring.monthly_on(-1),
        ),
        (
            "(every|each) <ordinal> <weekday>",
            lambda nth, number: _nth(nth, number) if nth in (-1, 1) else None,
            0.8,
        ),
        ("(every|each) [the] <year_pick>", lambda pick: pick),
        ("[on] [the] <year_pick> [of] (every|each year | yearly|annually)", lambda pick: pick),
        (
            "(every|each) <month>",
            lambda month: Every(frequency="YEARLY", month=month, month_days=(1,)),
            0.9,
        ),
        ("<number> times (a|per|every|each) <unit_word>", _times),
        ("<number> x (a|per|every|each|/) <unit_word>", _times),
        ("(twice) (a|per|every|each) <unit_word>", lambda unit: _times(2, unit)),
    )


def productions() -> Iterator[Row]:
    """Yield every production of recurrences."""
    yield from picks()
    yield from cycles()
    yield from rules()
    yield from rows(
        "time",
        ("<every>", lambda every: When(every=every), 1.1),
        (
            "(every|each) <day_part>",
            lambda part: When(every=recurring.each(1, "day"), part=part),
            1.1,
        ),
        ("[in the] mornings|evenings|afternoons|nights", lambda: None),
        (
            "^ mornings|evenings|afternoons|nights [at|around] <clock>",
            lambda at: When(every=recurring.each(1, "day"), clock=at),
        ),
        (
            "(every|each) weeknight | [on] weeknights",
            lambda: When(every=recurring.each(1, "business_day"), part=Part.NIGHT),
            1.1,
        ),
        ("nightly", lambda: When(every=recurring.each(1, "day"), part=Part.NIGHT), 1.0),
        (
            "(every|each) <weekday> <day_part>",
            lambda number, part: When(every=recurring.weekly((number,)), part=part),
            1.15,
        ),
        (
            "(every|each) other <weekday> <day_part>",
            lambda number, part: When(every=recurring.weekly((number,), 2), part=part),
            1.15,
        ),
        (
            "(every|each) other <day_part>",
            lambda part: When(every=recurring.each(2, "day"), part=part),
            1.1,
        ),
        (
            "(every|each) weekday <day_part>",
            lambda part: When(every=recurring.each(1, "business_day"), part=part),
            1.15,
        ),
        (
            "[on] weekday <day_part>",
            lambda part: When(every=recurring.each(1, "business_day"), part=part),
            1.1,
        ),
        ("<number> times", lambda number: When(count=number) if number > 1 else None, 0.9),
        ("for <number> (times|occurrences)", lambda number: When(count=number)),
        ("at <clock> (and|&) [at] <clock>", lambda one, two: When(clocks=(one, two)), 1.1),
        (
            "<with_meridiem> (and|&) [at] <with_meridiem>",
            lambda one, two: When(clocks=(one, two)),
            1.1,
        ),
        (
            "[at] <clock> , [at] <clock> [,] (and|&) [at] <clock>",
            lambda one, two, three: When(clocks=(one, two, three)),
            1.1,
        ),
    )


def _weekly(numbers: tuple[int, ...]) -> Every:
    return recurring.weekly(numbers)


def _weekday_range(first: int, last: int) -> Every:
    numbers = [number % 7 for number in range(first, last + 1 if last >= first else last + 8)]
    return recurring.weekly(tuple(numbers))


def _pairs(nths: tuple[int, ...], number: int) -> tuple[tuple[int, int], ...]:
    return tuple((number, nth) for nth in nths)


def _more_pairs(
    nths: tuple[int, ...], number: int, more: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...] | None:
    return (*_pairs(nths, number), *more) if len(more) < 7 else None


def _within_week(cycle: Every | None, numbers: tuple[int, ...]) -> Every | None:
    return on_days(cycle, recurring.weekly(numbers))


def _on_business_days(cycle: Every | None) -> Every | None:
    return on_days(cycle, recurring.each(1, "business_day"))


def _monthly_days(numbers: tuple[int, ...]) -> Every | None:
    return recurring.monthly_on(*numbers) if min(numbers) > 0 else None


def _days_and_last(numbers: tuple[int, ...]) -> Every | None:
    return recurring.monthly_on(*numbers, -1) if min(numbers) > 0 else None


def _first_and_others(first: int, others: tuple[int, ...]) -> Every | None:
    return _monthly_days((first, *others))


def _several_days(numbers: tuple[int, ...]) -> Every | None:
    return recurring.monthly_on(*numbers) if len(numbers) > 1 else None


def _monthly_on(day: int) -> Every | None:
    return recurring.monthly_on(day)


def _nth(nth: int, number: int) -> Every | None:
    return recurring.monthly_weekdays(((number, nth),))


def _times(number: int, unit: str) -> Every | None:
    every = recurring.each(1, unit)
    if number == 1:
        return every
    if every is None or unit not in ("day", "week", "month", "year"):
        return None
    return Every(frequency=every.frequency, times_a_period=number)
