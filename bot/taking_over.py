"""Taking over: what dead workers were doing is done by others."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Final

import structlog

from bot.attempts import Attempts
from bot.task import Ending, Finish
from domain.errors import StorageUnavailable
from storage.database import Database
from storage.queue import Job
from storage.queues.procrastinate import ProcrastinateQueue
from storage.store import Store

TAKE_OVER: Final = "take_over"

log = structlog.get_logger(__name__)


def shared(store: Store) -> ProcrastinateQueue:
    """Return the queue that many processes serve."""
    if not isinstance(store.queue, ProcrastinateQueue):
        raise TypeError(type(store.queue))
    return store.queue


class TakeOver:
    """The periodic task that lets jobs of dead workers run again (see `bot.task.Task`)."""

    name = TAKE_OVER
    is_suspect = False

    def __init__(self, database: Database, silent: timedelta) -> None:
        self._database = database
        self._silent = silent
        self.attempts: Attempts | None = None
        self.number = 0
        """That of the worker in which it runs."""

    async def run(self, job: Job, carried: object) -> Ending:
        """Take over one job after the other, each in a unit of its own."""
        await self.take()
        return Finish(write=self._tidy)

    async def take(self, strays: Sequence[int] = ()) -> None:
        """Take over what the dead were doing, and `strays` of this worker."""
        self._at = 0
        while True:
            try:
                found = await self._database.run(lambda store: self._one(store, strays))
            except StorageUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - one that cannot be must not stop the others
                log.error("job not taken over", job=self._at, reason=type(error).__name__)
                if not self._at:
                    return
                continue
            if found is None:
                return
            if self.attempts is not None and self.attempts.is_hopeless(found):
                await self.attempts.give_up_interrupted(found)

    def _one(self, store: Store, strays: Sequence[int]) -> Job | None:
        """Take over the next one; None where there is no more."""
        recovered = shared(store).recover(
            self._silent, most=1, mine=self.number, strays=strays, after=self._at
        )
        for found in recovered:
            self._at = found.job.id
            task = self.attempts.task(found.job) if self.attempts else None
            if task is not None and self.attempts and not self.attempts.is_hopeless(found.job):
                task.recover(store, found.job, interrupted=found.interrupted)
                log.warning("job taken over", task=found.job.task, job=found.job.id)
            return found.job
        return None

    def _tidy(self, store: Store) -> None:
        shared(store).clear_periodic(self._silent)
        shared(store).prune(self._silent * 4)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Whatever was not taken over is found by the next one."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave it to the next period."""
