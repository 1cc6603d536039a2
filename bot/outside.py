"""Outside tools of a process: each server is kept at hand, beside everything else.

A server that cannot be reached delays nothing: its tools are absent, and it is tried again.
"""

import asyncio
import contextlib
import importlib
from collections.abc import AsyncIterator, Callable, Iterable, Mapping
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import structlog

from bot.settings import Settings
from bot.surroundings import surroundings
from domain.clock import Clock
from domain.errors import ConfigurationError, SparkError
from engine.outside.offer import Brought, Offer, Unanswered, tool_of
from engine.outside.servers import SETTING, Server, parse
from engine.tool import Tool
from scheduler.telling import tell_owner
from storage.database import Database

if TYPE_CHECKING:
    from engine.outside.wire import Wire

LOOK_EVERY = timedelta(minutes=5)
"""How often a server is asked what it offers; that also finds out whether it is there."""
FIRST_PAUSE = timedelta(seconds=5)
LONGEST_PAUSE = timedelta(minutes=10)
LOOK_SECONDS = 5.0
MOST_NAMED = 10

log = structlog.get_logger(__name__)


class Keeper:
    """Keeps one server at hand (see `engine.outside.offer.Link`).

    What it offers first is what is used until the process ends; `changed` is told what differs
    later, and that is left alone.
    """

    def __init__(
        self, server: Server, clock: Clock, changed: Callable[[Server, list[str], str], Any]
    ) -> None:
        self.server = server
        self.tools: tuple[Tool[Any], ...] = ()
        self.state = "not reached yet"
        self._clock = clock
        self._changed = changed
        self._wake = asyncio.Event()
        self._wire: Wire | None = None
        self._first: dict[str, Offer] | None = None
        self._now: dict[str, str] = {}

    async def run(self) -> None:
        """Connect, look now and then, and connect again when that fails; for ever."""
        opened = await asyncio.to_thread(_library)
        pause = FIRST_PAUSE
        while True:
            try:
                async with asyncio.timeout(self.server.seconds) as limit:
                    async with opened.open_server(self.server) as wire:
                        self._wire = wire
                        await self._look(wire)
                        limit.reschedule(None)
                        pause = FIRST_PAUSE
                        await self._stay(wire)
            except Exception as error:  # noqa: BLE001 - whatever it is, the server is not there
                self._lose(error)
            await self._clock.wait_until(self._clock.now() + pause, self._wake)
            self._wake.clear()
            pause = min(pause * 2, LONGEST_PAUSE)

    async def has(self, offer: Offer) -> bool:
        """Ask the server whether it still offers just this."""
        wire = self._wire
        if wire is None:
            return False
        try:
            async with asyncio.timeout(LOOK_SECONDS):
                await self._look(wire)
        except Exception as error:  # noqa: BLE001 - whatever it is, it cannot be asked
            log.warning("an outside server is gone", server=self.server.name, reason=reason(error))
            self._wake.set()
            return False
        return self._wire is wire and self._now.get(offer.name) == offer.fingerprint

    async def call(self, offer: Offer, arguments: Mapping[str, Any]) -> Brought:
        """Call a tool, once."""
        wire = self._wire
        try:
            if wire is None:
                raise Unanswered
            async with asyncio.timeout(self.server.seconds):
                return await wire.call(offer, arguments)
        except Exception as error:  # noqa: BLE001 - whatever it is, no answer came
            log.warning("an outside call failed", tool=offer.name, reason=reason(error))
            self._wake.set()
            raise Unanswered from None

    async def _stay(self, wire: "Wire") -> None:
        """Look again now and then, and whenever a call failed, until that fails."""
        while True:
            self._wake.clear()
            await self._clock.wait_until(self._clock.now() + LOOK_EVERY, self._wake)
            async with asyncio.timeout(LOOK_SECONDS):
                await self._look(wire)

    async def _look(self, wire: "Wire") -> None:
        """Take in what the server offers now."""
        offers, unfit = await wire.offers()
        if self._wire is not wire:  # lost meanwhile
            return
        if unfit:
            log.warning("outside tools left out", server=self.server.name, count=unfit)
        if self._first is None:
            self._first = {one.name: one for one in offers}
        first = self._first
        self._now = {one.name: one.fingerprint for one in offers}
        there = [one for name, one in first.items() if self._now.get(name) == one.fingerprint]
        if [one.name for one in there] != [one.name for one in self.tools]:
            self.tools = tuple(tool_of(self.server, one, self) for one in there)
        self.state = "ok"
        names = {name for name, mark in self._now.items() if name not in first}
        names |= {one.name for one in first.values() if one not in there}
        if names:
            self.state = "changed its tools"
            mark = sha256(repr(sorted(self._now.items())).encode()).hexdigest()[:16]
            await self._changed(self.server, sorted(names), mark)

    def _lose(self, error: Exception) -> None:
        self._wire, self.tools, self._now = None, (), {}
        self.state = f"not reached ({reason(error)})"
        log.warning("an outside server is not there", server=self.server.name, reason=reason(error))


class Outside:
    """The outside tools of a process. Building it does no I/O and imports no library."""

    def __init__(self, servers: Iterable[Server], database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self.keepers = [Keeper(one, clock, self._tell) for one in servers]
        self._tools: tuple[Tool[Any], ...] = ()

    def tools(self) -> tuple[Tool[Any], ...]:
        """Return the tools that are there; the same tuple as long as they are the same."""
        tools = tuple(tool for keeper in self.keepers for tool in keeper.tools)
        if tools != self._tools:
            self._tools = tools
        return self._tools

    def state(self) -> str:
        """Return "ok", or what is wrong with which server."""
        wrong = [f"{one.server.name} {one.state}" for one in self.keepers if one.state != "ok"]
        return ", ".join(wrong) or "ok"

    @contextlib.asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Keep the servers at hand; they are let go at the end."""
        tasks = [asyncio.create_task(one.run(), name=one.server.name) for one in self.keepers]
        try:
            yield
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)

    async def _tell(self, server: Server, names: list[str], mark: str) -> None:
        """Tell the owner, once for each state of the server."""
        shown = ", ".join(name.replace("__", ": ", 1) for name in names[:MOST_NAMED])
        more = f" (+{len(names) - MOST_NAMED})" if len(names) > MOST_NAMED else ""
        now = self._clock.now()
        with contextlib.suppress(SparkError):
            await self._database.run(
                lambda store: tell_owner(
                    store,
                    "tools_changed",
                    key=f"mcp:{server.name}:{mark}",
                    now=now,
                    server=server.name,
                    names=f"{shown}{more}",
                )
            )


def servers_of(settings: Settings, environment: Mapping[str, str] | None = None) -> list[Server]:
    """Return the servers of the settings, with their headers. Errors: ConfigurationError."""
    if not settings.sparkone_mcp:
        return []
    known = surroundings() if environment is None else environment
    faults: list[str] = []
    servers = []
    for one in parse(settings.sparkone_mcp):
        missing = [name for name in one.header_env.values() if not known.get(name)]
        faults += [f"{SETTING}: {one.name}: {name} is not set" for name in missing]
        taken = {header: known.get(name, "") for header, name in one.header_env.items()}
        servers.append(replace(one, headers={**one.headers, **taken}))
    if faults:
        raise ConfigurationError(faults)
    return servers


async def try_server(server: Server) -> int:
    """Connect to a server and return how many tools it offers; whatever fails is raised."""
    opened = await asyncio.to_thread(_library)
    async with asyncio.timeout(server.seconds), opened.open_server(server) as wire:
        offers, _ = await wire.offers()
        return len(offers)


def reason(error: BaseException) -> str:
    """Return the kind of an error, of the first of several: what it says may hold anything."""
    while isinstance(error, BaseExceptionGroup):
        error = error.exceptions[0]
    return type(error).__name__


def _library() -> Any:
    """Import what speaks to servers, in a thread."""
    return importlib.import_module("engine.outside.wire")
