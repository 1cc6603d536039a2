"""Neutral markup as the terminal shows it."""

import pytest

from bot.rendering import render
from domain.messages import Button

PLAIN = {
    "plain": ("bom dia", "bom dia"),
    "bold and italic": ("*a* _b_", "a b"),
    "struck out": ("~a~ *b*", "~a~ b"),
    "code": ("`a` b", "a b"),
    "a block of code": ("a\n```\nb\n```\nc", "a\nb\nc"),
    "escaped marks": (r"2 \* 3 \_x\_", "2 * 3 _x_"),
    "a mark that is never closed": ("2 * 3", "2 * 3"),
    "lines": ("um\ndois", "um\ndois"),
    "bidirectional override": ("a\u202eb", "a\\u202eb"),
    "isolates": ("a\u2066b\u2069", "a\\u2066b\\u2069"),
    "an escape sequence": ("a\x1b[2Jb", "a\\u001b[2Jb"),
    "NUL": ("a\x00b", "a\\u0000b"),
    "a carriage return": ("a\rb", "a\\u000db"),
    "a C1 control": ("a\x9bb", "a\\u009bb"),
    "emoji": ("👩‍👩‍👧", "👩‍👩‍👧"),
    "zalgo": ("p\u0334a", "p\u0334a"),
}


@pytest.mark.parametrize(("text", "shown"), PLAIN.values(), ids=PLAIN)
def test_text_is_shown_and_what_is_invisible_is_written_out(text: str, shown: str) -> None:
    assert render(text, styled=False) == shown


def test_styles_are_codes_on_a_screen_that_understands_them() -> None:
    assert render("*a* _b_", styled=True) == "\x1b[1ma\x1b[0m \x1b[2mb\x1b[0m"
    assert render("~a~ `b`", styled=True) == "\x1b[2;9ma\x1b[0m \x1b[36mb\x1b[0m"


def test_a_title_cannot_bring_codes_of_its_own() -> None:
    assert "\x1b[2J" not in render("*\x1b[2J*", styled=True)


def test_buttons_are_numbered_below() -> None:
    buttons = (Button(label="Feito", action="done:1"), Button(label="+1 h\x1b", action="x"))

    assert render("oi", buttons, styled=False) == "oi\n[1] Feito  [2] +1 h\\u001b"
