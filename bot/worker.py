"""The worker: runs durable jobs, those of one lock in order, all others side by side."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

import structlog

from bot.metrics import Metrics
from bot.task import Ending, Finish, Later, Task
from domain.clock import Clock
from domain.errors import LostClaim, StorageUnavailable
from scheduler.telling import tell_owner
from storage.database import Database
from storage.queue import Job, JobReady
from storage.store import Store

ATTEMPTS = 3
RUNNING_AT_ONCE = 64
SLOW_AT_ONCE = 16
SLOW = "slow:"
"""Locks that start so are of jobs that may hang: they have slots of their own."""
LONGEST_WAIT = timedelta(seconds=10)
"""The wall time is read again at least this often: monotonic clocks stop in suspend."""
SHORTEST_PAUSE = 0.001
"""Seconds; less is the rounding of a difference of floats."""
RETRY_SECONDS = 2.0
STORAGE_RETRY = timedelta(seconds=1)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Waiting:
    """A job in its lane. `ready_at` (monotonic seconds) lets it start whatever the wall says.

    It is None where only the wall time counts: a clock that is set back must not lengthen a
    pause of seconds to an hour.
    """

    job: Job
    carried: object = None
    ready_at: float | None = None


class Worker:
    """Jobs of one lock form a lane; a lane is served by one asyncio task while it has jobs.

    A job that fails is tried again after a pause, its lane waiting, and becomes a dead letter
    after three attempts: then the lane goes on.
    """

    def __init__(
        self,
        database: Database,
        tasks: Iterable[Task],
        clock: Clock,
        metrics: Metrics,
    ) -> None:
        self._database = database
        self._tasks: Mapping[str, Task] = {task.name: task for task in tasks}
        self._clock = clock
        self._metrics = metrics
        self._lanes: dict[str, deque[Waiting]] = {}
        self._running: set[asyncio.Task[None]] = set()
        self._early: list[JobReady] | None = []
        self._slots = asyncio.Semaphore(RUNNING_AT_ONCE)
        self._slow_slots = asyncio.Semaphore(SLOW_AT_ONCE)
        self._stopping = asyncio.Event()
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def depth(self) -> int:
        """How many jobs wait or run."""
        return sum(map(len, self._lanes.values()))

    async def start(self) -> None:
        """Take over what earlier processes left, then serve what is committed from now on.

        The recovery itself commits jobs (an apology, a notice): they are heard, and wait until
        the older ones stand in their lanes.
        """
        self._database.on_commit(self._committed)
        jobs, hopeless = await self._database.run(self._recover)
        for job in hopeless:
            await self._give_up_interrupted(job)
        recovered = {job.id for job in jobs}
        for job in jobs:
            self._enqueue(job, None)
        early, self._early = self._early or [], None
        for ready in early:
            if ready.job.id not in recovered:
                self._enqueue(ready.job, ready.carried)

    def _recover(self, store: Store) -> tuple[list[Job], list[Job]]:
        """Return the jobs that are to run, and those that ended the process again and again."""
        jobs: list[Job] = []
        hopeless: list[Job] = []
        for found in store.queue.recover():
            task = self._tasks.get(found.job.task)
            if task is None:
                log.error("no such task: the job is left", task=found.job.task, job=found.job.id)
                continue
            if task.is_suspect and found.job.failures >= ATTEMPTS:
                hopeless.append(found.job)
                continue
            task.recover(store, found.job, interrupted=found.interrupted)
            jobs.append(found.job)
        return jobs, hopeless

    async def _give_up_interrupted(self, job: Job) -> None:
        """Give a job up in a unit of its own: one that cannot be must not stop the start."""
        task, reason = self._tasks[job.task], "interrupted again and again"
        try:
            await self._database.run(lambda store: self._give_up(store, task, job, reason))
        except StorageUnavailable:
            raise
        except Exception as error:  # noqa: BLE001 - it is left, and the next start tries again
            log.error("job not given up", task=job.task, job=job.id, reason=type(error).__name__)

    async def stop(self, grace_seconds: float) -> None:
        """Finish what runs, leave what waits for the next start.

        What takes longer than the grace is let go: its job runs again after the start.
        """
        self._stopping.set()
        late: set[asyncio.Task[None]] = set()
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=grace_seconds)
        for serving in late:
            serving.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        doubtful = {serving.get_name() for serving in late}
        lanes = [lane for lock, lane in self._lanes.items() if lock not in doubtful]
        waiting = [item.job for lane in lanes for item in lane]
        if waiting:
            with contextlib.suppress(StorageUnavailable):
                await self._database.run(lambda store: self._leave(store, waiting))

    def _leave(self, store: Store, jobs: list[Job]) -> None:
        """Record that these were not running, so that the next start need not doubt it."""
        for job in jobs:
            self._tasks[job.task].recover(store, job, interrupted=False)

    async def drain(self) -> None:
        """Return when no job waits or runs (jobs that wait for a later time included)."""
        await self._idle.wait()

    def _committed(self, signals: list[object]) -> None:
        for signal in signals:
            if not isinstance(signal, JobReady):
                continue
            if self._early is not None:
                self._early.append(signal)
            else:
                self._enqueue(signal.job, signal.carried)

    def _enqueue(self, job: Job, carried: object) -> None:
        lock = job.lock or f"job {job.id}"
        is_ready = job.run_at <= self._clock.now()
        ready_at = self._clock.monotonic() if is_ready else None
        item = Waiting(job=job, carried=carried, ready_at=ready_at)
        lane = self._lanes.get(lock)
        if lane is not None:
            lane.append(item)
            return
        self._lanes[lock] = deque([item])
        self._idle.clear()
        serving = asyncio.create_task(self._serve(lock), name=lock)
        self._running.add(serving)
        serving.add_done_callback(self._running.discard)

    async def _serve(self, lock: str) -> None:
        lane = self._lanes[lock]
        slots = self._slow_slots if lock.startswith(SLOW) else self._slots
        while lane and not self._stopping.is_set():
            item = lane[0]
            next_look = self._next_look(item)
            if next_look is not None:
                await self._clock.wait_until(next_look, self._stopping)
                continue
            async with slots:
                again = await self._attempt_safely(item)
            if again is None:
                lane.popleft()
            else:
                lane[0] = again
        if not lane:
            del self._lanes[lock]
            if not self._lanes:
                self._idle.set()

    def _next_look(self, item: Waiting) -> datetime | None:
        """Return until when to wait before the job is looked at again; None: it may start."""
        now = self._clock.now()
        left = item.job.run_at - now
        if item.ready_at is not None:
            pause = item.ready_at - self._clock.monotonic()
            left = min(left, timedelta(seconds=pause if pause > SHORTEST_PAUSE else 0))
        return now + min(left, LONGEST_WAIT) if left > timedelta(0) else None

    async def _attempt_safely(self, item: Waiting) -> Waiting | None:
        """Attempt a job; one whose end cannot be written is left, and its lane goes on."""
        job = item.job
        try:
            return await self._attempt(job, item.carried)
        except LostClaim:
            log.warning("job was taken over", task=job.task, job=job.id)
        except Exception as error:  # the next start tries it again
            log.error("job not ended", task=job.task, job=job.id, reason=type(error).__name__)
            log.debug("job not ended", task=job.task, job=job.id, exc_info=error)
        return None

    async def _attempt(self, job: Job, carried: object) -> Waiting | None:
        """Run a job once; returns it in its new state where it is to run again."""
        task = self._tasks[job.task]
        try:
            ending = await task.run(job, carried)
            return await self._commit(task, job, ending)
        except LostClaim:
            raise
        except StorageUnavailable as error:  # not the job's fault: no attempt is counted
            log.error("storage unavailable", task=job.task, job=job.id, reason=str(error))
            until = self._clock.now() + STORAGE_RETRY
            return await self._commit(task, job, Later(until=until, error=type(error).__name__))
        except Exception as error:  # a job may fail in any way, and must not take its lane along
            reason = type(error).__name__
            log.warning("job failed", task=job.task, job=job.id, reason=reason)
            log.debug("job failed", task=job.task, job=job.id, exc_info=error)
        return await self._commit(task, job, self._failed(job, reason))

    def _failed(self, job: Job, reason: str) -> Later:
        pause = timedelta(seconds=RETRY_SECONDS * 2**job.failures)
        return Later(until=self._clock.now() + pause, failed=True, error=reason)

    async def _commit(self, task: Task, job: Job, ending: Ending) -> Waiting | None:
        """Commit the ending, however long the database refuses: the work is not done again."""
        ready_at = self._ready_at(ending)
        while True:
            try:
                again = await self._database.run(
                    lambda store: self._write(store, task, job, ending)
                )
            except StorageUnavailable as error:
                log.error("storage unavailable", task=job.task, job=job.id, reason=str(error))
                if self._stopping.is_set():
                    return None
                await self._clock.wait_until(self._clock.now() + STORAGE_RETRY, self._stopping)
            else:
                self._metrics.jobs.labels(job.task, _outcome(ending)).inc()
                return Waiting(job=again, ready_at=ready_at) if again else None

    def _ready_at(self, ending: Ending) -> float | None:
        if isinstance(ending, Finish):
            return None
        return self._clock.monotonic() + (ending.until - self._clock.now()).total_seconds()

    def _write(self, store: Store, task: Task, job: Job, ending: Ending) -> Job | None:
        if isinstance(ending, Finish):
            store.queue.finish(job)
            ending.write(store)
            return None
        if ending.failed and job.failures + 1 >= ATTEMPTS:
            store.errors.record(job.task, ending.error, self._clock.now())
            self._give_up(store, task, job, ending.error)
            return None
        ending.write(store)
        if ending.failed:
            store.errors.record(job.task, ending.error, self._clock.now())
        return store.queue.postpone(job, ending.until, failed=ending.failed, error=ending.error)

    def _give_up(self, store: Store, task: Task, job: Job, error: str) -> None:
        now = self._clock.now()
        store.queue.bury(job, error)
        task.give_up(store, job, now)
        tell_owner(
            store,
            "dead_letter",
            key=f"dead:{job.id}",
            now=now,
            task=job.task,
        )


def _outcome(ending: Ending) -> str:
    if isinstance(ending, Finish):
        return "done"
    return "failed" if ending.failed else "postponed"
