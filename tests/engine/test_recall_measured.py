"""The measure of memory, in its short form: the whole of it is `make memory`."""

import asyncio
from pathlib import Path

import pytest

from benchmarks.memory import beats, measure_recall, measure_speed, read
from engine.embedders.use import local


@pytest.mark.parametrize("language", ["pt", "en"])
def test_there_are_a_hundred_questions_and_a_thousand_messages_a_language(language: str) -> None:
    messages, questions = read(language)

    assert len(set(messages)) >= 1_000
    assert len(questions) >= 100
    assert {one.half for one in questions} == {"dev", "test"}


def test_words_and_meaning_together_find_more_than_each_alone(tmp_path: Path) -> None:
    if local() is None:
        pytest.skip("the extra `memory` is not installed")

    found = asyncio.run(measure_recall(tmp_path, "test"))

    assert beats(found), found
    assert found["hybrid"]["both"].recall > 0.8


def test_a_search_of_ten_thousand_memories_is_quick(tmp_path: Path) -> None:
    if local() is None:
        pytest.skip("the extra `memory` is not installed")

    taken = asyncio.run(measure_speed(tmp_path, 4_000, 6_000))

    assert taken["hybrid"] < 1_000  # beside whatever else runs; `make memory` measures alone
