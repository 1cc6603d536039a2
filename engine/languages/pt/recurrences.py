"""How Portuguese says that something comes again."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import recurring
from engine.grammar.productions import Row, rows
from engine.grammar.values import Every, Length, Part, When, Without, on_days

_OF_MONTH = "(do|de mes | de|do cada mes | de todo [o] mes | de todos os meses | ao mes)"
_OF_EACH = "(de|do cada mes | de todo [o] mes | de todos os meses | ao mes)"
_EACH = "toda|todo|cada"


_AND = "(, | e | , e)"
_ON_DAY = "(no|na|nos|nas|em|de|toda|todo|todas|todos|sempre|a|o|as|os|aos | todos os | todas as | sempre no|na|nos|nas|as|aos|de|aos)"
_EXCEPT = (
    "(exceto|menos|salvo|fora|tirando|excluindo | sem ser | com excecao de | so nao | mas nao)"
)


def picks() -> Iterator[Row]:
    """Yield the productions of the days that a rule picks in a week, a month or a year."""
    yield from rows(
        "weekdays",
        ("<weekday>", lambda number: (number,)),
        ("<short_weekday> [~ .]", lambda number: (number,)),
        ("<weekday_plural>", lambda number: (number,)),
        (
            f"<weekday> ([, | /] | {_AND} [{_ON_DAY}]) <weekdays>",
            lambda number, more: (number, *more),
        ),
        (
            "<short_weekday> [~ .] [, | e | , e | /] <weekdays>",
            lambda number, more: (number, *more),
        ),
        (
            f"<weekday_plural> ([,] | {_AND} [{_ON_DAY}]) <weekdays>",
            lambda number, more: (number, *more),
        ),
    )
    yield from rows(
        "day_list",
        ("<day_number>", lambda day: (day,)),
        (f"<day_number> {_AND} [dia|o|no|todo] [dia] <day_list>", lambda day, more: (day, *more)),
    )
    yield from rows(
        "nth_list",
        ("<ordinal>", lambda nth: (nth,)),
        (f"<ordinal> {_AND} [a|o|na|no] <nth_list>", lambda nth, more: (nth, *more)),
    )
    yield from rows(
        "nth_weekdays",
        ("<nth_list> <weekday>", _pairs),
        (
            f"<nth_list> <weekday> [do|de mes | de cada mes] {_AND} [toda|todo] [a|o|na|no] <nth_weekdays>",
            lambda nths, number, more: (*_pairs(nths, number), *more),
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
            f"dia|dias <day_list> {_AND} [todo|no|o] [no|o] ultimo dia",
            lambda numbers: recurring.monthly_on(*numbers, -1),
        ),
        ("<ordinal> dia", lambda nth: recurring.monthly_on(nth) if nth < 0 else None),
    )
    yield from rows(
        "year_pick",
        ("[dia] <day_number> (de|/) <month_number>", recurring.yearly_on),
        ("<nth_weekdays> (de|do|em) <month>", recurring.yearly_weekday),
    )


def cycles() -> Iterator[Row]:
    """Yield the productions of periods that come again, without the days in them."""
    yield from rows(
        "cycle",
        ("[a|em] cada <number> <unit>", recurring.each),
        ("a cada <unit_word>", lambda unit: recurring.each(1, unit)),
        (
            "de <number> em <number> <unit>",
            lambda one, two, unit: recurring.each(two, unit) if one == two else None,
        ),
        ("de <unit_word> em <unit_word>", lambda _, unit: recurring.each(1, unit)),
        ("(a cada | de) meia [em meia] hora", lambda: recurring.each(30, "minute")),
        ("a cada hora e meia", lambda: recurring.each(90, "minute")),
        ("(toda hora | cada hora | todas as horas)", lambda: recurring.each(1, "hour")),
        (
            "(toda semana | todas as semanas | semanalmente | cada semana)",
            lambda: recurring.each(1, "week"),
        ),
        ("(todo|cada mes | todos os meses | mensalmente)", lambda: recurring.each(1, "month")),
        ("(todo|cada ano | todos os anos | anualmente)", lambda: recurring.each(1, "year")),
        (
            "(quinzenalmente | toda quinzena | semana sim [,|e] semana nao | [uma] semana sim [,|e] outra nao | a cada quinzena)",
            lambda: recurring.each(2, "week"),
        ),
        ("(bimestralmente | a cada bimestre | todo bimestre)", lambda: recurring.each(2, "month")),
        (
            "(trimestralmente | todo trimestre | a cada trimestre)",
            lambda: recurring.each(3, "month"),
        ),
        ("(semestralmente | todo semestre | a cada semestre)", lambda: recurring.each(6, "month")),
        (
            "(dia sim [,|e] [um] dia nao | um dia sim [,|e] outro nao | dia sim [,] outro nao | [em] dias alternados)",
            lambda: recurring.each(2, "day"),
        ),
        ("[um] mes sim [,|e] [um|outro] [mes] nao", lambda: recurring.each(2, "month")),
        ("ano sim [,|e] [ano|outro] nao", lambda: recurring.each(2, "year")),
    )


def rules() -> Iterator[Row]:
    """Yield the productions of whole recurrences."""
    yield from rows(
        "every",
        ("<cycle>", lambda cycle: cycle),
        (f"<cycle> [,|e] {_ON_DAY} <weekdays>", _within_week),
        (
            "<cycle> [,|e] de <weekday> a|ate <weekday>",
            lambda cycle, first, last: on_days(cycle, _weekday_range(first, last)),
        ),
        (f"<cycle> [,|e] [{_ON_DAY}] <month_pick> [do|de mes]", on_days),
        (f"<cycle> [,|e] [{_ON_DAY}] [dia] <year_pick>", on_days),
        (
            "(todo [santo] dia | todos os dias | todo os dias | diariamente | cada dia)",
            lambda: recurring.each(1, "day"),
        ),
        (
            "([em|nos] dias uteis | todo dia util | todos os dias uteis | todo dia de semana | [em] dias de semana | durante a semana)",
            lambda: recurring.each(1, "business_day"),
        ),
        (f"[{_ON_DAY}] <nth_pick> <of_month>", lambda pick, _: pick),
        (f"[{_ON_DAY}] <month_pick> {_OF_EACH}", lambda pick: pick),
        ("(todo|sempre no|sempre nos) <month_pick> [do mes]", lambda pick: pick),
        (f"[{_ON_DAY}] <month_pick> [,] (todo|cada mes | mensalmente)", lambda pick: pick),
        ("todo dia <day_list>", lambda numbers: recurring.monthly_on(*numbers)),
        ("todos os dias <day_list>", _several_days),
        ("toda|todo [a|o] <nth_weekdays>", recurring.monthly_weekdays, 0.8),
        ("todo <ordinal> dia util", recurring.monthly_business_day),
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
        ("[de|da|toda] <weekday> a|ate|à [a|o] <weekday>", _weekday_range),
        ("<weekday_list>", _weekly, 0.95),
        ("[na|no] <weekday_list>", _weekly, 0.95),
        ("[uma|toda|na] <weekday> sim [,|e] [<weekday>] nao", _alternate),
        (
            "[uma|toda|na] <weekday> sim [,|e] outra|outro nao",
            lambda number: recurring.weekly((number,), 2),
        ),
        ("<weekdays> quinzenalmente", lambda numbers: recurring.weekly(numbers, 2)),
        ("todo [dia] <day_number> de <month>", recurring.yearly_on),
        ("todo <nth_weekdays> de <month>", recurring.yearly_weekday),
        (
            f"[{_ON_DAY}] <year_pick> [,] (de|em todo ano | todo ano | de|a cada ano | todos os anos | anualmente)",
            lambda pick: pick,
        ),
        (
            "[a] (todo fim|final de semana | todos os fins|finais de semana | aos fins de semana | nos fins de semana)",
            lambda: recurring.weekly((5, 6)),
        ),
        ("<number> [~] vezes|vez|x (ao|por|a|na|no) <unit_word>", _times),
    )


def exceptions() -> Iterator[Row]:
    """Yield the productions of what a recurrence leaves out, and of the months it keeps."""
    yield from rows(
        "months",
        ("<month>", lambda month: (month,)),
        (f"<month> {_AND} [em] <months>", lambda month, more: (month, *more)),
    )
    yield from rows(
        "time",
        (
            f"{_EXCEPT} [{_ON_DAY}] <weekdays>",
            lambda numbers: When(without=Without(weekdays=numbers), weak=True),
            1.2,
        ),
        (
            f"{_EXCEPT} [em|no|nos|aos|de] (fim|final|fins|finais de semana | fds)",
            lambda: When(without=Without(weekdays=(5, 6)), weak=True),
            1.2,
        ),
        (
            f"{_EXCEPT} [em|de] <months>",
            lambda numbers: When(without=Without(months=numbers), weak=True),
            1.2,
        ),
        (
            "(so|somente|apenas) (em|nos meses de) <months>",
            lambda numbers: When(without=Without(months=_others(numbers)), weak=True),
            1.2,
        ),
    )


def productions() -> Iterator[Row]:
    """Yield every production of recurrences."""
    yield from picks()
    yield from cycles()
    yield from rules()
    yield from exceptions()
    yield from rows("of_month", (f"{_OF_MONTH}", lambda: True))
    yield from rows(
        "month_number", ("<month>", int), ("<int>", lambda month: month if month <= 12 else None)
    )
    yield from rows(
        "weekday_plural_list",
        ("<weekday_plural>", lambda number: (number,)),
        (
            "<weekday_plural> [, | e | e as|aos|nas|nos|de | , e] <weekdays>",
            lambda number, more: (number, *more),
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
        ("sempre (as|das) <clock>", lambda at: When(every=recurring.each(1, "day"), clock=at), 0.95),
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
        "parts",
        ("manhas", lambda: Part.MORNING),
        ("tardes", lambda: Part.AFTERNOON),
        ("noites", lambda: Part.NIGHT),
    )


def _pairs(nths: tuple[int, ...], number: int) -> tuple[tuple[int, int], ...]:
    return tuple((number, nth) for nth in nths)


def _within_week(cycle: Every | None, numbers: tuple[int, ...]) -> Every | None:
    return on_days(cycle, recurring.weekly(numbers))


def _several_days(numbers: tuple[int, ...]) -> Every | None:
    return recurring.monthly_on(*numbers) if len(numbers) > 1 else None


def _others(months: tuple[int, ...]) -> tuple[int, ...]:
    return tuple(month for month in range(1, 13) if month not in months)


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


def _for(length: Length) -> When:
    return When(length=length)
