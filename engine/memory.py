"""Memory: what a person said, noted or told, found again by words and by meaning.

Every search is of one person. How the two orders are weighed was measured: see
docs/decisions/memory.md.
"""

import asyncio
import math
from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import structlog

from domain.frozen import dataclass
from domain.memory import Memory, MemoryKind
from domain.origin import Origin
from engine.embedder import Embedder
from engine.keywords import SHORTEST_STEM, keywords, stem
from engine.model import ModelFailed
from storage.database import Database
from storage.memories import LATEST
from storage.store import Store

if TYPE_CHECKING:
    from engine.nearest import Nearest

MOST = 8
CANDIDATES = 100
"""So many of the best by words are weighed against those by meaning."""
INFLECTED = 0.4
"""What another form of a word counts beside the word itself."""
RARITY = 3
"""The power of a word's rarity: a name counts more than three common words."""
WORDS_WEIGHT, WORDS_POWER = 0.5, 4
"""What words add to the cosine: only where most of what was asked is there, but then a lot."""

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Remembered:
    """One thing that was found. `source` is the inbox id of the message that said it.

    `origin` says whose words they are; `score` is comparable within one search only.
    """

    id: int
    kind: MemoryKind
    text: str
    origin: Origin
    said_at: datetime
    source: int | None
    confidence: float
    score: float


def by_words(store: Store, person: int, text: str) -> dict[int, float]:
    """Return how much of a question's words each memory holds, from 0 to 1, rare words most."""
    asked = keywords(text)
    if not asked:
        return {}
    total, found = 0.0, dict[int, float]()
    everything = max(store.memories.count(person), 1)
    for word in asked:
        hits = _holding(store, person, word)
        others = max(everything - len(hits), 0)
        rarity = math.log(1 + (others + 0.5) / (len(hits) + 0.5)) ** RARITY
        total += rarity
        for memory, share in hits.items():
            found[memory] = found.get(memory, 0.0) + share * rarity
    return {memory: score / total for memory, score in found.items()} if total else {}


def recall(
    store: Store,
    person: int,
    text: str,
    *,
    limit: int = MOST,
    kinds: Sequence[MemoryKind] | None = None,
) -> list[Remembered]:
    """Find what a person said or noted by its words, best first."""
    return best(store, person, by_words(store, person, text), limit=limit, kinds=kinds)


def best(
    store: Store,
    person: int,
    scores: dict[int, float],
    *,
    limit: int,
    kinds: Sequence[MemoryKind] | None = None,
) -> list[Remembered]:
    """Return the best of some memories: of the same score the latest; each text once."""
    found: list[Remembered] = []
    told: set[str] = set()
    for number in sorted(scores, key=lambda one: (-scores[one], -one)):
        memory = store.memories.get(person, number)
        if memory is None or (kinds is not None and memory.kind not in kinds):
            continue
        if memory.text.casefold() in told:
            continue
        told.add(memory.text.casefold())
        found.append(_remembered(memory, scores[number]))
        if len(found) == limit:
            break
    return found


class Recollection:
    """Searches by words and by meaning; without an embedder by words alone."""

    def __init__(self, database: Database, embedder: Embedder | None = None) -> None:
        self._database = database
        self._embedder = embedder
        self._nearest: Nearest | None = None

    async def recall(
        self,
        person: int,
        text: str,
        *,
        limit: int = MOST,
        kinds: Sequence[MemoryKind] | None = None,
    ) -> list[Remembered]:
        """Find what a person said or noted, best first; an embedder that fails is done without."""
        vector = await self._vector(text)

        def search(store: Store) -> list[Remembered]:
            scores = by_words(store, person, text)
            if vector is not None:
                scores = self._weighed(store, person, vector, scores)
            return best(store, person, scores, limit=limit, kinds=kinds)

        return await self._database.read(search)

    async def _vector(self, text: str) -> list[float] | None:
        if self._embedder is None:
            return None
        try:
            return await asyncio.to_thread(self._embedder.query, text)
        except ModelFailed as error:
            log.warning("searched by words alone", reason=type(error).__name__)
            return None

    def _weighed(
        self, store: Store, person: int, vector: list[float], words: dict[int, float]
    ) -> dict[int, float]:
        from engine.nearest import Nearest  # noqa: PLC0415 - numpy, with the first vector

        assert self._embedder is not None
        if self._nearest is None:
            self._nearest = Nearest(self._embedder.name)
        top = sorted(words, key=lambda one: (-words[one], -one))[:CANDIDATES]
        cosines = self._nearest.cosines(store, person, vector, also=top)
        return {
            memory: cosine + WORDS_WEIGHT * words.get(memory, 0.0) ** WORDS_POWER
            for memory, cosine in cosines.items()
        }


def _holding(store: Store, person: int, word: str) -> dict[int, float]:
    """Return which memories hold a word or another form of it, and what that counts."""
    hits = dict.fromkeys(store.memories.holding(person, word), 1.0)
    beginning = stem(word)
    if len(beginning) >= SHORTEST_STEM and not word.isdigit() and len(hits) < LATEST:
        for memory in store.memories.holding(person, beginning, is_beginning=True):
            hits.setdefault(memory, INFLECTED)
    return hits


def _remembered(memory: Memory, score: float) -> Remembered:
    return Remembered(
        id=memory.id,
        kind=memory.kind,
        text=memory.text,
        origin=memory.origin,
        said_at=memory.said_at,
        source=memory.source,
        confidence=memory.confidence,
        score=score,
    )
