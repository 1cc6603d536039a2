"""The ground a house stands on: a file of one process, or a server of many."""

import asyncio
import contextlib
import os
import secrets
import socket
from collections.abc import Collection, Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Final, Protocol, cast

from bot.attempts import Attempts
from bot.folders import make_room
from bot.metrics import Metrics
from bot.relay import Relay
from bot.settings import Settings
from bot.sharing.bus import Bus
from bot.sole import Leased, Sole, Work, at_once
from bot.station import Station
from bot.task import Task
from bot.turns import Turns
from bot.worker import Worker
from domain.clock import Clock
from domain.errors import ConfigurationError, StorageUnavailable
from storage import extras
from storage.database import Database
from storage.drivers import sqlite_engine
from storage.lock import ProcessLock
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase

if TYPE_CHECKING:
    from bot.shared_worker import Pace
    from storage.postgres import PostgresDatabase

ALONE_WAIT: Final = timedelta(seconds=10)
SHARED_WAIT: Final = timedelta(seconds=1)


class Works(Protocol):
    """A worker, whichever queue it serves."""

    attempts: Attempts

    @property
    def depth(self) -> int:
        """How many jobs wait or run."""

    def delay(self, coming: int) -> float:
        """Return the seconds that a message would wait, with so many more on their way in."""

    def has_ready(self, now: datetime) -> bool:
        """Tell whether a job that may run by now is known of here."""

    async def start(self) -> None:
        """Take over what was left, then serve."""

    async def stop(self, grace_seconds: float) -> None:
        """Finish what runs."""

    async def drain(self) -> None:
        """Return when no job waits or runs."""


class Ground(Protocol):
    """What differs between one process and many."""

    database: Database
    longest_wait: timedelta
    """How long a clock waits before it looks by itself."""
    turns: Turns | None
    """Where units run side by side, what comes in of one chat waits for its turn."""

    async def prepare(self, stack: contextlib.AsyncExitStack) -> None:
        """Make room, see that nobody else is in the way, bring the tables up to date."""

    def worker(
        self, tasks: Iterable[Task], clock: Clock, metrics: Metrics, channels: Collection[str]
    ) -> Works:
        """Return the worker of this process; `channels` are those that are configured."""

    def listen(self, bus: Bus) -> None:
        """Hear what other processes commit, and let them hear."""

    async def sole(self, name: str, work: Work) -> None:
        """Do something while no other process does it (see `bot.sole.Sole`)."""

    async def homed(self, channel: str, work: Work) -> None:
        """Do it likewise, and send over that channel, which no other process can."""


class OneProcess:
    """An SQLite file, which is nobody else's while the process lives."""

    longest_wait = ALONE_WAIT
    turns: Turns | None = None

    def __init__(self, settings: Settings, database: Database | None) -> None:
        self._path = settings.database_path
        self.database: Database = database or SqliteDatabase(self._path)

    async def prepare(self, stack: contextlib.AsyncExitStack) -> None:
        """Lock the file and migrate it."""
        try:
            await asyncio.to_thread(make_room, self._path)
            stack.enter_context(ProcessLock(self._path))
        except OSError as error:
            reason = f"{error.filename}: {error.strerror}"
            raise StorageUnavailable(reason=reason) from error
        migrate(sqlite_engine(self._path), self._path)

    def worker(
        self, tasks: Iterable[Task], clock: Clock, metrics: Metrics, channels: Collection[str]
    ) -> Works:
        """Return the worker of all jobs."""
        return Worker(self.database, tasks, clock, metrics)

    def listen(self, bus: Bus) -> None:
        """Nobody else commits."""

    async def sole(self, name: str, work: Work) -> None:
        """Do it: there is no other process."""
        await at_once(name, work)

    async def homed(self, channel: str, work: Work) -> None:
        """Do it: there is no other process."""
        await at_once(channel, work)


class ManyProcesses:
    """A PostgreSQL server, and any number of processes on any number of machines."""

    longest_wait = SHARED_WAIT

    def __init__(
        self,
        settings: Settings,
        clock: Clock,
        station: Station,
        database: "PostgresDatabase | None",
        pace: "Pace | None",
    ) -> None:
        from storage.postgres import PostgresDatabase  # noqa: PLC0415 - an optional driver

        self.turns: Turns | None = Turns()
        self._settings = settings
        self._station = station
        self._pace = pace
        self._postgres = database or PostgresDatabase(settings.database_url)
        self.database: Database = self._postgres
        # Containers may share their host's name, and each be process 1.
        self.name = f"{socket.gethostname()}:{os.getpid()}:{secrets.token_hex(4)}"
        self._sole: Sole = Leased(self.database, clock, self.name)

    async def prepare(self, stack: contextlib.AsyncExitStack) -> None:
        """Bring the tables up to date, one process after the other, and compare the folder."""
        from bot.one_folder import check_folder  # noqa: PLC0415 - an optional driver
        from storage.postgres import postgres_engine  # noqa: PLC0415 - an optional driver

        folder = self._settings.database_path.parent
        try:
            await asyncio.to_thread(folder.mkdir, mode=0o700, parents=True, exist_ok=True)
        except OSError as error:
            reason = f"{error.filename}: {error.strerror}"
            raise StorageUnavailable(reason=reason) from error
        await asyncio.to_thread(migrate, postgres_engine(self._settings.database_url))
        await asyncio.to_thread(check_folder, self._settings.database_url, folder)

    def worker(
        self, tasks: Iterable[Task], clock: Clock, metrics: Metrics, channels: Collection[str]
    ) -> Works:
        """Return a worker that claims; a gateway's only for what it alone can send."""
        from bot.shared_worker import USUAL, SharedWorker  # noqa: PLC0415 - only where there are many

        self._worker = SharedWorker(
            self._postgres,
            tasks,
            clock,
            metrics,
            channels=channels,
            station=self._station,
            pace=self._pace or USUAL,
        )
        return self._worker

    def listen(self, bus: Bus) -> None:
        """Hear what other processes commit, and let them hear."""
        Relay(self._postgres, bus)

    async def sole(self, name: str, work: Work) -> None:
        """Do something while no other process does it (see `bot.sole.Sole`)."""
        await self._sole(name, work)

    async def homed(self, channel: str, work: Work) -> None:
        """Hold a channel, and send what goes out over it."""

        async def at_home() -> None:
            self._worker.hold(channel)
            try:
                await work()
            finally:
                self._worker.let_go(channel)

        await self._sole(channel, at_home)


def ground_of(
    settings: Settings,
    clock: Clock,
    station: Station,
    database: Database | None,
    pace: "Pace | None",
) -> Ground:
    """Return the ground that the settings ask for; ConfigurationError where it bears no role."""
    if not settings.is_embedded:
        try:
            given = cast("PostgresDatabase | None", database)
            return ManyProcesses(settings, clock, station, given, pace)
        except ImportError:
            raise ConfigurationError([extras.POSTGRES]) from None
    if station is not Station.ALL:
        fault = (
            f"--role {station}: an SQLite file belongs to one process, which does all; "
            "for several, set DATABASE_URL=postgresql://user@host/name"
        )
        raise ConfigurationError([fault])
    return OneProcess(settings, database)
