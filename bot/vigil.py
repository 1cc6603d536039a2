"""The vigil: every ten minutes, what would go wrong unseen is looked at."""

import asyncio
from datetime import timedelta
from pathlib import Path

import structlog

from bot.probing import LITTLE_SPACE, free_space
from domain.clock import Clock
from domain.errors import StorageUnavailable
from scheduler.troubles import disk_low, tell_doubtful
from storage.database import Database
from storage.store import Store

EVERY = timedelta(minutes=10)

log = structlog.get_logger(__name__)


class Vigil:
    """Tells the owner of a disk that is nearly full, and of deliveries in doubt."""

    def __init__(self, database: Database, path: Path, clock: Clock) -> None:
        self._database = database
        self._path = path
        self._clock = clock

    async def run(self) -> None:
        """Look every ten minutes until cancelled."""
        never = asyncio.Event()
        while True:
            await self._clock.wait_until(self._clock.now() + EVERY, never)
            await self.look()

    async def look(self) -> None:
        """Look once."""
        now = self._clock.now()
        free = await asyncio.to_thread(free_space, self._path)

        def tell(store: Store) -> None:
            tell_doubtful(store, now)
            if free < LITTLE_SPACE:
                disk_low(store, free, now)

        try:
            await self._database.run(tell)
        except StorageUnavailable as error:
            log.error("storage unavailable", reason=str(error))
