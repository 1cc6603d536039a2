"""Memory: how much of what was said is found again, and how fast: `python -m benchmarks.memory`.

Exits 1 where the search by words and meaning does not beat both alone on the test half, or is
too slow. `--messages` and `--others` set the size of the store that is timed.
"""

import argparse
import asyncio
import json
import random
import sys
import tempfile
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from benchmarks import scratch
from domain.memory import MemoryKind
from domain.messages import Address, InboundMessage
from domain.origin import Origin
from domain.people import Identity, Role
from engine.embedder import Embedder
from engine.embedders.use import local
from engine.indexing import Progress, index
from engine.keywords import keywords
from engine.memory import Recollection, recall
from engine.nearest import Nearest, packed
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from storage.vectors import Unembedded

DATA = Path(__file__).parents[1] / "tests" / "data" / "memory"
NOW = datetime(2026, 11, 21, tzinfo=UTC)
AT_MOST = 10
SLOWEST_MS = 50.0
"""The 95th percentile of a search, the embedding of the question included."""
BATCH = 2_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """A question and the text of the message that answers it."""

    text: str
    evidence: str
    half: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """Of some questions: the share found among the first five, and the mean reciprocal rank."""

    recall: float
    rank: float


def read(language: str) -> tuple[list[str], list[Question]]:
    """Return the messages and the questions of a language."""
    rows = [json.loads(line) for line in (DATA / f"{language}.jsonl").read_text().splitlines()]
    messages = {row["message"]: row["text"] for row in rows if "message" in row}
    questions = [
        Question(text=row["question"], evidence=messages[row["evidence"]], half=row["half"])
        for row in rows
        if "question" in row
    ]
    return list(messages.values()), questions


def add_person(store: Store, name: str) -> int:
    """Store a person who writes from a chat of this name."""
    person = store.people.add(
        role=Role.USER, zone="UTC", language=None, quiet=None, now=NOW, name=name
    )
    store.people.link(Identity(person=person.id, channel="bench", external=name, chat=name))
    return person.id


def say(store: Store, name: str, texts: Sequence[str]) -> None:
    """Store messages as they come from a channel."""
    for text in texts:
        message = InboundMessage(
            key=f"{name} {random.random()}",
            address=Address(channel="bench", chat=name),
            sender=name,
            text=text,
            received_at=NOW - timedelta(minutes=1),
        )
        store.inbox.add(message)


def index_all(store: Store) -> None:
    """Bring everything into the index."""
    progress, count = Progress(), 1
    while count:
        progress, count = index(store, progress, NOW)


def embed_all(store: Store, embedder: Embedder) -> None:
    """Make the vectors of everything."""
    after = 0
    while missing := store.vectors.missing(embedder.name, after, 256):
        made = embedder.passages([one.text for one in missing])
        for one, vector in zip(missing, made, strict=True):
            store.vectors.add(one, embedder.name, *packed(vector))
        after = missing[-1].memory


def figures(ranks: Sequence[int | None]) -> Figures:
    """Return the figures of some ranks, counted from 0."""
    found = [rank for rank in ranks if rank is not None]
    return Figures(
        recall=sum(rank < 5 for rank in found) / len(ranks),
        rank=sum(1 / (rank + 1) for rank in found) / len(ranks),
    )


async def orders(
    database: SqliteDatabase, person: int, question: str, embedder: Embedder
) -> dict[str, list[str]]:
    """Return the texts that each kind of search finds, best first."""
    vector, nearest = embedder.query(question), Nearest(embedder.name)

    def by_vectors(store: Store) -> list[str]:
        cosines = nearest.cosines(store, person, vector)
        best = sorted(cosines, key=lambda one: -cosines[one])[:AT_MOST]
        return [memory.text for one in best if (memory := store.memories.get(person, one))]

    words = await database.read(lambda store: recall(store, person, question, limit=AT_MOST))
    both = await Recollection(database, embedder).recall(person, question, limit=AT_MOST)
    return {
        "words": [one.text for one in words],
        "vectors": await database.read(by_vectors),
        "hybrid": [one.text for one in both],
    }


async def measure_recall(folder: Path, half: str) -> dict[str, dict[str, Figures]]:
    """Return the figures of each search by language, and of both languages together."""
    embedder = local()
    if embedder is None:
        raise SystemExit("the extra `memory` is not installed")
    found: dict[str, dict[str, list[int | None]]] = {}
    async with opened(folder / "recall.db") as database:
        for language in ("pt", "en"):
            messages, questions = read(language)
            person = await database.run(partial(add_person, name=language))
            await database.run(partial(say, name=language, texts=messages))
            await database.run(index_all)
            await database.run(lambda store: embed_all(store, embedder))
            for one in questions:
                if half in {one.half, "all"}:
                    told = await orders(database, person, one.text, embedder)
                    for name, texts in told.items():
                        rank = texts.index(one.evidence) if one.evidence in texts else None
                        for column in (language, "both"):
                            found.setdefault(name, {}).setdefault(column, []).append(rank)
    return {
        name: {column: figures(ranks) for column, ranks in columns.items()}
        for name, columns in found.items()
    }


def opened(path: Path) -> SqliteDatabase:
    """Return a new database."""
    migrate(sqlite_engine(path), path)
    return SqliteDatabase(path)


async def measure_speed(folder: Path, messages: int, others: int) -> dict[str, float]:
    """Return the 95th percentiles, in milliseconds, of searches in a large store.

    One person has `messages`, all others together `others`. The vectors of the one are drawn by
    lot: how long a search takes does not depend on what they mean.
    """
    import numpy as np  # noqa: PLC0415 - an extra

    embedder = local()
    assert embedder is not None
    lot = np.random.default_rng(7)
    async with opened(folder / "speed.db") as database:
        person = await database.run(lambda store: add_person(store, "one"))
        rest = [await database.run(partial(add_person, name=f"other {n}")) for n in range(9)]
        sentences = _sentences()
        for start in range(0, messages + others, BATCH):
            owner = person if start < messages else rest[start // BATCH % len(rest)]
            texts = [next(sentences) for _ in range(BATCH)]
            numbers = await database.run(partial(_remember, person=owner, texts=texts))
            if owner == person:
                rows = lot.standard_normal((BATCH, embedder.size), np.float32)
                await database.run(
                    partial(
                        _embed,
                        person=person,
                        model=embedder.name,
                        numbers=numbers,
                        rows=rows.tolist(),
                    )
                )
        asked = [one.text for one in (*read("pt")[1], *read("en")[1])][::3]
        recollection = Recollection(database, embedder)
        first = time.perf_counter()
        await recollection.recall(person, asked[0])
        first = time.perf_counter() - first
        taken: dict[str, list[float]] = {"words": [], "hybrid": []}
        for question in asked:
            start_s = time.perf_counter()
            await database.read(partial(recall, person=person, text=question))
            taken["words"].append(time.perf_counter() - start_s)
            start_s = time.perf_counter()
            await recollection.recall(person, question)
            taken["hybrid"].append(time.perf_counter() - start_s)
    percentiles = {name: sorted(all_)[int(len(all_) * 0.95)] * 1e3 for name, all_ in taken.items()}
    return {**percentiles, "first": first * 1e3}


def _remember(store: Store, person: int, texts: Sequence[str]) -> list[int]:
    return [
        store.memories.add(
            person=person,
            kind=MemoryKind.DOCUMENT,
            text=text,
            words=keywords(text),
            origin=Origin.OWNER,
            said_at=NOW,
        )
        for text in texts
    ]


def _embed(
    store: Store, person: int, model: str, numbers: Sequence[int], rows: Sequence[Sequence[float]]
) -> None:
    for number, row in zip(numbers, rows, strict=True):
        one = Unembedded(memory=number, person=person, text="")
        store.vectors.add(one, model, *packed(row))


def _sentences() -> Iterator[str]:
    """Yield sentences made of pieces of the messages, and a number that makes each its own."""
    dice = random.Random(7)
    messages = [*read("pt")[0], *read("en")[0]]
    while True:
        one, other = dice.choice(messages).split(), dice.choice(messages).split()
        yield " ".join(
            [*one[: len(one) // 2 + 1], *other[len(other) // 2 :], str(dice.random())[2:8]]
        )


def main() -> int:
    """Measure, print, and tell whether it is as it should be."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", default="test", choices=["dev", "test", "all"])
    parser.add_argument("--messages", type=int, default=100_000)
    parser.add_argument("--others", type=int, default=900_000)
    chosen = parser.parse_args()
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        found = asyncio.run(measure_recall(Path(folder), chosen.half))
        print(f"recall@5 and mean reciprocal rank, {chosen.half} half")
        for name, columns in found.items():
            told = "  ".join(
                f"{column} {one.recall:.3f} {one.rank:.3f}" for column, one in columns.items()
            )
            print(f"  {name:8s} {told}")
        is_sound = beats(found)
        if chosen.messages:
            speed = asyncio.run(measure_speed(Path(folder), chosen.messages, chosen.others))
            print(f"p95 ms, {chosen.messages:,} of one person, {chosen.others:,} of others")
            for name, value in speed.items():
                print(f"  {name:8s} {value:8.1f}")
            is_sound &= speed["hybrid"] <= SLOWEST_MS
    print("ok" if is_sound else "MISS")
    return 0 if is_sound else 1


def beats(found: dict[str, dict[str, Figures]]) -> bool:
    """Tell whether both together find more, and higher up, than words and vectors alone."""
    both = found["hybrid"]["both"]
    alone = [found[name]["both"] for name in ("words", "vectors")]
    return all(both.recall > one.recall and both.rank > one.rank for one in alone)


if __name__ == "__main__":
    sys.exit(main())
