"""Turns: what comes in of one chat is stored in the order in which it came."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Hashable


class Turns:
    """One after the other for each name, first come, first served; others side by side."""

    def __init__(self) -> None:
        self._locks: dict[Hashable, tuple[asyncio.Lock, int]] = {}

    @contextlib.asynccontextmanager
    async def of(self, name: Hashable) -> AsyncIterator[None]:
        """Wait for one's turn and have it."""
        lock, count = self._locks.get(name, (asyncio.Lock(), 0))
        self._locks[name] = (lock, count + 1)
        try:
            async with lock:
                yield
        finally:
            lock, count = self._locks.pop(name)
            if count > 1:
                self._locks[name] = (lock, count - 1)
