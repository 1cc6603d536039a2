"""Stewarding: who owns and administers the house may change in another process."""

import asyncio
from collections.abc import Callable
from datetime import timedelta

import structlog

from domain.clock import Clock
from domain.errors import StorageUnavailable
from storage.database import Database

EVERY = timedelta(seconds=1)

log = structlog.get_logger(__name__)


class Stewarding:
    """Looks every second, since the bus promises nothing and there may be none."""

    def __init__(self, database: Database, clock: Clock, changed: Callable[[], None]) -> None:
        self._database = database
        self._clock = clock
        self._changed = changed

    async def run(self) -> None:
        """Go on until cancelled, and call `changed` whenever it has."""
        never = asyncio.Event()
        known: frozenset[tuple[str, ...]] | None = None
        while True:
            try:
                found = await self._database.read(lambda store: store.stewards.all())
            except StorageUnavailable as error:
                log.warning("not looked at who owns the house", reason=str(error))
            else:
                if found != known:
                    self._changed()
                known = found
            await self._clock.wait_until(self._clock.now() + EVERY, never)
