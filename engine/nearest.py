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
        self.ids: NDArray[np.int64] = np.empty(0, np.int64)
        self.memories: NDArray[np.int64] = np.empty(0, np.int64)
        self.bits: Packed | None = None

    def add(self, rows: Sequence[tuple[int, int, bytes]]) -> None:
        more = np.frombuffer(b"".join(row[2] for row in rows), np.uint8).reshape(len(rows), -1)
        self.bits = more if self.bits is None else np.concatenate((self.bits, more))
        numbers = np.fromiter((row[:2] for row in rows), np.dtype((np.int64, 2)), len(rows))
        self.ids = np.concatenate((self.ids, numbers[:, 0]))
        self.memories = np.concatenate((self.memories, numbers[:, 1]))

    @property
    def last(self) -> int:
        """The highest id, 0 where there is none."""
        return int(self.ids[-1]) if len(self.ids) else 0


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
        signs = self._signs(store, person)
        found = dict.fromkeys(also, 0.0)
        wanted = np.fromiter(found, np.int64, len(found))
        places = {*_near(signs, asked), *np.flatnonzero(np.isin(signs.memories, wanted)).tolist()}
        for place in sorted(places):
            octets = store.vectors.numbers(int(signs.ids[place]))
            if octets is None:  # it went meanwhile: the next search reads them anew
                self._drop(person)
                found.pop(int(signs.memories[place]), None)
            else:
                found[int(signs.memories[place])] = _cosine(octets, asked)
        return found

    def _drop(self, person: int) -> None:
        with self._lock:
            self._people.pop(person, None)

    def _signs(self, store: Store, person: int) -> _Signs:
        """Return the bits of a person as they are now."""
        with self._lock:
            known = self._people.pop(person, None)
        known = known or _Signs()
        signs = _Signs()
        signs.ids, signs.memories, signs.bits = known.ids, known.memories, known.bits
        if rows := store.vectors.bits(person, self._model, signs.last):
            signs.add(rows)
        with self._lock:
            self._people[person] = signs
            while len(self._people) > PEOPLE:
                self._people.popitem(last=False)
        return signs


def _near(signs: _Signs, asked: NDArray[np.float32]) -> list[int]:
    """Return the places of those whose signs differ least."""
    if signs.bits is None:
        return []
    if len(signs.ids) <= NEAREST:
        return list(range(len(signs.ids)))
    stored, bits = signs.bits, np.packbits(asked > 0)
    if stored.shape[1] % 8 == 0:  # eight bytes at a time
        different = np.bitwise_count(stored.view(np.uint64) ^ bits.view(np.uint64))
    else:
        different = np.bitwise_count(stored ^ bits)
    distances = np.zeros(len(different), np.uint16)
    for column in range(different.shape[1]):  # four: faster than a sum along the short axis
        distances += different[:, column]
    return [int(place) for place in np.argpartition(distances, NEAREST)[:NEAREST]]


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
