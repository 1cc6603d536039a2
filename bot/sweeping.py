"""Sweeping: the task that deletes what was settled long ago."""

import asyncio
from datetime import datetime

from bot.folders import Folders
from bot.task import Ending, Finish
from domain.clock import Clock
from scheduler.sweeping import SWEEP, sweep, sweep_messages
from storage.database import Database
from storage.queue import Job
from storage.store import Store


class Sweep:
    """The daily task behind `scheduler.maintenance` (see `bot.task.Task`)."""

    name = SWEEP
    is_suspect = False

    def __init__(self, database: Database, clock: Clock, folders: Folders) -> None:
        self._database = database
        self._clock = clock
        self._folders = folders

    async def run(self, job: Job, carried: object) -> Ending:
        """Delete messages in many units, and the rest in the transaction that ends the job."""
        now = self._clock.now()
        await asyncio.to_thread(self._folders.tidy, now)
        while await self._database.run(lambda store: sweep_messages(store, now), by_rows=True):
            pass
        return Finish(write=lambda store: sweep(store, now))

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Nothing was committed, so nothing is to be set right."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Tomorrow is another day."""
