"""The festivals of the United States, the United Kingdom and others that people name."""

from collections.abc import Iterator

from engine.grammar.festivals import InYear, coming, fixed, from_easter, nth
from engine.grammar.productions import Row, rows

_FESTIVALS: dict[str, InYear] = {
    "(christmas|xmas) [day]": fixed(12, 25),
    "(christmas|xmas) eve": fixed(12, 24),
    "boxing day": fixed(12, 26),
    "(new years eve | new year eve | nye)": fixed(12, 31),
    "(new years day | new year day | new years | new year)": fixed(1, 1),
    "(valentines day | valentines | valentine day)": fixed(2, 14),
    "(saint|st) [.] (patrick|patricks) [day]": fixed(3, 17),
    "halloween": fixed(10, 31),
    "(independence day)": fixed(7, 4),
    "(veterans day | armistice day | remembrance day)": fixed(11, 11),
    "(juneteenth)": fixed(6, 19),
    "(labor day)": nth(1, 0, 9),
    "(memorial day)": nth(-1, 0, 5),
    "(thanksgiving) [day]": nth(4, 3, 11),
    "black friday": nth(4, 3, 11, 1),
    "cyber monday": nth(4, 3, 11, 4),
    "(martin luther king day | mlk day)": nth(3, 0, 1),
    "(presidents day)": nth(3, 0, 2),
    "(columbus day)": nth(2, 0, 10),
    "(mothers day)": nth(2, 6, 5),
    "(fathers day)": nth(3, 6, 6),
    "good friday": from_easter(-2),
    "easter [sunday]": from_easter(0),
    "easter monday": from_easter(1),
    "(ash wednesday)": from_easter(-46),
    "(shrove tuesday | pancake day)": from_easter(-47),
    "(bonfire night | guy fawkes night)": fixed(11, 5),
    "earth day": fixed(4, 22),
    "groundhog day": fixed(2, 2),
    "april fools [day]": fixed(4, 1),
    "tax day": fixed(4, 15),
    "burns night": fixed(1, 25),
    "bastille day": fixed(7, 14),
}


def productions() -> Iterator[Row]:
    """Yield the productions of festivals."""
    for pattern, in_year in _FESTIVALS.items():
        yield from rows(
            "holiday",
            (f"{pattern} [[in] <year>]", lambda year, find=in_year: coming(find, year)),
            (f"(next|this|the next) {pattern}", lambda find=in_year: coming(find)),
            (f"(last|previous|past) {pattern}", lambda find=in_year: coming(find, shift=-1)),
        )
