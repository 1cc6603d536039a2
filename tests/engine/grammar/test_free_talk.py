"""In which language somebody talks who asks for nothing the grammar knows."""

import pytest

from engine.grammar.understanding import surely_in

TALK = {
    "tell me about whales": "en",
    "tell me a short story": "en",
    "and squids?": "en",
    "why?": "en",
    "me fala das baleias": "pt",
    "qual a capital da França?": "pt",
    "como faço arroz?": "pt",
    "obrigado": "pt",
    "a no do as me": None,
    "42": None,
}


@pytest.mark.parametrize(("said", "language"), TALK.items(), ids=TALK)
def test_free_talk_is_known_by_words_of_one_language_alone(said: str, language: str | None) -> None:
    assert surely_in(said) == language
