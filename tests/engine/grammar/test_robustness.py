import time
from typing import TYPE_CHECKING

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from engine.grammar.language import collect
from engine.grammar.understanding import INVISIBLE
from tests.engine.grammar.speaking import said

if TYPE_CHECKING:
    from engine.grammar.reading import Reading

SECONDS_AT_MOST = 0.1
SLACK = 3
"""The suite runs beside others; alone, no text comes near the limit."""

NASTY = {
    "nothing": "",
    "spaces": " \t\n ",
    "a null byte": "me lembra \x00 amanhã",
    "lone surrogates": "\ud800 me lembra \udfff amanhã",
    "bidirectional signs": "\u202eme lembra\u202c amanhã \u2066de\u2069 sair",
    "five thousand emoji": "🎉" * 5_000,
    "ten thousand letters": "a" * 10_000,
    "ten thousand digits": "1" * 10_000,
    "numbers": "9 " * 5_000,
    "clocks": "às 9 " * 2_000,
    "weekdays": "segunda, terça e " * 600,
    "rules": "todo dia de 3 em 3 dias por 5 dias até sexta das 9 às 10 " * 160,
    "brackets": "([{" * 3_000,
    "quotes": "\"'" * 5_000,
    "dots": "." * 10_000,
    "lines": "a\n" * 5_000,
    "combining marks": "a" + "\u0301" * 9_000,
    "superscripts": "me lembra às ² de ½ ٣",
    "the year 9999": "me lembra dia 31 de dezembro de 9999 de sair",
    "the year 0": "me lembra 01/01/0000 de sair",
    "a huge amount": "me lembra daqui a 9999 anos de sair",
    "a huge interval": "a cada 9999 semanas regar",
    "a negative": "me lembra em -1 dias",
    "ago": "há 9999 anos",
}


@pytest.mark.parametrize("language", ["pt", "en", None])
@pytest.mark.parametrize("text", NASTY.values(), ids=NASTY)
def test_no_text_raises_or_takes_long(text: str, language: str | None) -> None:
    said("aquecer", language)
    started = time.process_time()

    reading = said(text, language)

    assert time.process_time() - started < SECONDS_AT_MOST * SLACK
    assert reading.text == INVISIBLE.sub("", text)


WORDS = sorted(
    {
        word
        for language in collect().values()
        for production_words in language.productions.index.values()
        for word in production_words
    }
)


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from([*WORDS, "7", "31", "2026", "8h30", "Ana"]), max_size=40))
def test_any_row_of_known_words_is_read_in_time_and_always_alike(words: list[str]) -> None:
    text = " ".join(words)
    started = time.process_time()

    reading: Reading = said(text)

    assert time.process_time() - started < SECONDS_AT_MOST * SLACK
    assert said(text) == reading
    assert 0.0 <= reading.confidence <= 1.0
    for one in reading.times:
        assert 0 <= one.span[0] < one.span[1] <= len(text)


@settings(max_examples=150, deadline=None)
@given(st.text(max_size=300))
def test_any_text_is_read(text: str) -> None:
    assert said(text).text == INVISIBLE.sub("", text)


@pytest.mark.parametrize("sign", [" ", "\t", "\n", "\u00a0"])
@pytest.mark.parametrize("language", ["pt", "en"])
def test_ten_thousand_spaces_are_searched_once(language: str, sign: str) -> None:
    marks = collect()[language].marks
    text = f"assign{sign * 9_990}it"
    took = []
    for _ in range(3):
        started = time.process_time()
        for pattern in (*marks.project, *marks.loose, *marks.assigned, *marks.proper):
            pattern.search(text)
        took.append(time.process_time() - started)

    assert min(took) < 0.05  # some 0.01; without a bound on white space some 0.3
