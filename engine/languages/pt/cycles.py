"""How Portuguese says the periods of a recurrence, and what it leaves out."""

# ruff: noqa: E501 - a pattern reads best in one line

from collections.abc import Iterator

from engine.grammar import recurring
from engine.grammar.productions import Row, rows

AND = "(, | e | , e)"
ON_DAY = "(no|na|nos|nas|em|de|toda|todo|todas|todos|sempre|a|o|as|os|aos | todos os | todas as | sempre no|na|nos|nas|as|aos|de|aos)"
_EXCEPT = (
    "(exceto|menos|salvo|fora|tirando|excluindo | sem ser | com excecao de | so nao | mas nao)"
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
        (
            "@lembrete|lembretes|aviso|avisos|alarme|alerta (diario|diaria)",
            lambda: recurring.each(1, "day"),
        ),
        (
            "@lembrete|lembretes|aviso|avisos|alarme|alerta semanal",
            lambda: recurring.each(1, "week"),
        ),
        (
            "@lembrete|lembretes|aviso|avisos|alarme|alerta mensal",
            lambda: recurring.each(1, "month"),
        ),
        ("@lembrete|lembretes|aviso|avisos|alarme|alerta anual", lambda: recurring.each(1, "year")),
        ("[um] mes sim [,|e] [um|outro] [mes] nao", lambda: recurring.each(2, "month")),
        ("ano sim [,|e] [ano|outro] nao", lambda: recurring.each(2, "year")),
    )


def exceptions() -> Iterator[Row]:
    """Yield the productions of what a recurrence leaves out, and of the months it keeps."""
    yield from rows(
        "months",
        ("<month>", lambda month: (month,)),
        (f"<month> {AND} [em] <months>", recurring.listed),
    )
    yield from rows(
        "time",
        (
            f"{_EXCEPT} [{ON_DAY}] <weekdays>",
            recurring.but_weekdays,
            1.2,
        ),
        (
            f"{_EXCEPT} [em|no|nos|aos|de] (fim|final|fins|finais de semana | fds)",
            lambda: recurring.but_weekdays((5, 6)),
            1.2,
        ),
        (
            f"{_EXCEPT} [{ON_DAY}] [dia] <day>",
            recurring.but_day,
            1.15,
        ),
        (
            f"{_EXCEPT} [{ON_DAY}] feriado|feriados [nacionais]",
            recurring.but_holidays,
            1.2,
        ),
        (
            f"{_EXCEPT} [em|de] <months>",
            recurring.but_months,
            1.2,
        ),
        (
            "(so|somente|apenas) (em|nos meses de) <months>",
            recurring.only_months,
            1.2,
        ),
    )


def productions() -> Iterator[Row]:
    """Yield every production of this module."""
    yield from cycles()
    yield from exceptions()
