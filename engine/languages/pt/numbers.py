"""How Portuguese says numbers and lengths of time."""

from collections.abc import Iterator

from engine.grammar import clocks, days
from engine.grammar.productions import Row, rows
from engine.grammar.values import Length


def numbers() -> Iterator[Row]:
    """Yield the productions of numbers, ordinals and years."""
    yield from rows(
        "number",
        ("<int>", int),
        ("<small>", int),
        ("<ten> [e <small>]", lambda ten, unit: ten + (unit or 0)),
        ("cem", lambda: 100),
        ("(um par|uns|umas) [de] <any>", lambda _: None),
        ("um par de", lambda: 2),
        ("meia duzia de", lambda: 6),
    )
    yield from rows(
        "year",
        ("<d4>", lambda year: year if 1900 <= year < 2200 else None),
        ("dois mil [e <number>]", lambda rest: 2000 + (rest or 0)),
    )
    yield from rows("short_year", ("<year>", int), ("<d2>", days.year_of))
    yield from rows(
        "old_year",
        ("<d2>", lambda year: days.year_of(year) if year >= 50 else None),
        ("<year>", int),
    )
    yield from rows(
        "ordinal",
        ("<ordinal_word>", int),
        ("<int> ~ o|a", lambda nth: nth if nth <= 5 else None),
    )
    yield from rows(
        "day_number",
        ("<number>", lambda day: day if 1 <= day <= 31 else None),
        ("primeiro", lambda: 1),
        ("<int> ~ o", int),
    )
    yield from rows(
        "weekday",
        ("<weekday_word> [~ .] [feira]", int),
        ("<short_weekday> feira", int),
        ("<int> ~ a feira", lambda nth: nth - 2 if 2 <= nth <= 6 else None),
    )
    yield from rows("weekday_plural", ("<weekday_plural_word> [feiras|feira]", int))


def lengths() -> Iterator[Row]:
    """Yield the productions of lengths of time."""
    yield from rows(
        "unit",
        ("<unit_word> [~ .]", str),
        ("dia|dias util|uteis", lambda: "business_day"),
    )
    yield from rows(
        "length",
        ("<number> <unit>", clocks.length),
        ("<number> e meia <unit>", lambda number, unit: clocks.length(number + 0.5, unit)),
        ("<number> <unit> e meia|meio", lambda number, unit: clocks.length(number + 0.5, unit)),
        ("<number> <unit> e <number> <unit>", _sum),
        ("<int> ~ h ~ <d2> [min|m]", lambda hours, rest: _sum(hours, "hour", rest, "minute")),
        ("uns|umas <number> <unit>", clocks.length),
        ("meia hora|horinha", lambda: clocks.length(30, "minute")),
        ("um quarto de hora", lambda: clocks.length(15, "minute")),
        ("tres quartos de hora", lambda: clocks.length(45, "minute")),
        (
            "<int> , <int> <unit>",
            lambda whole, tenth, unit: clocks.length(whole + tenth / 10, unit),
        ),
        ("uns|umas minutinhos|minutos", lambda: clocks.length(5, "minute")),
    )


def _sum(number: int, unit: str, more: int, smaller: str) -> Length | None:
    left, right = clocks.length(number, unit), clocks.length(more, smaller)
    return clocks.both(left, right) if left and right else None


def productions() -> Iterator[Row]:
    """Yield every production of this module."""
    yield from numbers()
    yield from lengths()
