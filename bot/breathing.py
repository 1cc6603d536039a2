"""Breathing: where reading takes long, what comes and goes is let in between."""

import asyncio
import time
from collections.abc import Callable
from typing import Final, TypeVar

T = TypeVar("T")
QUICK_SECONDS: Final = 0.001
"""Below that, those that are read in one turn of the loop hold up nothing that anybody notices."""
SHARE: Final = 1 / 8
"""Of the newest reading in the pace."""


class Breathing:
    """Reads messages; one in each turn of the loop while that takes long.

    Otherwise a hundred that are ready at once would be read before anybody is heard or answered.
    """

    def __init__(self) -> None:
        self._reading = asyncio.Lock()
        self._pace = 0.0

    async def read(self, work: Callable[[], T], *, waits: bool) -> T:
        """Return what the work returns; one that does not wait is done at once."""
        if not waits:
            return work()
        if self._pace < QUICK_SECONDS:
            return self._timed(work)
        async with self._reading:
            result = self._timed(work)
            await asyncio.sleep(0)  # the loop turns before the next one is read
            return result

    def _timed(self, work: Callable[[], T]) -> T:
        began = time.perf_counter()
        try:
            return work()
        finally:
            self._pace += SHARE * (time.perf_counter() - began - self._pace)
