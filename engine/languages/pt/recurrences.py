"""How Portuguese says that something comes again."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator
from dataclasses import replace

from engine.grammar import clocks, days, recurring
from engine.grammar.productions import Row, rows
from engine.grammar.values import Clock, Every, Length, Part, When, on_days
from engine.languages.pt.cycles import AND, ON_DAY

_OF_MONTH = "(do|de mes | de|do cada mes | de todo [o] mes | de todos os meses | ao mes)"
_OF_EACH = "(de|do cada mes | de todo [o] mes | de todos os meses | ao mes)"
_EACH = "toda|todo|cada"


def picks() -> Iterator[Row]:
    """Yield the productions of the days that a rule picks in a week, a month or a year."""
    yield from rows(
        "weekdays",
        ("<weekday>", lambda number: (number,)),
        ("<short_weekday> [~ .]", lambda number: (number,)),
        ("<weekday_plural>", lambda number: (number,)),
        (
            f"<weekday> ([, | /] | {AND} [{ON_DAY}]) <weekdays>",
            _listed_days,
        ),
        (
            "<short_weekday> [~ .] [, | e | , e | /] <weekdays>",
            _listed_days,
        ),
        (
            f"<weekday_plural> ([,] | {AND} [{ON_DAY}]) <weekdays>",
            _listed_days,
        ),
    )
    yield from rows(
        "day_list",
        ("<day_number>", lambda day: (day,)),
        (f"<day_number> {AND} [dia|o|no|todo] [dia] <day_list>", recurring.listed),
    )
    yield from rows(
        "nth_list",
        ("<ordinal>", lambda nth: (nth,)),
        (f"<ordinal> {AND} [a|o|na|no] <nth_list>", recurring.listed),
    )
    yield from rows(
        "nth_weekdays",
        ("<nth_list> <weekday>", _pairs),
        (
            f"<nth_list> <weekday> [do|de mes | de cada mes] {AND} [toda|todo] [a|o|na|no] <nth_weekdays>",
            _more_pairs,
        ),
    )
    yield from rows(
        "nth_pick",
        ("<nth_weekdays>", recurring.monthly_weekdays),
        ("<ordinal> dia util", recurring.monthly_business_day),
        ("<int> ~ o dia util", recurring.monthly_business_day),
    )
    yield from rows(
        "month_pick",
        ("<nth_pick>", lambda pick: pick),
        ("dia|dias <day_list>", lambda numbers: recurring.monthly_on(*numbers)),
        (
            f"dia|dias <day_list> {AND} [todo|no|o] [no|o] ultimo dia",
            lambda numbers: recurring.monthly_on(*numbers, -1),
        ),
        ("<ordinal> dia", lambda nth: recurring.monthly_on(nth) if nth < 0 else None),
    )
    yield from rows(
        "year_pick",
        ("[dia] <day_number> (de|/) <month_number>", recurring.yearly_on),
        ("<nth_weekdays> (de|do|em) <month>", recurring.yearly_weekday),
    )


def rules() -> Iterator[Row]:
    """Yield the productions of whole recurrences."""
    yield from rows(
        "every",
        ("<cycle>", lambda cycle: cycle),
        (f"<cycle> [,|e] {ON_DAY} <weekdays>", _within_week),
        (
            "<cycle> [,|e] de <weekday> a|ate <weekday>",
            lambda cycle, first, last: on_days(cycle, _weekday_range(first, last)),
        ),
        (
            "<cycle> [,] (em|nos|de|aos|so em|so nos) (dias uteis | dias de semana)",
            lambda cycle: (
                recurring.each(1, "business_day")
                if cycle and cycle.frequency == "DAILY" and cycle.interval == 1
                else None
            ),
        ),
        (f"<cycle> [,|e] [{ON_DAY}] <month_pick> [(do|de) mes]", on_days),
        (f"<cycle> [,|e] [{ON_DAY}] [dia] <year_pick>", on_days),
        (
            "(todo [santo] dia | todos os dias | todo os dias | diariamente | cada dia)",
            lambda: recurring.each(1, "day"),
        ),
        (
            "([em|nos] dias uteis | todo dia util | todos os dias uteis | todo dia de semana | ^ dia de semana | [em] dias de semana | [de] dia util | durante a semana)",
            lambda: recurring.each(1, "business_day"),
        ),
        (
            "(toda|todo|todas|todos|sempre | sempre no|na|nos|nas) [a|o] <nth_pick> <of_month>",
            lambda pick, _: pick,
        ),
        ("[no|na] <ordinal> <weekday> do mes", _perhaps_once),
        ("[no|na] <ordinal> dia util do mes", _perhaps_once_business),
        (f"[{ON_DAY}] <month_pick> {_OF_EACH}", lambda pick: pick),
        ("(todo|sempre no|sempre nos) <month_pick> [do mes]", lambda pick: pick),
        (f"[{ON_DAY}] <month_pick> [do mes] [,] (todo|cada mes | mensalmente)", lambda pick: pick),
        ("todo dia <day_list>", lambda numbers: recurring.monthly_on(*numbers)),
        ("todos os dias <day_list>", _several_days),
        ("toda|todo [a|o] <nth_weekdays>", recurring.monthly_weekdays, 0.8),
        ("todo <ordinal> dia util", recurring.monthly_business_day),
        ("todo primeiro dia do mes", lambda: recurring.monthly_on(1)),
        ("todo ultimo dia util", lambda: recurring.monthly_business_day(-1)),
        (
            "(todo ultimo dia [do mes] | todo fim|final de mes | todos os fins|finais de mes)",
            lambda: recurring.monthly_on(-1),
        ),
        (
            f"(({_EACH}) | todas as | todos os | sempre na|no|as|aos|nas | sempre) <weekdays>",
            _weekly,
        ),
        ("(as|aos|nas|nos|de) <weekday_plural_list>", _weekly),
        ("<weekday_plural_list> [,] &as|a|das|pelas|de|#", _weekly, 0.9),
        ("<weekday_plural_list> $", _weekly, 0.9),
        ("toda <weekday> a|ate [a|o] <weekday>", _weekday_range),
        ("[de|da] <weekday> a|ate [a|o] <weekday>", _perhaps_days),
        ("<weekday_list>", _weekly, 0.95),
        ("[na|no] <weekday_list>", _weekly, 0.95),
        ("[uma|toda|na] <weekday> sim [,|e] [<weekday>] nao", _alternate),
        (
            "[uma|toda|na] <weekday> sim [,|e] outra|outro nao",
            lambda number: recurring.weekly((number,), 2),
        ),
        ("<weekdays> quinzenalmente", lambda numbers: recurring.weekly(numbers, 2)),
        ("todo [dia] <day_number> de <month>", recurring.yearly_on),
        (
            "todo mes de <month> [,] [no] [dia] <day_number>",
            lambda month, day: recurring.yearly_on(day, month),
        ),
        ("todo <nth_weekdays> de <month>", recurring.yearly_weekday),
        (
            f"[{ON_DAY}] <year_pick> [,] (de|em todo ano | todo ano | de|a cada ano | todos os anos | anualmente)",
            lambda pick: pick,
        ),
        (
            "[a] (todo fim|final de semana | todos os fins|finais de semana | aos fins de semana | nos fins de semana)",
            lambda: recurring.weekly((5, 6)),
        ),
        ("<number> [~] vezes|vez|x (ao|por|a|na|no) <unit_word>", _times),
    )


def productions() -> Iterator[Row]:
    """Yield every production of recurrences."""
    yield from picks()
    yield from rules()
    yield from rows("of_month", (f"{_OF_MONTH}", lambda: True))
    yield from rows(
        "month_number", ("<month>", int), ("<int>", lambda month: month if month <= 12 else None)
    )
    yield from rows(
        "weekday_plural_list",
        ("<weekday_plural>", lambda number: (number,)),
        (
            "<weekday_plural> [, | e | e as|aos|nas|nos|de | , e] <weekdays>",
            recurring.listed,
        ),
    )
    yield from rows(
        "weekday_list", ("<weekdays>", lambda numbers: numbers if len(numbers) > 1 else None)
    )
    yield from rows(
        "time",
        ("<every>", lambda every: When(every=every), 1.1),
        (
            "(toda|todas as|cada) <day_part>",
            lambda part: When(every=recurring.each(1, "day"), part=part),
            1.1,
        ),
        (
            "(de|pela|toda) (manha|manhazinha) e (de|a|pela|toda) noite",
            lambda: When(every=recurring.each(1, "day"), clocks=(Clock(hour=9), Clock(hour=20))),
            1.1,
        ),
        ("todas as <parts>", lambda part: When(every=recurring.each(1, "day"), part=part), 1.1),
        (
            "(todo|todos os) dia|dias (de|a|pela) <day_part>",
            lambda part: When(every=recurring.each(1, "day"), part=part),
            1.1,
        ),
        (
            "sempre (as|das) <clock> (e | e as | , e as) <clock>",
            lambda one, two: When(every=recurring.each(1, "day"), clocks=(one, two)),
            1.15,
        ),
        (
            "sempre (as|das) <clock>",
            lambda at: When(every=recurring.each(1, "day"), clock=at),
            0.95,
        ),
        ("<number> vezes", lambda number: When(count=number) if number > 1 else None, 0.9),
        ("por <number> vezes", lambda number: When(count=number), 1.0),
        (
            "(por | durante | nos proximos | nas proximas | pelos proximos | pelas proximas) <length> [seguidos|seguidas|consecutivos|consecutivas|direto]",
            _for,
        ),
        (
            "(as|das) <clock> (e | e as | , e as) <clock>",
            lambda one, two: When(clocks=(one, two)),
            1.1,
        ),
        (
            "(as|das) <clock> , [as] <clock> (e | e as | , e as) <clock>",
            lambda one, two, three: When(clocks=(one, two, three)),
            1.1,
        ),
    )
    yield from rows(
        "time",
        (
            "(as|das) <clock> (da|de) <day_part> (e | , e | e as | , e as) <clock> (da|de) <day_part>",
            _two_parts,
            1.15,
        ),
    )
    yield from rows(
        "parts",
        ("manhas", lambda: Part.MORNING),
        ("tardes", lambda: Part.AFTERNOON),
        ("noites", lambda: Part.NIGHT),
    )


def _listed_days(first: int, *rest: tuple[int, ...]) -> tuple[int, ...] | None:
    return (first, *rest[-1]) if len(rest[-1]) < 7 else None


def _pairs(nths: tuple[int, ...], number: int) -> tuple[tuple[int, int], ...]:
    return tuple((number, nth) for nth in nths)


def _more_pairs(
    nths: tuple[int, ...], number: int, more: tuple[tuple[int, int], ...]
) -> tuple[tuple[int, int], ...] | None:
    return (*_pairs(nths, number), *more) if len(more) < 7 else None


def _within_week(cycle: Every | None, numbers: tuple[int, ...]) -> Every | None:
    return on_days(cycle, recurring.weekly(numbers))


def _perhaps_days(first: int, last: int) -> Every | None:
    every = _weekday_range(first, last)
    return every and replace(every, once=days.weekday(first), once_last=days.weekday(last))


def _perhaps_once(nth: int, number: int) -> Every | None:
    every = recurring.monthly_weekdays(((number, nth),))
    return replace(every, once=days.nth_weekday(nth, number)) if every else None


def _perhaps_once_business(nth: int) -> Every:
    return replace(recurring.monthly_business_day(nth), once=days.business_day_of_month(nth, 0))


def _several_days(numbers: tuple[int, ...]) -> Every | None:
    return recurring.monthly_on(*numbers) if len(numbers) > 1 else None


def _weekly(numbers: tuple[int, ...]) -> Every:
    return recurring.weekly(numbers)


def _weekday_range(first: int, last: int) -> Every | None:
    """Return the days from one to another; "de quinta até terça" is a span, not a rule."""
    if last < first and last != 6:
        return None
    numbers = [number % 7 for number in range(first, last + 1 if last >= first else last + 8)]
    return recurring.weekly(tuple(numbers))


def _alternate(number: int, other: int | None) -> Every | None:
    return recurring.weekly((number,), 2) if other in (None, number) else None


def _times(number: int, unit: str) -> Every | None:
    every = recurring.each(1, unit)
    if number == 1:
        return every
    if every is None or unit not in ("day", "week", "month", "year"):
        return None
    return Every(frequency=every.frequency, times_a_period=number)


def _two_parts(one: Clock, its: Part, two: Clock, other: Part) -> When | None:
    """Return two times of day that each say their part of it: "às 6 da manhã e às 6 da tarde"."""
    first = clocks.meridiem(one, afternoon=its is not Part.MORNING)
    second = clocks.meridiem(two, afternoon=other is not Part.MORNING)
    return When(clocks=(first, second)) if first and second else None


def _for(length: Length) -> When:
    return When(length=length)
