"""Nearest: the vectors of a person that point the same way, by bits first, then by bytes.

Kept in memory are the signs of the numbers only, 32 bytes a memory, of the people who searched
last; what came or went since is told by the ids, which are never given twice.
"""

from collections import OrderedDict
from collections.abc import Iterable, Sequence
from threading import Lock

import numpy as np
from numpy.typing import NDArray

from storage.store import Store

NEAREST = 200
"""So many of the nearest by bits are weighed by their bytes."""
PEOPLE = 16

Packed = NDArray[np.uint8]


class _Signs:
    """The bits of one person: vector ids, memories, and a row of bits for each."""

    def __init__(self) -> None:
        self.last = 0
        self.memories: NDArray[np.int64] = np.empty(0, np.int64)
        self.bits: Packed | None = None

    def add(self, rows: Sequence[tuple[int, int, bytes]]) -> None:
        more = np.frombuffer(b"".join(row[2] for row in rows), np.uint8).reshape(len(rows), -1)
        self.bits = more if self.bits is None else np.concatenate((self.bits, more))
        memories = np.fromiter((row[1] for row in rows), np.int64, len(rows))
        self.memories = np.concatenate((self.memories, memories))
        self.last = rows[-1][0]


class Nearest:
    """The nearest memories of a person by the vectors of one model."""

    def __init__(self, model: str) -> None:
        self._model = model
        self._people: OrderedDict[int, _Signs] = OrderedDict()
        self._lock = Lock()

    def cosines(
        self, store: Store, person: int, vector: Sequence[float], *, also: Iterable[int] = ()
    ) -> dict[int, float]:
        """Return the cosines of the nearest memories and of some others, by memory.

        Those others that have no vector yet have the cosine 0.
        """
        asked = np.asarray(vector, np.float32)
        near = self._near(self._signs(store, person), asked)
        found = dict.fromkeys(also, 0.0)
        for memory in {*near, *found}:
            octets = store.vectors.get(memory, self._model)
            if octets is not None:
                found[memory] = _cosine(octets, asked)
        return found

    def _near(self, signs: _Signs, asked: NDArray[np.float32]) -> list[int]:
        if signs.bits is None:
            return []
        bits = np.packbits(asked > 0)
        if signs.bits.shape[1] % 8 == 0:  # eight bytes at a time
            different = np.bitwise_count(signs.bits.view(np.uint64) ^ bits.view(np.uint64))
        else:
            different = np.bitwise_count(signs.bits ^ bits)
        distances = different.sum(axis=1, dtype=np.int32)
        if len(distances) <= NEAREST:
            return [int(memory) for memory in signs.memories]
        nearest = np.argpartition(distances, NEAREST)[:NEAREST]
        return [int(memory) for memory in signs.memories[nearest]]

    def _signs(self, store: Store, person: int) -> _Signs:
        """Return the bits of a person as they are now."""
        with self._lock:
            known = self._people.pop(person, None)
        if known is None or store.vectors.count(person, self._model, known.last) != len(
            known.memories
        ):
            known = _Signs()
        signs = _Signs()
        signs.last, signs.memories, signs.bits = known.last, known.memories, known.bits
        if rows := store.vectors.bits(person, self._model, signs.last):
            signs.add(rows)
        with self._lock:
            self._people[person] = signs
            while len(self._people) > PEOPLE:
                self._people.popitem(last=False)
        return signs


def packed(vector: Sequence[float]) -> tuple[bytes, bytes]:
    """Return a vector as it is stored: its numbers in a byte each, and their signs as bits."""
    numbers = np.asarray(vector, np.float32)
    largest = float(np.abs(numbers).max()) or 1.0
    octets = np.round(numbers * (127 / largest)).astype(np.int8)
    return octets.tobytes(), np.packbits(numbers > 0).tobytes()


def _cosine(octets: bytes, asked: NDArray[np.float32]) -> float:
    stored = np.frombuffer(octets, np.int8).astype(np.float32)
    length = float(np.linalg.norm(stored)) * float(np.linalg.norm(asked))
    return float(stored @ asked) / length if length else 0.0
