import json
from pathlib import Path

import pytest

from engine.facts import found_in

DATA = Path(__file__).parents[1] / "data"
LABELLED = {
    language: [
        tuple(line.split(" | ", 1))
        for line in (DATA / "memory" / f"facts.{language}.txt").read_text("utf-8").splitlines()
    ]
    for language in ("pt", "en")
}
NOTHING = "-"
CORPORA = [
    json.loads(line)
    for language in ("pt", "en")
    for line in (DATA / "language" / f"{language}.jsonl").read_text("utf-8").splitlines()
]
# Whose answer is the grammar's, which is asked first.
ASKED_FIRST = {"none", "preference"}


def _subject(text: str, language: str) -> str:
    fact = found_in(text, language)
    return fact.subject if fact else NOTHING


@pytest.mark.parametrize("language", LABELLED)
def test_hardly_anything_is_taken_for_a_fact_that_is_none(language: str) -> None:
    found = [(subject, _subject(text, language), text) for subject, text in LABELLED[language]]

    wrong = [row for row in found if row[1] not in (NOTHING, row[0])]
    missed = [row for row in found if row[1] == NOTHING != row[0]]
    facts = sum(subject != NOTHING for subject, _ in LABELLED[language])
    assert len(found) >= 150
    assert len(wrong) <= 0.01 * facts, wrong
    assert len(missed) <= 0.05 * facts, missed


def test_no_sentence_that_asks_for_something_is_a_fact() -> None:
    captures = [row for row in CORPORA if row["intent"] not in ASKED_FIRST]

    taken = [row["text"] for row in captures if found_in(row["text"], row["lang"][:2])]

    assert len(captures) > 1_000
    assert taken == []


@pytest.mark.parametrize("language", ["pt", "en"])
def test_a_sentence_is_understood_whatever_language_is_spoken_to(language: str) -> None:
    assert _subject("minha filha se chama Ana", language) == "name:filha"
    assert _subject("my daughter is called Anna", language) == "name:daughter"


def test_a_fact_is_kept_as_it_was_said() -> None:
    fact = found_in("aliás, minha filha se chama Ana.", "pt")

    assert fact is not None
    assert (fact.text, fact.value, fact.confidence) == ("minha filha se chama Ana", "Ana", 0.95)


def test_a_long_text_is_no_fact() -> None:
    assert found_in("sou alérgico a camarão " * 20, "pt") is None
