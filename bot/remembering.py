"""Remembering: indexes what was said and makes its vectors, beside the answers."""

import asyncio
from datetime import timedelta

import structlog

from domain.clock import Clock
from domain.errors import StorageUnavailable
from engine.embedder import Embedder
from engine.indexing import Progress, index
from engine.memory import Recollection
from engine.model import ModelFailed
from storage.database import Database, RefusedWrite
from storage.store import Store
from storage.vectors import Unembedded

EVERY = timedelta(seconds=10)
TROUBLED = timedelta(minutes=5)
"""The pause after an embedder that failed."""
AT_ONCE = 32
"""Vectors made and written together: some tens of milliseconds of one core."""

log = structlog.get_logger(__name__)


class Remembering:
    """Looks every ten seconds for what is not in the index yet; without an embedder, by words.

    `recollection` searches what was indexed.
    """

    def __init__(self, database: Database, clock: Clock, embedder: Embedder | None) -> None:
        self._database = database
        self._clock = clock
        self._embedder = embedder
        self.recollection = Recollection(database, embedder)
        self._progress = Progress()
        self._embedded = 0
        self._never = asyncio.Event()

    async def run(self) -> None:
        """Go on for ever; the first answers of a process do not wait for an encoder to load."""
        await self._clock.wait_until(self._clock.now() + EVERY, self._never)
        while True:
            pause = EVERY
            try:
                await self.catch_up()
            except ModelFailed as error:
                log.warning("no vectors were made", reason=type(error).__name__)
                pause = TROUBLED
            except (StorageUnavailable, RefusedWrite) as error:
                log.warning("nothing was indexed", reason=str(error))
            await self._clock.wait_until(self._clock.now() + pause, self._never)

    async def catch_up(self) -> None:
        """Index all that was said, then make the vectors. Errors: ModelFailed."""
        count = 1
        while count:
            count = await self._index()
        count = 0 if self._embedder is None else 1
        while count and self._embedder is not None:
            count = await self._embed(self._embedder)

    async def _index(self) -> int:
        now, progress = self._clock.now(), self._progress
        self._progress, count = await self._database.run(lambda store: index(store, progress, now))
        return count

    async def _embed(self, embedder: Embedder) -> int:
        after = self._embedded
        missing = await self._database.read(
            lambda store: store.vectors.missing(embedder.name, after, AT_ONCE)
        )
        if not missing:
            return 0
        made = await asyncio.to_thread(_pack, embedder, missing)
        await self._database.run(lambda store: _write(store, embedder.name, missing, made))
        self._embedded = missing[-1].memory
        return len(missing)


def _pack(embedder: Embedder, missing: list[Unembedded]) -> list[tuple[bytes, bytes]]:
    from engine.nearest import packed  # noqa: PLC0415 - numpy, with the first vector

    return [packed(vector) for vector in embedder.passages([one.text for one in missing])]


def _write(
    store: Store, model: str, missing: list[Unembedded], made: list[tuple[bytes, bytes]]
) -> None:
    for one, (vector, bits) in zip(missing, made, strict=True):
        store.vectors.add(one, model, vector, bits)
