"""The worker: runs durable jobs, those of one lock in order, all others side by side."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Coroutine, Iterable
from datetime import datetime, timedelta

from bot.attempts import Attempts
from bot.crowding import Crowding
from bot.metrics import Metrics
from bot.task import Task
from bot.turnstile import Turnstile
from domain.clock import Clock
from domain.errors import StorageUnavailable
from domain.frozen import dataclass
from storage.database import Database
from storage.queue import Job, JobReady
from storage.slots import FETCH, IN, SLOW, pool_of
from storage.store import Store

RUNNING_AT_ONCE = 256
IN_AT_ONCE = 128
SLOW_AT_ONCE = 16
FETCHED_AT_ONCE = 8
"""Files from each channel; what goes out over each channel has slots of its own, too."""
LONGEST_WAIT = timedelta(seconds=10)
"""The wall time is read again at least this often: monotonic clocks stop in suspend."""
SHORTEST_PAUSE = 0.001
"""Seconds; less is the rounding of a difference of floats."""
_AT_ONCE = {IN: IN_AT_ONCE, SLOW: SLOW_AT_ONCE, FETCH: FETCHED_AT_ONCE}
_ARRIVED = f"{IN}:"


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
    """Jobs of one lock form a lane; a lane has an asyncio task while its first job runs or pauses.

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
        self.attempts = Attempts(database, tasks, clock, metrics)
        self._clock = clock
        self._lanes: dict[str, deque[Waiting]] = {}
        self._depth = 0
        self._running: set[asyncio.Task[None]] = set()
        self._early: list[JobReady] | None = []
        self._turnstiles: dict[str, Turnstile] = {}
        self.crowding = Crowding()
        self._stopping = self.attempts.stopping
        self._idle = asyncio.Event()
        self._idle.set()

    @property
    def depth(self) -> int:
        """How many jobs wait or run."""
        return self._depth

    def delay(self, coming: int) -> float:
        """Return the seconds that a message would wait, with so many more on their way in."""
        return self.crowding.delay(coming)

    def has_ready(self, now: datetime) -> bool:
        """Tell whether a job that may run by now waits or runs."""
        return any(lane[0].job.run_at <= now for lane in self._lanes.values() if lane)

    def is_free(self, lock: str) -> bool:
        """Tell whether no job of a lock waits or runs."""
        return lock not in self._lanes

    async def start(self) -> None:
        """Take over what earlier processes left, then serve what is committed from now on.

        The recovery itself commits jobs (an apology, a notice): they are heard, and wait until
        the older ones stand in their lanes.
        """
        self._database.on_commit(self._committed)
        jobs, hopeless = await self._database.run(self._recover)
        for job in hopeless:
            await self.attempts.give_up_interrupted(job)
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
        for found in store.queue.recover(now=self._clock.now()):
            task = self.attempts.task(found.job)
            if task is None:
                continue
            if self.attempts.is_hopeless(found.job):
                hopeless.append(found.job)
                continue
            task.recover(store, found.job, interrupted=found.interrupted)
            jobs.append(found.job)
        return jobs, hopeless

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
            task = self.attempts.task(job)
            if task is not None:
                task.recover(store, job, interrupted=False)

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
        self._depth += 1
        if lock.startswith(_ARRIVED):
            self.crowding.came()
        lane = self._lanes.get(lock)
        if lane is not None:
            lane.append(item)
            return
        self._lanes[lock] = deque((item,))
        self._idle.clear()
        if is_ready:
            self._turnstile(lock).join(lock)
        else:
            self._line_up(lock)

    def _turnstile(self, lock: str) -> Turnstile:
        name = pool_of(lock)
        found = self._turnstiles.get(name)
        if found is None:
            found = self._turnstiles[name] = Turnstile(self._begin, at_once=_at_once(name))
        return found

    def _line_up(self, lock: str) -> None:
        """Let the first job of a lane wait for its moment, then for a place."""
        next_look = self._next_look(self._lanes[lock][0])
        if next_look is None:
            self._turnstile(lock).join(lock)
        else:
            self._start(lock, self._pause(lock, next_look))

    def _start(self, lock: str, work: Coroutine[None, None, None]) -> None:
        serving = asyncio.create_task(work, name=lock)
        self._running.add(serving)
        serving.add_done_callback(self._running.discard)

    async def _pause(self, lock: str, next_look: datetime) -> None:
        await self._clock.wait_until(next_look, self._stopping)
        if not self._stopping.is_set():
            self._line_up(lock)

    def _begin(self, lock: str) -> None:
        if not self._stopping.is_set():
            self._start(lock, self._serve(lock))

    async def _serve(self, lock: str) -> None:
        """Run the first job of a lane; the next one lines up behind those of others."""
        lane = self._lanes[lock]
        item = lane[0]
        try:
            again = await self.attempts.safely(item.job, item.carried)
        finally:
            self._turnstile(lock).leave()
        if again is None:
            lane.popleft()
            self._depth -= 1
            if lock.startswith(_ARRIVED):
                self.crowding.went()
        else:
            lane[0] = Waiting(job=again[0], ready_at=again[1])
        if lane:
            self._line_up(lock)
            return
        del self._lanes[lock]
        if not self._lanes:
            self._idle.set()

    def _next_look(self, item: Waiting) -> datetime | None:
        """Return until when to wait before the job is looked at again; None: it may start."""
        if item.ready_at is not None and item.ready_at <= self._clock.monotonic():
            return None
        now = self._clock.now()
        left = item.job.run_at - now
        if item.ready_at is not None:
            pause = item.ready_at - self._clock.monotonic()
            left = min(left, timedelta(seconds=pause if pause > SHORTEST_PAUSE else 0))
        return now + min(left, LONGEST_WAIT) if left > timedelta(0) else None


def _at_once(pool: str) -> int:
    """Return how many jobs of a pool (see `storage.slots`) run at once."""
    return _AT_ONCE.get(pool.partition(":")[0], RUNNING_AT_ONCE)
