"""The worker of many: claims jobs that any process may run, and takes over from the dead."""

import asyncio
import contextlib
import time
from collections import OrderedDict
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import Final, Protocol, TypeVar

import structlog

from bot.attempts import Attempts
from bot.beating import Seen, beat
from bot.crowding import SampledCrowding
from bot.metrics import Metrics
from bot.pools import SLOTS, Pools, base_of
from bot.presence import parts_of
from bot.station import Station
from bot.taking_over import TakeOver, shared
from bot.task import Task
from domain.clock import Clock
from domain.errors import StorageUnavailable
from domain.frozen import dataclass
from storage.database import Database, Unit
from storage.queue import Job, JobReady, JobsWaiting
from storage.slots import HOMED, IN, pool_of
from storage.store import Store

T = TypeVar("T")
MOST_CARRIED: Final = 1_000
TERMINAL: Final = "terminal"
STORAGE_SECONDS: Final = 1.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Pace:
    """How often a worker beats, after what silence it is dead to the others, how often it looks.

    With these, the jobs of a dead worker are taken over within 20 s. It is woken for what is
    committed; it looks by itself for what nobody told it of, or was put off.
    """

    beat: timedelta = timedelta(seconds=3)
    silent: timedelta = timedelta(seconds=12)
    look: timedelta = timedelta(seconds=0.5)


USUAL: Final = Pace()


class Claims(Database, Protocol):
    """A database from which several processes claim."""

    async def claim(self, unit: Unit[T]) -> T:
        """Run a unit that takes what nobody else holds."""


class SharedWorker:
    """Claims what waits in its queues, in batches as large as its free slots.

    It is woken by commits of its own process and by what others tell (`JobsWaiting`), and looks
    by itself at its `pace`. While it lives it beats; a worker that falls silent loses its
    jobs to the others, and none of its commits counts any more.
    """

    def __init__(
        self,
        database: Claims,
        tasks: Iterable[Task],
        clock: Clock,
        metrics: Metrics,
        *,
        channels: Collection[str] = (),
        station: Station = Station.ALL,
        pace: Pace = USUAL,
    ) -> None:
        self._database = database
        take_over = self._take_over = TakeOver(database, pace.silent)
        self.attempts = take_over.attempts = Attempts(database, [*tasks, take_over], clock, metrics)
        self._clock = clock
        self._serves = station.works
        self._parts = parts_of(station)
        self._unheld = frozenset({TERMINAL} | set(HOMED) - set(channels))
        """Queues that any worker serves while no process holds their channel."""
        self._pools = Pools(channels)
        self._pace = pace
        self._stopping = self.attempts.stopping
        self._woken: dict[str, asyncio.Event] = {}
        self._serving: dict[str, asyncio.Task[None]] = {}
        self._left: set[str] = set()
        self._held: set[str] = set()
        self._running: dict[asyncio.Task[None], str] = {}
        self._carried: OrderedDict[int, object] = OrderedDict()
        self._beating: asyncio.Task[None] | None = None
        self._beaten_at = time.monotonic()
        self._last_message: int | None = None
        self.crowding = SampledCrowding(crowd=SLOTS[IN])
        self._depth = 0

    @property
    def depth(self) -> int:
        """How many jobs wait or run: anywhere at the last beat, and what came here since."""
        return self._depth + self.crowding.mine

    def delay(self, coming: int) -> float:
        """Return the seconds that a message would wait, as far as the beats tell."""
        return self.crowding.delay(coming)

    def has_ready(self, now: datetime) -> bool:
        """Tell whether a job runs here, or one was told of that was not looked for yet."""
        return bool(self._running) or any(woken.is_set() for woken in self._woken.values())

    async def start(self) -> None:
        """Enter the list of workers, then serve."""
        self._take_over.number = await self._database.run(lambda store: shared(store).register())
        self._beaten_at = time.monotonic()
        self._database.on_commit(self._committed)
        self._beating = asyncio.create_task(self._beat_always(), name="beat")
        for queue in SLOTS if self._serves else ():
            self.serve(queue)

    def hold(self, queue: str) -> None:
        """Claim from the queue of a channel that is held here."""
        self._held.add(queue)
        self.serve(queue)

    def let_go(self, queue: str) -> None:
        """Claim no more from the queue of a channel; what runs goes on."""
        self._held.discard(queue)
        self._leave(queue)

    def serve(self, queue: str) -> None:
        """Claim from this queue too."""
        self._left.discard(queue)
        before = self._serving.get(queue)
        if (before is None or before.done()) and not self._stopping.is_set():
            self._woken[queue] = asyncio.Event()
            self._serving[queue] = asyncio.create_task(self._serve(queue), name=f"serve {queue}")

    def _leave(self, queue: str) -> None:
        self._left.add(queue)
        if queue in self._woken:
            self._woken[queue].set()

    async def stop(self, grace_seconds: float) -> None:
        """Claim nothing more and finish what runs; what takes longer is left to the others."""
        self._stopping.set()
        self.wake()
        # A claim that is under way is waited for: what it brings is run.
        await asyncio.gather(*self._serving.values(), return_exceptions=True)
        if self._running:
            _, late = await asyncio.wait(self._running, timeout=grace_seconds)
            for running in late:
                running.cancel()
            await asyncio.gather(*late, return_exceptions=True)
        if self._beating is not None:
            self._beating.cancel()
            await asyncio.gather(self._beating, return_exceptions=True)
        with contextlib.suppress(StorageUnavailable):
            await self._database.run(lambda store: shared(store).unregister(self._take_over.number))

    async def drain(self) -> None:
        """Return when no job waits or runs in any process."""
        while self._running or await self._waiting():  # noqa: ASYNC110 - other processes run some
            await asyncio.sleep(0.01)

    async def _waiting(self) -> int:
        return await self._database.read(lambda store: store.queue.depth())

    def _committed(self, signals: list[object]) -> None:
        for signal in signals:
            if isinstance(signal, JobReady):
                pool = pool_of(signal.job.lock)
                if self._serves and signal.carried is not None:
                    self._carry(signal.job.id, signal.carried)
                if pool == IN:
                    self.crowding.came()
                self._wake(pool)
            elif isinstance(signal, JobsWaiting):
                self.wake()

    def _carry(self, job: int, carried: object) -> None:
        self._carried[job] = carried
        if len(self._carried) > MOST_CARRIED:
            self._carried.popitem(last=False)

    def wake(self) -> None:
        """Look for jobs now."""
        for woken in self._woken.values():
            woken.set()

    def _wake(self, pool: str) -> None:
        woken = self._woken.get(base_of(pool))
        if woken is not None:
            woken.set()

    async def _serve(self, queue: str) -> None:
        woken = self._woken[queue]
        found = 0
        while not self._stopping.is_set() and queue not in self._left:
            woken.clear()
            free = self._pools.free(queue, self._running.values())
            may = free and self._is_alive()
            most = min(2 * found + 1, *free.values()) if may else 0
            jobs = await self._claim(list(free), most) if may else []
            found = len(jobs)
            for job in jobs:
                self._begin(job)
            if not jobs:
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(woken.wait(), self._pace.look.total_seconds())

    async def _claim(self, queues: list[str], most: int) -> list[Job]:
        try:
            return await self._database.claim(
                lambda store: shared(store).claim(self._take_over.number, queues, most)
            )
        except StorageUnavailable as error:
            log.error("storage unavailable", reason=str(error))
            await asyncio.sleep(STORAGE_SECONDS)
        except Exception as error:  # noqa: BLE001 - two that claimed one lock: the next look is soon
            log.warning("nothing claimed", reason=type(error).__name__)
        return []

    def _begin(self, job: Job) -> None:
        carried = self._carried.pop(job.id, None)
        running = asyncio.create_task(self._run(job, carried), name=str(job.id))
        self._running[running] = pool_of(job.lock)
        running.add_done_callback(self._ended)

    async def _run(self, job: Job, carried: object) -> None:
        if self.attempts.task(job) is None:  # a newer version's: left for a worker of it
            await self._give_back(job)
            return
        await self.attempts.safely(job, carried if job.attempt == 1 else None)
        self._wake(pool_of(job.lock))  # the next one of its lock may come now

    async def _give_back(self, job: Job) -> None:
        now = self._clock.now()
        until = now + self._pace.beat
        with contextlib.suppress(StorageUnavailable):
            await self._database.run(
                lambda store: store.queue.postpone(job, until, now=now, failed=False)
            )

    def _ended(self, running: asyncio.Task[None]) -> None:
        del self._running[running]

    def _is_alive(self) -> bool:
        """Tell whether the others know that this worker lives; who does not, claims nothing."""
        return time.monotonic() - self._beaten_at < self._pace.silent.total_seconds()

    async def _beat_always(self) -> None:
        strays: set[int] = set()
        while True:
            try:
                began = time.monotonic()
                seen = await self._database.run(self._beat, by_rows=True)
                self._beaten_at = began
                self._mind(seen)
                self._mind_homes(seen.unheld)
                # What nobody runs at two beats was claimed or ended without our hearing of it.
                idle = seen.doing - {int(task.get_name()) for task in self._running}
                await self._take_over.take(sorted(strays & idle)) if strays & idle else None
                strays = idle
            except StorageUnavailable as error:
                log.error("storage unavailable", reason=str(error))
            except Exception as error:  # a beat may fail in any way, and the next one may not
                log.error("no beat", reason=type(error).__name__)
                log.debug("no beat", exc_info=error)
            await asyncio.sleep(self._pace.beat.total_seconds())

    def _mind_homes(self, unheld: Collection[str]) -> None:
        """While no process holds a channel, any may find out that nobody is there."""
        for queue in self._unheld if self._serves else ():
            if queue in unheld:
                self.serve(queue)
            elif queue not in self._held:
                self._leave(queue)

    def _beat(self, store: Store) -> Seen:
        return beat(
            store,
            self._take_over.number,
            self._clock.now(),
            seconds=self._pace.beat.total_seconds(),
            homes=self._unheld,
            last=self._last_message,
            parts=self._parts,
        )

    def _mind(self, seen: Seen) -> None:
        """Take note of what a beat saw of the queue."""
        if seen.worker != self._take_over.number:
            log.warning("taken for dead by the others: what ran here may run again")
            self._take_over.number = seen.worker
        self._depth = sum(seen.waiting.values())
        if self._last_message is not None:
            self.crowding.sampled(seen.waiting.get(IN, 0), seen.arrived)
        self._last_message = seen.last
        self._pools.learn(seen.waiting)
