"""The composition root: everything is built here, and nowhere else."""

import asyncio
import contextlib
import importlib
import socket
from collections.abc import Mapping, Sequence
from pathlib import Path
from types import TracebackType
from typing import Self

import structlog

from bot import __version__
from bot import channels as channel_files
from bot.administration import control_verbs
from bot.book import ChannelBook
from bot.channel import Channel, Hooked, Keeping, Menus, Report, Reporting
from bot.channels.terminal import TerminalChannel
from bot.control import ControlSocket
from bot.folders import Folders, make_room
from bot.line import socket_path
from bot.listening import listen
from bot.metrics import Metrics
from bot.outcomes import Outcomes
from bot.ownership import settle_owner
from bot.pairing import offer_pairing, pair_verb
from bot.probing import Probes
from bot.receipts import Receipts
from bot.reception import Reception
from bot.releasing import release, release_channels
from bot.remembering import Remembering
from bot.reporting import ChannelReport
from bot.settings import Settings
from bot.tasks import tasks
from bot.thinking import converser_with, models_for, outside_for, thinking
from bot.verb import House
from bot.vigil import Vigil
from bot.webhook import Doors
from bot.worker import Worker
from domain.clock import Clock, SystemClock
from domain.errors import StorageUnavailable
from domain.messages import Address
from domain.people import Role
from domain.plugins import collect
from engine.embedder import Embedder
from handlers.conversation import Converser
from scheduler.clockwork import Clockwork
from scheduler.rhythm import Rhythm
from scheduler.watch import Watch
from storage.database import Broke, Database
from storage.drivers import sqlite_engine
from storage.lock import ProcessLock
from storage.migrate import migrate
from storage.people import RolesChanged
from storage.sqlite import SqliteDatabase

GRACE_SECONDS = 10.0

log = structlog.get_logger(__name__)


class App:
    """One running SparkOne. Building it does no I/O; entering it starts it, leaving stops it.

    `failed` is set when a part that must always run has ended, with the reason in `reason`.
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock,
        database: Database,
        channels: Sequence[Channel],
        converser: Converser | None,
        embedder: Embedder | None,
        serve: bool,
        grace_seconds: float,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.database = database
        self.metrics = Metrics()
        self.models = models_for(settings, database, clock, self.metrics)
        self.outside = outside_for(settings, database, clock)
        self.terminal = TerminalChannel(clock)
        self.channels: Mapping[str, Channel] = {
            channel.name: channel for channel in (self.terminal, *channels)
        }
        self.house = self._make_house()
        self.remembering = Remembering(database, clock, embedder)
        recollection = self.remembering.recollection
        converser = converser or converser_with(self.models, database, recollection, self.outside)
        self.receipts = Receipts(database, Outcomes(self.channels, clock, self.metrics), clock)
        deeds = tasks(self.house, converser, self.models, self.receipts)
        self.worker = Worker(database, deeds, clock, self.metrics)
        self.reception = Reception(database, clock, self.metrics, depth=lambda: self.worker.depth)
        self.clockwork = Clockwork(database, clock, self.metrics.missed.inc)
        self.rhythm = Rhythm(database, clock)
        self.watch = Watch(database, clock)
        self.failed = asyncio.Event()
        self.reason: BaseException | None = None
        self._serve = serve
        self._grace_seconds = grace_seconds
        self._background: list[asyncio.Task[None]] = []
        self._roles_changed = asyncio.Event()

    def _make_house(self) -> House:
        return House(
            database=self.database,
            clock=self.clock,
            settings=self.settings,
            metrics=self.metrics,
            channels=self.channels,
            started_at=self.clock.now(),
            scanned=lambda: self.clockwork.looked_at,
            models=self.models.state if self.models else None,
            outside=self.outside.state if self.outside else None,
        )

    async def __aenter__(self) -> Self:
        """Start: lock, migrate, recover, then take messages in."""
        async with contextlib.AsyncExitStack() as stack:
            path = self.settings.database_path
            try:
                await asyncio.to_thread(make_room, path)
                stack.enter_context(ProcessLock(path))
            except OSError as error:
                reason = f"{error.filename}: {error.strerror}"
                raise StorageUnavailable(reason=reason) from error
            migrate(sqlite_engine(path), path)
            await stack.enter_async_context(self.database)
            await self.database.run(
                lambda store: settle_owner(store, self.settings, self.clock.now())
            )
            await offer_pairing(self.database, self.channels, self.clock.now())
            self.database.on_commit(self._committed)
            self.metrics.info.labels(__version__).set(1)
            self.metrics.queue_depth.set_function(lambda: self.worker.depth)
            await stack.enter_async_context(thinking(self.models))
            if self.outside is not None:
                await stack.enter_async_context(self.outside.running())
            stack.push_async_callback(self._stop)
            self.terminal.on_open = self._release
            self._equip_channels()
            await self.worker.start()
            await self.database.run(
                lambda store: release_channels(store, self.channels, self.clock.now())
            )
            self._run_always("clock", self.clockwork.run())
            self._run_always("rhythm", self.rhythm.run())
            self._run_always("watch", self.watch.run())
            self._run_always("memory", self.remembering.run())
            vigil = Vigil(self.database, path, self.clock)
            self._run_always("vigil", vigil.run())
            for channel in self.channels.values():
                self._run_always(channel.name, channel.receive(self.reception.accept))
            await self._open_doors(stack, path)
            self._run_always("maintenance", self._maintain())
            self._run_always("menus", self._offer_menus())
            self._stack = stack.pop_all()
        return self

    def _equip_channels(self) -> None:
        """Give the channels what they tell things to, and what they keep things in."""
        folders = Folders(self.settings.database_path)
        report: Report = ChannelReport(
            self.database, self.clock, self.metrics, self.receipts, folders
        )
        for channel in self.channels.values():
            if isinstance(channel, Reporting):
                channel.report = report
            if isinstance(channel, Keeping):
                channel.book = ChannelBook(channel.name, self.database, self.clock)

    async def _open_doors(self, stack: contextlib.AsyncExitStack, path: Path) -> None:
        known = {**control_verbs(self.house), "pair": pair_verb(self.house)}
        control = ControlSocket(socket_path(path), self.terminal, known)
        await stack.enter_async_context(control)
        if self._serve:
            listener = listen(self.settings.http_host, self.settings.http_port)
            self.port = listener.getsockname()[1]
            serving = self._run_always("http", self._serve_http(listener))
            serving.add_done_callback(lambda _task: listener.close())
            log.info("listening", host=self.settings.http_host, port=self.port)

    async def _serve_http(self, listener: socket.socket) -> None:
        # Imported beside the first messages, not before them: 30 ms.
        http = await asyncio.to_thread(importlib.import_module, "bot.http")
        health = http.Health(self.database, self.clock, self.metrics, Probes(self.house))
        hooks = [one.webhook for one in self.channels.values() if isinstance(one, Hooked)]
        doors = Doors([one for one in hooks if one], http.http_app(health), self._count_webhook)
        await http.serve(doors, listener)

    async def _chats(self, channel: str) -> dict[str, Role]:
        return await self.database.read(lambda store: store.people.chats(channel))

    def _count_webhook(self, path: str, status: int) -> None:
        self.metrics.webhook_answers.labels(path, str(status)).inc()

    async def _offer_menus(self) -> None:
        """Show each role its commands, and again when somebody's role changes."""
        showing = [one for one in self.channels.values() if isinstance(one, Menus)]
        while showing:
            self._roles_changed.clear()
            for channel in showing:
                await channel.offer(await self._chats(channel.name))
            await self._roles_changed.wait()
        await asyncio.Event().wait()

    async def _maintain(self) -> None:
        module = await asyncio.to_thread(importlib.import_module, "scheduler.maintenance")
        triggers = module.maintenance(
            self.database, self.clock, backups=self.settings.sparkone_backups == "on"
        )
        triggers.start()
        try:
            await asyncio.Event().wait()
        finally:
            triggers.shutdown(wait=False)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop in the opposite order; what is not finished waits for the next start."""
        await self._stack.aclose()

    def _committed(self, signals: list[object]) -> None:
        for signal in signals:
            if isinstance(signal, Broke):
                log.error("database broke", reason=signal.reason)
                self.failed.set()
            elif isinstance(signal, RolesChanged):
                self._roles_changed.set()

    def _run_always(self, name: str, work: "asyncio._CoroutineLike[None]") -> "asyncio.Task[None]":
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._ended)
        self._background.append(task)
        return task

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if task.cancelled():
            return
        self.reason = task.exception()
        log.error("stopped by itself", part=task.get_name(), reason=repr(self.reason))
        self.failed.set()

    async def _stop(self) -> None:
        self.reception.is_open = False
        await self.worker.stop(self._grace_seconds)
        for task in self._background:
            task.cancel()
        await asyncio.gather(*self._background, return_exceptions=True)

    async def _release(self, address: Address) -> None:
        """Send what waited until somebody came."""
        now = self.clock.now()
        await self.database.run(lambda store: release(store, address, now))


def create_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    database: Database | None = None,
    channels: Sequence[Channel] | None = None,
    converser: Converser | None = None,
    embedder: Embedder | None = None,
    serve: bool = True,
    grace_seconds: float = GRACE_SECONDS,
) -> App:
    """Build SparkOne; every collaborator can be a fake.

    `channels` None: those that the settings configure. `embedder` None: memory is searched by
    words alone. `serve`: with HTTP. `grace_seconds`: how long open turns may take at the end.
    """
    clock = clock or SystemClock()
    return App(
        settings,
        clock=clock,
        database=database or SqliteDatabase(settings.database_path),
        channels=configured(settings, clock) if channels is None else channels,
        converser=converser,
        embedder=embedder,
        serve=serve,
        grace_seconds=grace_seconds,
    )


def configured(settings: Settings, clock: Clock) -> list[Channel]:
    """Return the channels that the settings ask for: each file may have a `build`."""
    builders = (getattr(module, "build", None) for module in collect(channel_files))
    built = (build(settings, clock) for build in builders if build is not None)
    return [channel for channel in built if channel is not None]
