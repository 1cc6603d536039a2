"""The vigil: every ten minutes, what would go wrong unseen is looked at."""

import asyncio
import contextlib
from datetime import datetime, timedelta
from pathlib import Path

import structlog

from bot.metrics import Metrics
from bot.probing import LITTLE_SPACE, free_space
from domain.clock import Clock
from domain.errors import StorageUnavailable
from scheduler.backups import COPYING, DRILL
from scheduler.troubles import disk_low, tell_doubtful
from storage.database import Database
from storage.store import Store

EVERY = timedelta(minutes=10)

log = structlog.get_logger(__name__)


class Vigil:
    """Tells the owner of a disk that is nearly full, and of deliveries in doubt.

    It measures how old the last drill and the last copy of backups elsewhere are.
    """

    def __init__(
        self,
        database: Database,
        path: Path,
        clock: Clock,
        metrics: Metrics | None = None,
        *,
        copies: bool = False,
    ) -> None:
        self._database = database
        self._path = path
        self._clock = clock
        self._metrics = metrics
        self._copies = copies

    async def run(self) -> None:
        """Look every ten minutes until cancelled."""
        never = asyncio.Event()
        await self._measure()
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
        await self._measure()

    async def _measure(self) -> None:
        """Read what only the database knows."""
        if self._metrics is None:
            return
        with contextlib.suppress(StorageUnavailable):
            drilled, copied = await self._database.read(_last)
            now = self._clock.now()
            if drilled is not None:
                self._metrics.drill_age.set((now - drilled).total_seconds())
            if copied is not None and self._copies:
                self._metrics.copy_age.set((now - copied).total_seconds())


def _last(store: Store) -> tuple[datetime | None, datetime | None]:
    """Return when a backup was last tried and copied; before that, when all began."""
    owner = store.people.owner()
    began = owner.created_at if owner else None
    return store.heartbeat.last(DRILL) or began, store.heartbeat.last(COPYING) or began
