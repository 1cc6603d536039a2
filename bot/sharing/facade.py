"""Sharing: what this process shares with the others, over Redis where the settings name one."""

import asyncio
import secrets
from collections.abc import Awaitable, Callable
from hashlib import sha256
from importlib.util import find_spec
from types import TracebackType
from typing import Self

from bot.metrics import Metrics
from bot.places import PlaceSettings
from bot.sharing.bus import Bus, LocalBus
from bot.sharing.limits import Limits, LocalLimits
from bot.sharing.link import Link, Pace
from bot.sharing.redis_breakers import RedisBreakers
from bot.sharing.redis_bus import RedisBus
from bot.sharing.redis_limits import RedisLimits
from domain.clock import Clock
from domain.errors import ConfigurationError
from engine.breaker import Breakers
from engine.roles import Patience
from storage import extras
from storage.database import Database
from storage.store import Store

NOT_CONFIGURED = "not configured"
_MARKED = ("", "house")
"""The note of the house's mark; of no channel."""
OK = "ok"
ALONE = (
    "each process goes by itself: limits and breakers count what it sees, others are woken by "
    "their next look, growing answers are shown when they are finished; nothing is lost"
)
"""What it means that Redis is away."""

Mark = Callable[[], Awaitable[str]]
"""Returns what sets one house apart from others on the same server, alike in its processes."""


class Sharing:
    """What processes share. Building it does no I/O; entering it looks for Redis beside all else.

    Everything in it works from the first moment, alone, and together as soon as Redis is there.
    """

    def __init__(
        self,
        url: str | None,
        clock: Clock,
        metrics: Metrics,
        *,
        mark: Mark,
        pace: Pace | None = None,
    ) -> None:
        self._clock = clock
        self._metrics = metrics
        self._mark = mark
        self._running: list[asyncio.Task[None]] = []
        self._link = self._make_link(url, pace) if url else None
        self._redis_bus = self._make_bus(self._link) if self._link else None
        self._redis_limits = (
            RedisLimits(self._link, clock, secrets.token_hex(4)) if self._link else None
        )
        self.bus: Bus = self._redis_bus or LocalBus()
        self.limits: Limits = self._redis_limits or LocalLimits(clock)

    def breakers(self, patience: Patience) -> Breakers | None:
        """Return the breakers of all processes; None: there are none, each has its own."""
        if self._link is None:
            return None
        return RedisBreakers(self._link, self.bus, self._clock, secrets.token_hex(4), patience)

    @property
    def state(self) -> str:
        """Return "not configured", "ok", or "degraded" with the kind of what is wrong."""
        if self._link is None:
            return NOT_CONFIGURED
        return OK if self._link.is_up else f"degraded ({self._link.reason})"

    async def probe(self) -> str:
        """Try Redis just now, and return its state."""
        if self._link is not None:
            await self._link.look()
        return self.state

    async def __aenter__(self) -> Self:
        """Begin to look for Redis; it is not waited for. Errors: ConfigurationError."""
        if self._link and self._redis_bus and self._redis_limits:
            if find_spec("redis") is None:
                raise ConfigurationError([extras.REDIS])
            self._link.prefix = f"{{sparkone:{await self._mark()}}}"
            parts = (self._link.run(), self._redis_bus.run(), self._redis_limits.run())
            self._running = [asyncio.create_task(part) for part in parts]
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Let Redis go."""
        for task in reversed(self._running):
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _make_link(self, url: str, pace: Pace | None) -> Link:
        link = Link(
            url,
            pace=pace,
            took=self._metrics.sharing_seconds.observe,
            failed=self._metrics.sharing_failures.inc,
        )
        self._metrics.sharing_up.labels("redis").set_function(lambda: link.is_up)
        return link

    def _make_bus(self, link: Link) -> RedisBus:
        counter = self._metrics.bus_messages
        return RedisBus(
            link,
            secrets.token_bytes(8),
            lambda what, many: counter.labels(what).inc(many),
        )


def sharing_for(
    settings: PlaceSettings, database: Database, clock: Clock, metrics: Metrics
) -> Sharing:
    """Return what the settings ask for."""
    return Sharing(settings.redis_url, clock, metrics, mark=lambda: house_mark(database))


async def house_mark(database: Database) -> str:
    """Return the mark of the house that a database is of: it stays, whoever is forgotten.

    It is made of who its owner is, and since when, by whichever process first asks for it.
    """
    known = await database.read(lambda store: store.channel_notes.get(*_MARKED))
    if known is not None:
        return known
    return await database.run(_mark)


def _mark(store: Store) -> str:
    known = store.channel_notes.get(*_MARKED)
    if known is not None:
        return known
    owner = store.people.owner()
    told = f"{owner.id} {owner.created_at.isoformat()}" if owner else ""
    mark = sha256(told.encode()).hexdigest()[:12]
    store.channel_notes.set(*_MARKED, mark)
    return mark
