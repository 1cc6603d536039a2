"""Pools: how many jobs of each kind run at once in a process among many.

Each channel has slots of its own, so that one whose service hangs takes none from the others;
yet all channels are claimed from in one look, with those that have no free slot left out.
"""

from collections import Counter
from collections.abc import Collection, Iterable
from typing import Final

from storage.slots import FAST, FETCH, IN, OUT, SLOW, fetching, sending

SLOTS: Final = {FAST: 8, IN: 32, OUT: 64, SLOW: 16}
"""By queue, which is a pool (see `storage.slots`); of `out` for each channel."""
OTHER_SLOTS: Final = 8
"""Of a queue that is not named there, such as the files of a channel."""
_BRANCHES: Final = {OUT: sending, SLOW: fetching}


def base_of(pool: str) -> str:
    """Return the queue together with which a pool is claimed from."""
    kind, is_branch, _ = pool.partition(":")
    return SLOW if is_branch and kind == FETCH else kind


class Pools:
    """The queues of a worker; those of its channels are known from the start."""

    def __init__(self, channels: Collection[str]) -> None:
        self._branches = {base: {of(name) for name in channels} for base, of in _BRANCHES.items()}

    def learn(self, queues: Iterable[str]) -> None:
        """Take in queues in which something waits: of channels that are not configured here."""
        for queue in queues:
            if base_of(queue) != queue:
                self._branches.setdefault(base_of(queue), set()).add(queue)

    def free(self, queue: str, running: Iterable[str]) -> dict[str, int]:
        """Return the free slots of a queue and of its branches, where there are any.

        `running`: the pool of each job that runs.
        """
        busy = Counter(running)
        branches = self._branches.get(queue, set())
        if queue == OUT:  # what an older version stored there is of any channel
            busy[OUT] = sum(busy[branch] for branch in branches)
        free = {name: _slots(name) - busy[name] for name in (queue, *branches)}
        return {name: count for name, count in free.items() if count > 0}


def _slots(pool: str) -> int:
    return SLOTS.get(pool.partition(":")[0], OTHER_SLOTS)
