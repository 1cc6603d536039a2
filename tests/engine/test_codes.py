from math import log2

import pytest

from engine.codes import ALPHABET, GROUP, GROUPS, _random, deep_link, digest, is_shaped


def test_a_code_has_more_than_64_bits_and_no_sign_that_is_taken_for_another() -> None:
    assert GROUPS * GROUP * log2(len(ALPHABET)) > 64
    assert not set("01IOLU") & set(ALPHABET)


def test_codes_are_never_the_same() -> None:
    codes = {_random() for _ in range(1000)}

    assert len(codes) == 1000
    assert all(is_shaped(code) for code in codes)


@pytest.mark.parametrize("typed", ["ABCDE-FGHJK-MNPQ2", "abcde fghjk mnpq2", "abcdefghjkmnpq2 "])
def test_a_code_may_be_typed_in_any_way(typed: str) -> None:
    assert is_shaped(typed)
    assert digest(typed) == digest("ABCDE-FGHJK-MNPQ2")


@pytest.mark.parametrize(
    "words",
    ["", "hello", "bom dia pessoal", "ABCDE-FGHJK-MNPQR", "ABCDE-FGHJK-MNPQ", "ABCDE-FGHJK-MNPQ0"],
)
def test_words_do_not_look_like_a_code(words: str) -> None:
    assert not is_shaped(words)


def test_a_link_carries_the_code_in_signs_that_telegram_allows() -> None:
    assert deep_link("ABCDE-FGHJK-MNPQ2", "telegram", "SparkOneBot") == (
        "https://t.me/SparkOneBot?start=ABCDE-FGHJK-MNPQ2"
    )
