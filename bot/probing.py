"""Probing: whether each part works just now, tried and timed, not remembered."""

import asyncio
import resource
import shutil
import sys
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial
from pathlib import Path
from time import perf_counter

from bot.channel import Channel, Probed
from bot.presence import is_held
from bot.verb import House
from domain.errors import SparkError
from domain.frozen import dataclass
from scheduler.clockwork import LOOKED
from scheduler.troubles import in_trouble
from storage.migrations import HEAD
from storage.store import Store

OK = "ok"
PROBE_SECONDS = 5.0
LITTLE_SPACE = 200 * 2**20
MOST_MEMORY = 512 * 2**20
MOST_LAG = 0.5
OLDEST_JOB = timedelta(seconds=60)
OLDEST_SCAN = timedelta(seconds=60)


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """How a part is: `state` is "ok" or what is wrong, `milliseconds` how long it took."""

    part: str
    state: str
    milliseconds: float

    @property
    def is_ok(self) -> bool:
        """Whether nothing is wrong."""
        return self.state == OK


class Probes:
    """The probe of each part, and of each channel, by name."""

    def __init__(self, house: House) -> None:
        self._house = house
        self._probes: dict[str, Callable[[], Awaitable[str]]] = {
            "database": self._database,
            "schema": self._schema,
            "queue": self._queue,
            "clock": self._clock,
            "disk": self._disk,
            "memory": self._memory,
            "loop": self._loop,
        }
        if house.models is not None:
            self._probes["model"] = partial(_known, house.models)
        if house.shared is not None:
            self._probes["redis"] = house.shared
        if house.outside is not None:
            self._probes["mcp"] = partial(_known, house.outside)

    @property
    def parts(self) -> tuple[str, ...]:
        """The names of all parts."""
        return (*self._probes, *self._house.channels)

    async def probe(self, part: str) -> Finding:
        """Try one part, five seconds at most; KeyError where there is none of this name."""
        channel = self._house.channels.get(part)
        trying = self._probes[part]() if channel is None else self._channel(channel)
        start = perf_counter()
        try:
            async with asyncio.timeout(PROBE_SECONDS):
                state = await trying
        except TimeoutError:
            state = f"no answer within {PROBE_SECONDS:.0f} s"
        except SparkError as error:
            state = str(error)
        except Exception as error:  # noqa: BLE001 - whatever it is, the part does not work
            state = type(error).__name__
        return Finding(part=part, state=state, milliseconds=(perf_counter() - start) * 1000)

    async def all(self) -> list[Finding]:
        """Try every part, side by side; the loop by itself, before the others load it."""
        first = await self.probe("loop")
        others = [self.probe(part) for part in self.parts if part != "loop"]
        return [*await asyncio.gather(*others), first]

    async def _database(self) -> str:
        now = self._house.clock.now()
        await self._house.database.run(lambda store: store.heartbeat.beat("probe", now))
        return OK

    async def _schema(self) -> str:
        revision = await self._house.database.read(lambda store: store.figures.revision())
        return OK if revision == HEAD else f"revision {revision}, this version needs {HEAD}"

    async def _queue(self) -> str:
        oldest = await self._house.database.read(lambda store: store.queue.oldest())
        waited = self._house.clock.now() - oldest if oldest else timedelta(0)
        return (
            OK if waited <= OLDEST_JOB else f"a job has waited for {waited.total_seconds():.0f} s"
        )

    async def _clock(self) -> str:
        scanned = self._house.scanned()
        if scanned is None:  # the clock may be another process
            scanned = await self._house.database.read(lambda store: store.heartbeat.last(LOOKED))
        if scanned is None:
            return "it has not looked for what is due"
        since = self._house.clock.now() - scanned
        if since <= OLDEST_SCAN:
            return OK
        return f"it last looked for what is due {since.total_seconds():.0f} s ago"

    async def _channel(self, channel: Channel) -> str:
        """Ask a channel that can tell; the others are there as long as the process is.

        Of one that another process has, the database tells.
        """
        state = await channel.probe() if isinstance(channel, Probed) else OK
        return state or await self._house.database.read(lambda store: self._told(store, channel))

    def _told(self, store: Store, channel: Channel) -> str:
        if not is_held(store, channel.name, self._house.clock.now()):
            return "no process has it"
        return "it has stopped" if in_trouble(store, channel.name) else OK

    async def _disk(self) -> str:
        free = await asyncio.to_thread(free_space, self._house.path)
        return OK if free >= LITTLE_SPACE else f"only {free // 2**20} MB free"

    async def _memory(self) -> str:
        used = memory_used()
        return OK if used <= MOST_MEMORY else f"{used // 2**20} MB in use"

    async def _loop(self) -> str:
        loop = asyncio.get_running_loop()
        turned = asyncio.Event()
        start = loop.time()
        loop.call_later(0.01, turned.set)
        await turned.wait()
        lag = loop.time() - start - 0.01
        return OK if lag <= MOST_LAG else f"{lag:.1f} s late"


async def _known(state: Callable[[], str]) -> str:
    """Tell what is known anyway: a real request to a model would cost money."""
    return state()


def free_space(path: Path) -> int:
    """Return the free bytes where a file lies, or will lie."""
    folder = path.absolute().parent
    while not folder.exists():
        folder = folder.parent
    return shutil.disk_usage(folder).free


def memory_used() -> int:
    """Return the resident bytes of this process; where the system does not say, its peak."""
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, IndexError, ValueError):
        peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        return peak if sys.platform == "darwin" else peak * 1024
    return pages * resource.getpagesize()
