"""How English says numbers and lengths of time."""

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
        ("<ten> [<small>]", lambda ten, unit: ten + (unit or 0)),
        ("a|an", lambda: 1),
        ("[a] couple|pair [of]", lambda: 2),
        ("[a] few", lambda: 3),
        ("a dozen", lambda: 12),
    )
    yield from rows(
        "year",
        ("<d4>", lambda year: year if 1900 <= year < 2200 else None),
        ("two thousand [and] [<number>]", lambda rest: 2000 + (rest or 0)),
        ("twenty <ten> [<small>]", lambda ten, unit: 2000 + ten + (unit or 0)),
    )
    yield from rows("short_year", ("<year>", int), ("<d2>", days.year_of))
    yield from rows(
        "old_year",
        ("<year>", int),
        ("[of] <d2>", lambda year: days.year_of(year) if year >= 50 else None),
    )
    yield from rows(
        "ordinal",
        ("<ordinal_word>", int),
        ("<int> ~ st|nd|rd|th", int),
        ("<int> st|nd|rd|th", int),
        ("twenty <ordinal_word>", lambda unit: 20 + unit if unit < 10 else None),
        ("thirty first", lambda: 31),
        ("last", lambda: -1),
        ("<int> ~ nd|rd|th to last", lambda nth: -nth if nth > 1 else None),
        ("third (last | to last)", lambda: -3),
        ("(second last | second to last | 2 ~ nd last | next to last | penultimate)", lambda: -2),
    )
    yield from rows(
        "day_number",
        ("<ordinal>", lambda day: day if 1 <= day <= 31 else None),
        ("<int>", lambda day: day if 1 <= day <= 31 else None),
    )
    yield from rows(
        "day_word",
        ("<day_number>", int),
        ("<ten> [<small>]", lambda ten, unit: ten + (unit or 0) if ten <= 30 else None),
        ("<small>", int),
    )
    yield from rows("weekday", ("<weekday_word> [~ .]", int), ("<short_weekday> [~ .]", int, 0.9))
    yield from rows("month", ("<month_word> [~ .]", int))


def lengths() -> Iterator[Row]:
    """Yield the productions of lengths of time."""
    yield from rows(
        "unit",
        ("<unit_word>", str),
        ("(business|working|work) (day|days)", lambda: "business_day"),
        ("calendar (day|days)", lambda: "day"),
        ("~ m", lambda: "minute", 0.8),
        ("~ d", lambda: "day", 0.8),
        ("~ w", lambda: "week", 0.8),
        ("~ s", lambda: "second", 0.8),
    )
    yield from rows(
        "length",
        ("<number> <unit>", clocks.length),
        ("<number> more <unit>", clocks.length),
        ("<number> and a half <unit>", lambda number, unit: clocks.length(number + 0.5, unit)),
        ("<number> <unit> and a half", lambda number, unit: clocks.length(number + 0.5, unit)),
        ("<number> <unit> [and|,] <number> <unit>", _sum),
        ("<int> ~ h ~ <int> [~ m]", lambda hours, rest: _sum(hours, "hour", rest, "minute")),
        ("another <unit>", lambda unit: clocks.length(1, unit)),
        ("half an|a <unit>", lambda unit: clocks.length(0.5, unit)),
        ("[a] half <unit>", lambda unit: clocks.length(0.5, unit)),
        ("[a] quarter of an hour", lambda: clocks.length(15, "minute")),
        ("three quarters of an hour", lambda: clocks.length(45, "minute")),
        ("[a] quarter hour", lambda: clocks.length(15, "minute")),
        ("<int> / <int> [of] [an] hour|h", _fraction),
        (
            "<int> . <int> <unit>",
            lambda whole, tenth, unit: clocks.length(whole + tenth / 10, unit),
        ),
        ("a (bit|sec|moment|minute)", lambda: None),
        ('<int> "', lambda number: clocks.length(number, "second")),
        ("a while", lambda: clocks.length(1, "hour")),
    )


def _sum(number: int, unit: str, more: int, smaller: str) -> Length | None:
    left, right = clocks.length(number, unit), clocks.length(more, smaller)
    return clocks.both(left, right) if left and right else None


def _fraction(part: int, whole: int) -> Length | None:
    return clocks.length(part / whole, "hour") if 0 < part < whole else None


def productions() -> Iterator[Row]:
    """Yield every production of this module."""
    yield from numbers()
    yield from lengths()
