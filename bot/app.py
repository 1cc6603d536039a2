"""The composition root: everything is built here, and nowhere else."""

import asyncio
import contextlib
from collections.abc import Mapping, Sequence
from types import TracebackType
from typing import TYPE_CHECKING, Self

import structlog

from bot import __version__
from bot.administration import control_verbs
from bot.answering import Answer
from bot.channel import Channel, Report
from bot.channels.terminal import ADDRESS, TerminalChannel
from bot.channels.terminal import NAME as TERMINAL
from bot.configuring import configured
from bot.control import ControlSocket
from bot.doors import serve
from bot.equipping import equip
from bot.folders import Folders
from bot.ground import Ground, ground_of
from bot.line import socket_path
from bot.listening import listen
from bot.metrics import Metrics
from bot.offering import Offering
from bot.outcomes import Outcomes
from bot.ownership import settle_owner
from bot.pairing import offer_pairing, pair_verb
from bot.parts import Parts
from bot.prompt import prompt_for
from bot.receipts import Receipts
from bot.reception import Reception
from bot.releasing import release, release_channels
from bot.remembering import Remembering
from bot.reporting import ChannelReport
from bot.settings import Settings
from bot.sharing.facade import sharing_for
from bot.sharing.streams import Streams
from bot.station import Station
from bot.stewarding import Stewarding
from bot.tasks import answering, tasks
from bot.thinking import converser_with, models_for, outside_for, thinking
from bot.tracing import tracing_for
from bot.upkeep import keep_up
from bot.verb import House
from bot.vigil import Vigil
from domain.clock import Clock, SystemClock
from domain.errors import StorageUnavailable
from domain.messages import Address
from engine.embedder import Embedder
from handlers.conversation import Converser
from scheduler.clockwork import Clockwork
from scheduler.rhythm import Rhythm
from scheduler.watch import Watch
from storage.database import Broke, Database
from storage.people import RolesChanged

if TYPE_CHECKING:
    from bot.shared_worker import Pace

GRACE_SECONDS = 10.0
HEARD_SECONDS = 4.0
"""Workers look this often, and a little, who holds the terminal."""

log = structlog.get_logger(__name__)


class App:
    """One running SparkOne. Building it does no I/O; entering it starts it, leaving stops it.

    `failed` is set when a part that must always run has ended (see `bot.parts`).
    """

    def __init__(
        self,
        settings: Settings,
        *,
        clock: Clock,
        ground: Ground,
        station: Station,
        channels: Sequence[Channel],
        converser: Converser | None,
        embedder: Embedder | None,
        serve: bool,
        grace_seconds: float,
    ) -> None:
        self.settings = settings
        self.clock = clock
        self.ground = ground
        self.station = station
        database = self.database = ground.database
        self.metrics = Metrics()
        self._make_thinking()
        self.terminal = TerminalChannel(clock)
        self.channels: Mapping[str, Channel] = {
            channel.name: channel for channel in (self.terminal, *channels)
        }
        self.house = self._make_house()
        self.remembering = Remembering(database, clock, embedder)
        converser = converser or self._make_converser()
        self.receipts = Receipts(database, Outcomes(self.channels, clock, self.metrics), clock)
        answer = answering(self.house, self.sharing, can_converse=converser is not None)
        deeds = tasks(self.house, answer, converser, self.models, self.receipts)
        traced = [self.tracing.task(deed) for deed in deeds]
        self.worker = ground.worker(traced, clock, self.metrics, self.channels)
        self.reception = self._make_reception(answer)
        self._make_clocks()
        self.offering = Offering(database, clock, self.channels.values())
        self.parts = Parts()
        self.failed = self.parts.failed
        self.at_terminal = asyncio.Event()
        """Set once the terminal is this process's: what is said there is answered there."""
        self._serve = serve
        self._grace_seconds = grace_seconds

    def _make_thinking(self) -> None:
        settings, clock, database = self.settings, self.clock, self.database
        self.sharing = sharing_for(settings, database, clock, self.metrics)
        self.tracing = tracing_for(settings, database)
        self.models = models_for(
            settings, database, clock, self.metrics, sharing=self.sharing, tracing=self.tracing
        )
        self.outside = outside_for(settings, database, clock)

    def _make_reception(self, answer: Answer) -> Reception:
        return Reception(
            self.database,
            self.clock,
            self.metrics,
            depth=lambda: self.worker.depth,
            delay=self.worker.delay,
            turns=self.ground.turns,
            at_once=prompt_for(answer, self.worker),
        )

    def _make_clocks(self) -> None:
        database, clock, wait = self.database, self.clock, self.ground.longest_wait
        self.clockwork = Clockwork(database, clock, self.metrics.missed.inc, longest_wait=wait)
        self.rhythm = Rhythm(database, clock, longest_wait=wait)
        self.watch = Watch(database, clock)

    def _make_converser(self) -> Converser | None:
        recollection = self.remembering.recollection
        return converser_with(self.models, self.database, recollection, self.outside)

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
            shared=self.sharing.probe if self.settings.redis_url else None,
            breakers=self.models.standing if self.models else dict,
        )

    async def __aenter__(self) -> Self:
        """Start: lock, migrate, recover, then take messages in."""
        async with contextlib.AsyncExitStack() as stack:
            await self.ground.prepare(stack)
            await stack.enter_async_context(self.database)
            await self.database.run(
                lambda store: settle_owner(store, self.settings, self.clock.now())
            )
            await stack.enter_async_context(self.sharing)
            await stack.enter_async_context(self.tracing)
            if self.station.receives:
                await offer_pairing(self.database, self.channels, self.clock.now())
            self.database.on_commit(self._committed)
            self.ground.listen(self.sharing.bus)
            self.metrics.info.labels(__version__).set(1)
            self.metrics.queue_depth.set_function(lambda: self.worker.depth)
            await stack.enter_async_context(thinking(self.models))
            if self.outside is not None:
                await stack.enter_async_context(self.outside.running())
            stack.push_async_callback(self._stop)
            self.terminal.on_open = self._release
            self._equip_channels()
            await self._begin_work()
            if self.station.keeps_time:
                self._keep_time()
            if self.station.receives:
                await self._receive(stack)
            self._open_http()
            self._stack = stack.pop_all()
        return self

    async def _begin_work(self) -> None:
        if self.station is not Station.CLOCK:
            await self.worker.start()
        if self.station.works:
            await self.database.run(
                lambda store: release_channels(store, self.channels, self.clock.now())
            )

    def _keep_time(self) -> None:
        path, copies = self.settings.database_path, self.settings.sparkone_backup_to is not None
        vigil = Vigil(self.database, path, self.clock, self.metrics, copies=copies)
        self.parts.run("clock", self.clockwork.run())
        self.parts.run("rhythm", self.rhythm.run())
        self.parts.run("watch", self.watch.run())
        self.parts.run("vigil", vigil.run())
        self.parts.run("memory", self.ground.sole("memory", self.remembering.run))
        self.parts.run("maintenance", keep_up(self.database, self.clock, self.settings))

    async def _receive(self, stack: contextlib.AsyncExitStack) -> None:
        accept = self.tracing.accept(self.reception.accept)
        for channel in self.channels.values():
            self.parts.run(channel.name, channel.receive(accept))
        if self.settings.is_embedded:
            await stack.enter_async_context(self._control())
            self.at_terminal.set()
        else:
            self.parts.run("console", self.ground.homed(TERMINAL, self._keep_terminal))
            looking = Stewarding(self.database, self.clock, self._stewards_changed)
            self.parts.run("stewards", looking.run())
        self.parts.run("menus", self.ground.sole("menus", self.offering.run))

    def _control(self) -> ControlSocket:
        known = {**control_verbs(self.house), "pair": pair_verb(self.house)}
        return ControlSocket(socket_path(self.settings.database_path), self.terminal, known)

    async def _keep_terminal(self) -> None:
        """Listen for terminals while no other process does."""
        async with self._control():
            self.at_terminal.set()
            # Every worker knows by then that the terminal is here.
            await asyncio.sleep(HEARD_SECONDS)
            if self.terminal.is_open:
                with contextlib.suppress(StorageUnavailable):
                    await self._release(ADDRESS)
            await asyncio.Event().wait()

    def _equip_channels(self) -> None:
        """Give the channels what they tell things to, and what they keep things in."""
        self.terminal.join(Streams(self.sharing.bus))
        folders = Folders(self.settings.database_path)
        report: Report = ChannelReport(
            self.database, self.clock, self.metrics, self.receipts, folders
        )
        equip(self.channels.values(), self.ground, self.clock, report)

    def _open_http(self) -> None:
        if self._serve:
            listener = listen(self.settings.http_host, self.settings.http_port)
            self.port = listener.getsockname()[1]
            limits, has_webhooks = self.sharing.limits, self.station.receives
            work = serve(self.house, limits, listener, has_webhooks=has_webhooks)
            serving = self.parts.run("http", work)
            serving.add_done_callback(lambda _task: listener.close())
            log.info("listening", host=self.settings.http_host, port=self.port)

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
                self.reception.forget_owners()

    def _stewards_changed(self) -> None:
        self.reception.forget_owners()
        self.offering.look()

    async def _stop(self) -> None:
        self.reception.is_open = False
        await self.worker.stop(self._grace_seconds)
        await self.parts.stop()

    async def _release(self, address: Address) -> None:
        """Send what waited until somebody came."""
        now = self.clock.now()
        await self.database.run(lambda store: release(store, address, now))


def create_app(
    settings: Settings,
    *,
    clock: Clock | None = None,
    database: Database | None = None,
    station: Station = Station.ALL,
    pace: "Pace | None" = None,
    channels: Sequence[Channel] | None = None,
    converser: Converser | None = None,
    embedder: Embedder | None = None,
    serve: bool = True,
    grace_seconds: float = GRACE_SECONDS,
) -> App:
    """Build SparkOne; every collaborator can be a fake.

    `station`: what of its work this process does; `pace`: of a worker among many. `channels`
    None: those that the settings configure. `embedder` None: memory is searched by words alone.
    `serve`: with HTTP. `grace_seconds`: how long open turns may take at the end.
    """
    clock = clock or SystemClock()
    return App(
        settings,
        clock=clock,
        ground=ground_of(settings, clock, station, database, pace),
        station=station,
        channels=configured(settings, clock) if channels is None else channels,
        converser=converser,
        embedder=embedder,
        serve=serve,
        grace_seconds=grace_seconds,
    )
