"""How English says that something comes again."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import recurring
from engine.grammar.productions import Row, rows
from engine.grammar.values import Every, Part, When


def productions() -> Iterator[Row]:
    """Yield every production of recurrences."""
    yield from rows(
        "weekdays",
        ("<weekday>", lambda number: (number,)),
        ("<weekday_plural>", lambda number: (number,)),
        ("<weekday> [, | and | , and | / | &] <weekdays>", lambda number, more: (number, *more)),
        (
            "<weekday_plural> [, | and | , and | / | &] [on] <weekdays>",
            lambda number, more: (number, *more),
        ),
    )
    yield from rows(
        "weekday_list", ("<weekdays>", lambda numbers: numbers if len(numbers) > 1 else None)
    )
    yield from rows(
        "plural_list",
        ("<weekday_plural>", lambda number: (number,)),
        (
            "<weekday_plural> [, | and | , and | / | &] <weekdays>",
            lambda number, more: (number, *more),
        ),
    )
    yield from rows(
        "of_every_month",
        ("(of|in) (every|each) month", lambda: True),
        ("(of|in) the month", lambda: True),
        ("every|each month", lambda: True),
        ("monthly", lambda: True),
    )
    yield from rows(
        "every",
        (
            "(every|each) [single] day | daily | everyday | day in day out",
            lambda: recurring.each(1, "day"),
        ),
        (
            "(every|each) (weekday | business|working|work|week day) | [on] weekdays | [on] work|working days | monday to|through|thru|- friday | mon to|through|thru|- fri",
            lambda: recurring.each(1, "business_day"),
        ),
        ("[on] (weekends | the weekends) | (every|each) weekend", lambda: recurring.weekly((5, 6))),
        ("(every|each) <number> <unit>", recurring.each),
        ("once (every) <number> <unit>", recurring.each),
        ("(every|each) <unit_word>", lambda unit: recurring.each(1, unit)),
        ("(every|each) other <unit_word>", lambda unit: recurring.each(2, unit)),
        ("(every|each) second <unit_word>", lambda unit: recurring.each(2, unit)),
        ("alternate <unit_word>", lambda unit: recurring.each(2, unit)),
        ("(once | one time) (a|per|every) <unit_word>", _once),
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
        ("quarterly $", lambda: recurring.each(3, "month")),
        ("yearly|annually", lambda: recurring.each(1, "year")),
        ("every quarter", lambda: recurring.each(3, "month")),
        ("[on] (every|each) <weekdays>", _weekly),
        ("[on] <plural_list>", _weekly),
        ("[on] <weekday_list>", _weekly, 0.95),
        ("(every|each) other <weekdays>", lambda numbers: recurring.weekly(numbers, 2)),
        ("(every|each) second <weekdays>", lambda numbers: recurring.weekly(numbers, 2)),
        ("(alternate|alternating) <weekdays>", lambda numbers: recurring.weekly(numbers, 2)),
        ("every third <weekdays>", lambda numbers: recurring.weekly(numbers, 3)),
        (
            "(every|each) <number> weeks [on|, on|,] [a|every] <weekdays>",
            lambda number, numbers: recurring.weekly(numbers, number),
        ),
        ("<weekdays> (every|each) other week", lambda numbers: recurring.weekly(numbers, 2)),
        ("[on] [every] <weekday> (to|through|thru|-) <weekday>", _weekday_range),
        ("[on] [the] <ordinal> [of] (every|each) month", _monthly_on),
        ("[on] [the] <ordinal> (of|in) (every|each) month", _monthly_on),
        (
            "[on] [the] <ordinal> and [the] <ordinal> (of|in) (every|each|the) month",
            recurring.monthly_on,
        ),
        ("(monthly | every month | each month) [,] on the <ordinal>", _monthly_on),
        (
            "(monthly | every month | each month) [,] on the <ordinal> and [the] <ordinal>",
            recurring.monthly_on,
        ),
        ("(every|each) <int> ~ st|nd|rd|th", _monthly_on, 0.9),
        ("(every|each) <int> ~ st|nd|rd|th of the month", _monthly_on),
        ("[on] [the] last day (of|in) (every|each) month", lambda: recurring.monthly_on(-1)),
        ("[on] (every|each) last day of the month", lambda: recurring.monthly_on(-1), 0.9),
        (
            "(every|each) month end | every end of month | [at] [the] end of (every|each) month",
            lambda: recurring.monthly_on(-1),
        ),
        (
            "[on] [the|every|each] <ordinal> <weekday> <of_every_month>",
            lambda nth, number, _: _nth((nth,), number),
        ),
        ("[on] [the] <ordinal> <weekday> monthly", lambda nth, number: _nth((nth,), number)),
        ("(every|each) month on the <ordinal> <weekday>", lambda nth, number: _nth((nth,), number)),
        ("(monthly) on the <ordinal> <weekday>", lambda nth, number: _nth((nth,), number)),
        (
            "(every|each) <ordinal> <weekday>",
            lambda nth, number: _nth((nth,), number) if nth in (-1, 1) else None,
            0.8,
        ),
        (
            "[on] [the|every] <ordinal> and [the] <ordinal> <weekday> <of_every_month>",
            lambda one, two, number, _: _nth((one, two), number),
        ),
        (
            "[on] [the|every|each] <ordinal> (business|working|work) day <of_every_month>",
            lambda nth, _: recurring.monthly_business_day(nth),
        ),
        (
            "[on] [the|every|each] <ordinal> weekday <of_every_month>",
            lambda nth, _: recurring.monthly_business_day(nth),
        ),
        ("(every|each) year [on|,] [on] [the] <day_number> [of] <month>", recurring.yearly_on),
        (
            "(every|each) year [on|,] [on] <month> [the] <day_number>",
            lambda month, day: recurring.yearly_on(day, month),
        ),
        (
            "(every|each) <month> [the] <day_number>",
            lambda month, day: recurring.yearly_on(day, month),
        ),
        ("(every|each) [the] <day_number> [of] <month>", recurring.yearly_on),
        (
            "(yearly|annually) on <month> <day_number>",
            lambda month, day: recurring.yearly_on(day, month),
        ),
        ("(yearly|annually) on [the] <day_number> [of] <month>", recurring.yearly_on),
        (
            "[on] <month> <day_number> (every|each) year",
            lambda month, day: recurring.yearly_on(day, month),
        ),
        ("[on] [the] <day_number> [of] <month> (every|each) year", recurring.yearly_on),
        (
            "(every|each) <month>",
            lambda month: Every(frequency="YEARLY", month=month, month_days=(1,)),
            0.9,
        ),
        ("<number> times (a|per|every|each) <unit_word>", _times),
        ("<number> x (a|per|every|each|/) <unit_word>", _times),
        ("(twice) (a|per|every|each) <unit_word>", lambda unit: _times(2, unit)),
    )
    yield from rows(
        "time",
        ("<every>", lambda every: When(every=every), 1.1),
        (
            "(every|each) <day_part>",
            lambda part: When(every=recurring.each(1, "day"), part=part),
            1.1,
        ),
        ("[in the] mornings|evenings|afternoons|nights", lambda: None),
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


def _monthly_on(day: int) -> Every | None:
    return recurring.monthly_on(day)


def _nth(nths: tuple[int, ...], number: int) -> Every | None:
    return recurring.monthly_weekday(nths, number) if all(-2 <= nth <= 5 for nth in nths) else None


def _once(unit: str) -> Every | None:
    return recurring.each(1, unit)


def _times(number: int, unit: str) -> Every | None:
    every = recurring.each(1, unit)
    if number == 1:
        return every
    if every is None or unit not in ("day", "week", "month", "year"):
        return None
    return Every(frequency=every.frequency, times_a_period=number)
