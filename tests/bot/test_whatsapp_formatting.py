"""Neutral markup as WhatsApp writes it, and phone numbers in both of their forms."""

import pytest

from bot.whatsapp.formatting import parts, render
from bot.whatsapp.numbers import forms


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        ("*pagar o boleto*, sexta", "*pagar o boleto*, sexta"),
        ("_Atrasado: era para hoje._", "_Atrasado: era para hoje._"),
        ("~velho~ `código`", "~velho~ `código`"),
        ("5 \\* 3 \\_ 2", "5 * 3 _ 2"),
        ("_uma\nduas_", "_uma_\n_duas_"),
        ("* solto", "* solto"),
    ],
)
def test_marks_are_whatsapps_own(markup: str, shown: str) -> None:
    assert render(markup) == shown


def test_a_block_of_code_stays_a_block() -> None:
    assert "```" in render("```\nx = 1\n```")


def test_a_long_text_is_cut_where_a_line_ends() -> None:
    made = parts("\n".join(["linha"] * 1000), 4096)

    assert all(len(one) <= 4096 for one in made)
    assert "\n".join(made) == "\n".join(["linha"] * 1000)


def test_a_text_without_gaps_is_cut_all_the_same() -> None:
    assert [len(one) for one in parts("a" * 5000, 4096)] == [4096, 904]


@pytest.mark.parametrize(
    ("number", "known"),
    [
        ("+55 11 98888-7777", ("5511988887777", "551188887777")),
        ("551188887777", ("551188887777", "5511988887777")),
        ("551133334444", ("551133334444",)),
        ("351912345678", ("351912345678",)),
        ("", ()),
    ],
)
def test_a_brazilian_mobile_number_has_two_forms(number: str, known: tuple[str, ...]) -> None:
    assert forms(number) == known
