import json
import unicodedata
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from engine.grammar.understanding import understand
from tests.engine.grammar.speaking import wall

FOLDER = Path(__file__).parents[2] / "data" / "language"
ROWS = [
    json.loads(line)
    for file in sorted(FOLDER.glob("*.jsonl"))
    for line in file.read_text("utf-8").splitlines()
]


def folded(text: str | None) -> str | None:
    if text is None:
        return None
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']} {row['text']}")
def test_a_sentence_of_the_corpus_is_read_as_a_careful_person_reads_it(row: dict[str, Any]) -> None:
    zone = ZoneInfo(row["zone"])
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=zone)

    reading = understand(row["text"], now=now, zone=zone, language=row["lang"])

    assert reading.intent == row["intent"]
    if row["title"] is not None:
        assert folded(reading.title) in [folded(title) for title in row["title"]]
    assert wall(reading.at) in (row["at"] or [None])
    assert wall(reading.end) == row["end"]
    assert reading.rrule == row["rrule"]
    assert reading.priority == row["priority"]
    assert (reading.list, list(reading.items)) == (row["list"], row["items"])
    assert reading.query == row["query"]
    if row["intent"] == "event":
        assert (reading.place, list(reading.people)) == (row["place"], row["people"])


@pytest.mark.parametrize("row", ROWS, ids=lambda row: f"{row['id']} {row['text']}")
def test_the_language_of_a_sentence_is_found_by_its_words(row: dict[str, Any]) -> None:
    if len(row["text"].split()) < 4:
        return
    zone = ZoneInfo(row["zone"])
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=zone)

    reading = understand(row["text"], now=now, zone=zone)

    assert reading.language == row["lang"][:2] or reading.intent == row["intent"]


def test_the_corpora_have_at_least_eighty_sentences_a_language() -> None:
    for language in ("pt-BR", "en"):
        assert sum(row["lang"] == language for row in ROWS) >= 80
