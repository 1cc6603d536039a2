"""Attempts: one job is run once, and how it ended is committed."""

import asyncio
import contextlib
import traceback
from collections.abc import Iterable, Mapping
from datetime import timedelta

import structlog

from bot.endings import Endings
from bot.metrics import Metrics
from bot.reception import ANSWER
from bot.task import Alone, Ending, Finish, Later, Task, Together
from domain.clock import Clock
from domain.errors import LostClaim, StorageUnavailable
from scheduler.telling import tell_owner
from storage.database import Database
from storage.outgoing import DELIVER
from storage.queue import Job
from storage.store import Store

ATTEMPTS = 3
RETRY_SECONDS = 2.0
STORAGE_RETRY = timedelta(seconds=1)

BY_ROWS = frozenset((ANSWER, DELIVER))
"""What these decide hangs on rows that they write, and on a person whom they hold."""

log = structlog.get_logger(__name__)


class Attempts:
    """Runs jobs for a worker, whichever queue they come from.

    A job that fails is tried again after a pause and becomes a dead letter after three attempts.
    """

    def __init__(
        self, database: Database, tasks: Iterable[Task], clock: Clock, metrics: Metrics
    ) -> None:
        self._database = database
        self.tasks: Mapping[str, Task] = {task.name: task for task in tasks}
        self._clock = clock
        self._metrics = metrics
        self._endings = Endings(database)
        self.stopping = asyncio.Event()
        """Once set, a database that refuses is given up on: the job is found again later."""

    def task(self, job: Job) -> Task | None:
        """Return who does a job, or None where nobody of this version does."""
        found = self.tasks.get(job.task)
        if found is None:
            log.error("no such task: the job is left", task=job.task, job=job.id)
        return found

    def is_hopeless(self, job: Job) -> bool:
        """Tell whether a job was there at the end of one process after another."""
        return self.tasks[job.task].is_suspect and job.failures >= ATTEMPTS

    async def give_up_interrupted(self, job: Job) -> None:
        """Give a job up in a unit of its own: one that cannot be must hold back no others."""
        reason = "interrupted again and again"
        try:
            await self._database.run(lambda store: self._give_up(store, job, reason))
        except StorageUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - it must not run for ever all the same
            log.error("job not given up", task=job.task, job=job.id, reason=type(error).__name__)
            with contextlib.suppress(LostClaim):
                await self._database.run(lambda store: store.queue.bury(job, reason))

    async def safely(self, job: Job, carried: object) -> tuple[Job, float] | None:
        """Attempt a job; one whose end cannot be written is left.

        Returns it in its new state where it is to run again, and when (monotonic seconds).
        """
        try:
            return await self._attempt(job, carried)
        except LostClaim:
            log.warning("job was taken over", task=job.task, job=job.id)
        except Exception as error:  # the next start tries it again
            log.error("job not ended", task=job.task, job=job.id, reason=type(error).__name__)
            log.debug("job not ended", task=job.task, job=job.id, exc_info=error)
        return None

    async def _attempt(self, job: Job, carried: object) -> tuple[Job, float] | None:
        try:
            ending = await self.tasks[job.task].run(job, carried)
            return await self._end(job, ending)
        except LostClaim:
            raise
        except StorageUnavailable as error:  # not the job's fault: no attempt is counted
            log.error("storage unavailable", task=job.task, job=job.id, reason=str(error))
            until = self._clock.now() + STORAGE_RETRY
            return await self._commit(job, Later(until=until, error=type(error).__name__))
        except Exception as error:  # a job may fail in any way, and must not take its lane along
            if isinstance(error, MemoryError):  # what filled it goes before more is needed
                traceback.clear_frames(error.__traceback__)
            reason = type(error).__name__
            log.warning("job failed", task=job.task, job=job.id, reason=reason)
            log.debug("job failed", task=job.task, job=job.id, exc_info=error)
        return await self._commit(job, self._failed(job, reason))

    def _failed(self, job: Job, reason: str) -> Later:
        pause = timedelta(seconds=RETRY_SECONDS * 2**job.failures)
        return Later(until=self._clock.now() + pause, failed=True, error=reason)

    async def _end(self, job: Job, ending: Ending) -> tuple[Job, float] | None:
        """Commit the ending, with others where it can be; alone where those are in the way."""
        if not isinstance(ending, Together):
            return await self._commit(job, ending)
        try:
            await self._endings.commit(job, ending)
        except Exception as error:  # noqa: BLE001 - it is tried alone, and then told
            log.debug("group not committed", task=job.task, reason=type(error).__name__)
            return await self._commit(job, ending.alone())
        self._metrics.jobs.labels(job.task, "done").inc()
        return None

    async def _commit(self, job: Job, ending: Alone) -> tuple[Job, float] | None:
        """Commit the ending, however long the database refuses: the work is not done again."""
        ready_at = self._ready_at(ending)
        while True:
            try:
                again = await self._database.run(
                    lambda store: self._write(store, job, ending), by_rows=job.task in BY_ROWS
                )
            except StorageUnavailable as error:
                log.error("storage unavailable", task=job.task, job=job.id, reason=str(error))
                if self.stopping.is_set():
                    return None
                await self._clock.wait_until(self._clock.now() + STORAGE_RETRY, self.stopping)
            else:
                self._metrics.jobs.labels(job.task, _outcome(ending)).inc()
                return (again, ready_at) if again else None

    def _ready_at(self, ending: Alone) -> float:
        if isinstance(ending, Finish):
            return 0.0
        return self._clock.monotonic() + (ending.until - self._clock.now()).total_seconds()

    def _write(self, store: Store, job: Job, ending: Alone) -> Job | None:
        if isinstance(ending, Finish):
            store.queue.finish(job)
            ending.write(store)
            return None
        now = self._clock.now()
        if ending.failed:
            store.errors.record(job.task, ending.error, now)
            if job.failures + 1 >= ATTEMPTS:
                self._give_up(store, job, ending.error)
                return None
        ending.write(store)
        return store.queue.postpone(
            job, ending.until, now=now, failed=ending.failed, error=ending.error
        )

    def _give_up(self, store: Store, job: Job, error: str) -> None:
        now = self._clock.now()
        store.queue.bury(job, error)
        self.tasks[job.task].give_up(store, job, now)
        tell_owner(store, "dead_letter", key=f"dead:{job.id}", now=now, task=job.task)


def _outcome(ending: Alone) -> str:
    if isinstance(ending, Finish):
        return "done"
    return "failed" if ending.failed else "postponed"
