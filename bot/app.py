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
from bot.answering import Answer, Converse
from bot.channel import Channel
from bot.channels.terminal import TerminalChannel
from bot.control import ControlSocket
from bot.delivery import Deliver
from bot.line import socket_path
from bot.listening import listen
from bot.metrics import Metrics
from bot.ownership import settle_owner
from bot.reception import Reception
from bot.settings import Settings
from bot.sweeping import Sweep
from bot.task import Task
from bot.verbs import verbs
from bot.worker import Worker
from domain.clock import Clock, SystemClock
from domain.deliveries import DeliveryState
from domain.errors import StorageUnavailable
from domain.messages import Address
from handlers.conversation import Converser
from handlers.dispatcher import Dispatcher
from scheduler.clockwork import Clockwork
from storage.database import Broke, Database
from storage.drivers import sqlite_engine
from storage.lock import ProcessLock
from storage.migrate import migrate
from storage.outgoing import defer_delivery
from storage.sqlite import SqliteDatabase
from storage.store import Store

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
        serve: bool,
        grace_seconds: float,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.database = database
        self.metrics = Metrics()
        self.terminal = TerminalChannel(clock)
        self.channels: Mapping[str, Channel] = {
            channel.name: channel for channel in (self.terminal, *channels)
        }
        self.worker = Worker(database, self._tasks(converser), clock, self.metrics)
        self.reception = Reception(database, clock, self.metrics, depth=lambda: self.worker.depth)
        self.clockwork = Clockwork(database, clock, self.metrics.missed.inc)
        self.failed = asyncio.Event()
        self.reason: BaseException | None = None
        self._serve = serve
        self._grace_seconds = grace_seconds
        self._background: list[asyncio.Task[None]] = []

    def _tasks(self, converser: Converser | None) -> list[Task]:
        language = self.settings.sparkone_language
        dispatcher = Dispatcher(language=None if language == "auto" else language)
        answer = Answer(
            self.database,
            dispatcher,
            self.clock,
            self.metrics,
            can_converse=converser is not None,
        )
        return [
            answer,
            # Without a model too: an earlier start may have left questions for one.
            Converse(self.database, converser, self.clock),
            Deliver(self.database, self.channels, self.clock, self.metrics),
            Sweep(self.clock),
        ]

    async def __aenter__(self) -> Self:
        """Start: lock, migrate, recover, then take messages in."""
        async with contextlib.AsyncExitStack() as stack:
            path = self.settings.database_path
            try:
                await asyncio.to_thread(_make_room, path)
                stack.enter_context(ProcessLock(path))
            except OSError as error:
                reason = f"{error.filename}: {error.strerror}"
                raise StorageUnavailable(reason=reason) from error
            migrate(sqlite_engine(path), path)
            await stack.enter_async_context(self.database)
            await self.database.run(
                lambda store: settle_owner(store, self.settings, self.clock.now())
            )
            self.database.on_commit(self._committed)
            self.metrics.info.labels(__version__).set(1)
            self.metrics.queue_depth.set_function(lambda: self.worker.depth)
            stack.push_async_callback(self._stop)
            self.terminal.on_open = self._release
            await self.worker.start()
            self._run_always("clock", self.clockwork.run())
            for channel in self.channels.values():
                self._run_always(channel.name, channel.receive(self.reception.accept))
            await self._open_doors(stack, path)
            self._run_always("maintenance", self._maintain())
            self._stack = stack.pop_all()
        return self

    async def _open_doors(self, stack: contextlib.AsyncExitStack, path: Path) -> None:
        control = ControlSocket(socket_path(path), self.terminal, verbs(path))
        await stack.enter_async_context(control)
        if self._serve:
            listener = listen(self.settings.http_host, self.settings.http_port)
            self.port = listener.getsockname()[1]
            self._run_always("http", self._serve_http(listener))
            log.info("listening", host=self.settings.http_host, port=self.port)

    async def _serve_http(self, listener: socket.socket) -> None:
        # Imported beside the first messages, not before them: 30 ms.
        http = await asyncio.to_thread(importlib.import_module, "bot.http")
        health = http.Health(self.database, self.clock, self.metrics)
        await http.serve(http.http_app(health), listener)

    async def _maintain(self) -> None:
        module = await asyncio.to_thread(importlib.import_module, "scheduler.maintenance")
        triggers = module.maintenance(self.database, self.clock)
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

    def _run_always(self, name: str, work: "asyncio._CoroutineLike[None]") -> None:
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._ended)
        self._background.append(task)

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

        def release(store: Store) -> None:
            for delivery in store.outbox.of_chat(address, DeliveryState.WAITING):
                store.outbox.mark(delivery.id, DeliveryState.PENDING, repeats=delivery.repeats)
                defer_delivery(store, delivery.id, address, now=now)

        await self.database.run(release)


def create_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    database: Database | None = None,
    channels: Sequence[Channel] = (),
    converser: Converser | None = None,
    serve: bool = True,
    grace_seconds: float = GRACE_SECONDS,
) -> App:
    """Build SparkOne; every collaborator can be a fake.

    `serve`: with HTTP. `grace_seconds`: how long open turns may take to finish at the end.
    """
    return App(
        settings,
        clock=clock or SystemClock(),
        database=database or SqliteDatabase(settings.database_path),
        channels=channels,
        converser=converser,
        serve=serve,
        grace_seconds=grace_seconds,
    )


def _make_room(path: Path) -> None:
    """Make the folder and the file, for nobody's eyes but the owner's."""
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    if not path.exists():
        path.touch(mode=0o600)
