"""Sole: what only one of several processes does at a time, under a lease of the database."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Final

import structlog

from domain.clock import Clock
from domain.errors import StorageUnavailable
from storage.database import Database
from storage.leases import LENGTH

RENEW: Final = timedelta(seconds=3)
"""A lease that its holder lets go, or that ends, is taken up within this time."""

Work = Callable[[], Awaitable[None]]
Sole = Callable[[str, Work], Awaitable[None]]
"""Does some work whenever the lease of this name is ours, until cancelled."""

log = structlog.get_logger(__name__)


async def at_once(_name: str, work: Work) -> None:
    """Do it: there is no other process."""
    await work()


class Leased:
    """See `Sole`: a lease is renewed while the work goes on, which ends with it.

    Work is cancelled before the lease can have passed to another. Work that ends by itself
    ends here too, and so does what it raises.
    """

    def __init__(
        self, database: Database, clock: Clock, holder: str, *, renew: timedelta = RENEW
    ) -> None:
        self._database = database
        self._clock = clock
        self._holder = holder
        self._renew = renew

    async def __call__(self, name: str, work: Work) -> None:
        """Wait for the lease, do the work while it holds, and again."""
        while True:
            if await self._take(name):
                if await self._hold(name, work):
                    return
                log.warning("a lease was lost", lease=name)
            await asyncio.sleep(self._renew.total_seconds())

    async def _hold(self, name: str, work: Work) -> bool:
        """Work while the lease is renewed; True where the work came to its end."""
        log.info("a lease is ours", lease=name)
        working = asyncio.ensure_future(work())
        held_at = self._clock.monotonic()
        try:
            while True:
                done, _ = await asyncio.wait({working}, timeout=self._renew.total_seconds())
                if done:
                    working.result()
                    return True
                if await self._take(name):
                    held_at = self._clock.monotonic()
                elif self._clock.monotonic() - held_at > (LENGTH - 2 * self._renew).total_seconds():
                    return False
        finally:
            working.cancel()
            await asyncio.gather(working, return_exceptions=True)
            await self._give(name)

    async def _take(self, name: str) -> bool:
        now = self._clock.now()
        try:
            async with asyncio.timeout(self._renew.total_seconds()):
                return await self._database.run(
                    lambda store: store.leases.take(name, self._holder, now), by_rows=True
                )
        except (StorageUnavailable, TimeoutError):
            return False

    async def _give(self, name: str) -> None:
        with contextlib.suppress(StorageUnavailable):
            await self._database.run(lambda store: store.leases.give(name, self._holder))
