"""How Portuguese says that something comes again."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import recurring
from engine.grammar.productions import Row, rows
from engine.grammar.values import Every, Length, Part, When

_OF_MONTH = "(do|de mes | de|do cada mes | de todo [o] mes | de todos os meses | ao mes)"
_EACH = "toda|todo|cada"


def productions() -> Iterator[Row]:
    """Yield every production of recurrences."""
    yield from rows(
        "weekdays",
        ("<weekday>", lambda number: (number,)),
        ("<short_weekday> [~ .]", lambda number: (number,)),
        ("<weekday_plural>", lambda number: (number,)),
        (
            "<weekday> [, | e | , e | / | e as|a|na|toda|o|os] <weekdays>",
            lambda number, more: (number, *more),
        ),
        (
            "<short_weekday> [~ .] [, | e | , e | /] <weekdays>",
            lambda number, more: (number, *more),
        ),
        (
            "<weekday_plural> [, | e | , e | e as|aos|nas|nos] <weekdays>",
            lambda number, more: (number, *more),
        ),
    )
    yield from rows(
        "every",
        (
            "(todo [santo] dia | todos os dias | todo os dias | diariamente | cada dia)",
            lambda: recurring.each(1, "day"),
        ),
        (
            "([em|nos] dias uteis | todo dia util | todos os dias uteis | todo dia de semana | [em] dias de semana | durante a semana)",
            lambda: recurring.each(1, "business_day"),
        ),
        ("todo dia <day_number>", recurring.monthly_on),
        ("todo dia <day_number> [, <day_number>] (e | e dia) <day_number>", _days),
        ("todos os dias <day_number> [, <day_number>] e <day_number>", _days),
        ("todo dia <day_number> (do|de mes | de cada mes | de todo mes)", recurring.monthly_on),
        (
            "[no] dia <day_number> (de cada mes | de todo [o] mes | de todos os meses | todo mes)",
            recurring.monthly_on,
        ),
        (
            "[nos] dias <day_number> e <day_number> (de cada mes | de todo mes | do mes | todo mes)",
            recurring.monthly_on,
        ),
        (
            "(todo mes | todos os meses | mensalmente | cada mes) [,] [no|todo] dia <day_number>",
            recurring.monthly_on,
        ),
        (
            f"(({_EACH}) | todas as | todos os | sempre na|no|as|aos|nas | sempre) <weekdays>",
            _weekly,
        ),
        ("(as|aos|nas|nos|de) <weekday_plural_list>", _weekly),
        ("[de|da|toda] <weekday> a|ate|à [a|o] <weekday>", _weekday_range),
        ("<weekday_list>", _weekly, 0.95),
        ("[na|no] <weekday_list>", _weekly, 0.95),
        ("a cada <number> <unit>", recurring.each),
        ("cada <number> <unit>", recurring.each),
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
        (
            "(todo mes | todos os meses | mensalmente | cada mes)",
            lambda: recurring.each(1, "month"),
        ),
        ("(todo ano | todos os anos | anualmente | cada ano)", lambda: recurring.each(1, "year")),
        (
            "(quinzenalmente | toda quinzena | semana sim [,] semana nao | uma semana sim [,] outra nao | a cada quinzena)",
            lambda: recurring.each(2, "week"),
        ),
        ("(bimestralmente | a cada bimestre)", lambda: recurring.each(2, "month")),
        (
            "(trimestralmente | todo trimestre | a cada trimestre)",
            lambda: recurring.each(3, "month"),
        ),
        ("(semestralmente | todo semestre | a cada semestre)", lambda: recurring.each(6, "month")),
        (
            "(dia sim [,|e] [um] dia nao | um dia sim [,|e] outro nao | dia sim [,] outro nao | em dias alternados | dias alternados)",
            lambda: recurring.each(2, "day"),
        ),
        ("(mes sim [,] mes nao)", lambda: recurring.each(2, "month")),
        ("[uma|toda|na] <weekday> sim [,|e] [<weekday>] nao", _alternate),
        (
            "[uma|toda|na] <weekday> sim [,|e] outra|outro nao",
            lambda number: recurring.weekly((number,), 2),
        ),
        ("<weekdays> quinzenalmente", lambda numbers: recurring.weekly(numbers, 2)),
        (
            "(a cada|em duas semanas | de duas em duas semanas | quinzenalmente | a cada 15|quinze dias | de 15|quinze em 15|quinze dias) [, ] (as|aos|na|no|nas|nos|toda|sempre|de|, | sempre na|no|as) <weekdays>",
            lambda numbers: recurring.weekly(numbers, 2),
        ),
        ("[toda|todo|na|no|sempre] [a|o|na|no] <ordinal> <weekday> <of_month>", _nth),
        (
            "[toda|todo|na|no] [a|o] <ordinal> e [a|o] <ordinal> <weekday> <of_month>",
            lambda one, two, number, _: recurring.monthly_weekday((one, two), number),
        ),
        ("(toda|todo) <ordinal> <weekday>", _nth, 0.8),
        (
            "[todo|no|sempre] [no|o] <ordinal> dia util (<of_month> | de todo mes)",
            lambda nth, _=None: recurring.monthly_business_day(nth),
        ),
        (
            "[todo|no] <int> ~ o dia util <of_month>",
            lambda nth, _: recurring.monthly_business_day(nth),
        ),
        (
            "(todo ultimo dia [do mes] | [no] ultimo dia (de cada mes | de todo mes | de todos os meses) | todo fim de mes | todo final de mes)",
            lambda: recurring.monthly_on(-1),
        ),
        (
            "(todo ano|todos os anos|anualmente) [,] [no|em|todo] [dia] <day_number> (de|/) <month_number>",
            recurring.yearly_on,
        ),
        ("todo [dia] <day_number> de <month>", recurring.yearly_on),
        (
            "[no|em] [dia] <day_number> de <month> (de todo ano | todo ano | de cada ano | todos os anos)",
            recurring.yearly_on,
        ),
        (
            "[a] (todo fim|final de semana | todos os fins|finais de semana | aos fins de semana | nos fins de semana)",
            lambda: recurring.weekly((5, 6)),
        ),
        ("<number> [~] vezes|vez|x (ao|por|a|na|no) <unit_word>", _times),
    )
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
        ("<number> vezes", lambda number: When(count=number) if number > 1 else None, 0.9),
        ("por <number> vezes", lambda number: When(count=number), 1.0),
        (
            "(por | durante | nos proximos | nas proximas | pelos proximos | pelas proximas) <length>",
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


def _days(one: int, two: int | None, three: int) -> Every | None:
    return recurring.monthly_on(*(day for day in (one, two, three) if day))


def _weekly(numbers: tuple[int, ...]) -> Every:
    return recurring.weekly(numbers)


def _weekday_range(first: int, last: int) -> Every:
    numbers = [number % 7 for number in range(first, last + 1 if last >= first else last + 8)]
    return recurring.weekly(tuple(numbers))


def _alternate(number: int, other: int | None) -> Every | None:
    return recurring.weekly((number,), 2) if other in (None, number) else None


def _nth(nth: int, number: int, _: object = None) -> Every:
    return recurring.monthly_weekday((nth,), number)


def _times(number: int, unit: str) -> Every | None:
    every = recurring.each(1, unit)
    if number == 1:
        return every
    if every is None or unit not in ("day", "week", "month", "year"):
        return None
    return Every(frequency=every.frequency, times_a_period=number)


def _for(length: Length) -> When:
    return When(length=length)
