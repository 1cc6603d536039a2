"""Ticking: by how much an event loop is late, asked each millisecond."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator

EVERY = 0.001


@contextlib.asynccontextmanager
async def ticking() -> AsyncIterator[list[float]]:
    """Give a list that grows by one lateness (seconds) each millisecond until the block ends."""
    found: list[float] = []

    async def tick() -> None:
        while True:
            asked = time.perf_counter()
            await asyncio.sleep(EVERY)
            found.append(max(0.0, time.perf_counter() - asked - EVERY))

    task = asyncio.create_task(tick())
    try:
        yield found
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
