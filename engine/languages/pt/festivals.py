"""The festivals of Brazil and Portugal that people name instead of a date."""

from collections.abc import Iterator

from engine.grammar.festivals import InYear, coming, fixed, from_easter, nth
from engine.grammar.productions import Row, rows

_FESTIVALS: dict[str, InYear] = {
    "natal": fixed(12, 25),
    "vespera de natal": fixed(12, 24),
    "(ano novo | primeiro do ano)": fixed(1, 1),
    "(reveillon | vespera de ano novo | virada do ano)": fixed(12, 31),
    "(sexta feira santa | sexta feira da paixao)": from_easter(-2),
    "(sexta santa | paixao de cristo)": from_easter(-2),
    "[domingo de] pascoa": from_easter(0),
    "[terca feira de] carnaval": from_easter(-47),
    "(quarta feira de cinzas | quarta de cinzas)": from_easter(-46),
    "corpus christi": from_easter(60),
    "tiradentes": fixed(4, 21),
    "(dia do trabalho | dia do trabalhador)": fixed(5, 1),
    "(dia dos namorados)": fixed(6, 12),
    "(dia das criancas | nossa senhora aparecida)": fixed(10, 12),
    "(dia da independencia | independencia do brasil)": fixed(9, 7),
    "(dia de finados | finados)": fixed(11, 2),
    "(proclamacao da republica)": fixed(11, 15),
    "(consciencia negra | dia da consciencia negra)": fixed(11, 20),
    "dia das maes": nth(2, 6, 5),
    "dia dos pais": nth(2, 6, 8),
    "(sao joao | dia de sao joao)": fixed(6, 24),
    "(dia da mulher)": fixed(3, 8),
    "(dia dos professores | dia do professor)": fixed(10, 15),
    "dia de reis": fixed(1, 6),
    "black friday": nth(4, 3, 11, 1),
    "halloween": fixed(10, 31),
}


def productions() -> Iterator[Row]:
    """Yield the productions of festivals."""
    for pattern, in_year in _FESTIVALS.items():
        yield from rows(
            "holiday",
            (f"{pattern} [(de|do) <year>]", lambda year, find=in_year: coming(find, year)),
        )
