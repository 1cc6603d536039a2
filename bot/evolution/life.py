"""The life of our instance: made, told where we are, connected, looked at, and swept up after."""

import asyncio
from collections.abc import Mapping

import msgspec
import structlog

from bot.channel import Book
from bot.evolution.client import EvolutionApi
from bot.evolution.events import Code, Instance, StateAnswer
from bot.evolution.history import History, missing_since
from bot.evolution.intake import UNREADABLE, Intake
from bot.evolution.line import CLOSE, OPEN, Line
from bot.evolution.reading import NAME, Us
from bot.evolution.refusals import KeyRefused, NoInstance, Refused
from domain.clock import Clock, pause
from domain.errors import Overloaded, SparkError, StorageUnavailable
from domain.sending import OutcomeUnknown

LOOK_SECONDS = 60.0
PAUSES = (1.0, 2.0, 5.0, 15.0, 60.0)
PATIENCE = 2
"""Failures before the owner is told that the server is away."""
IN_USE = 403
EVENTS = [
    "MESSAGES_UPSERT",
    "MESSAGES_EDITED",
    "MESSAGES_UPDATE",
    "SEND_MESSAGE",
    "CONNECTION_UPDATE",
    "QRCODE_UPDATED",
]
"""What we ask to be told."""

log = structlog.get_logger(__name__)


class Life:
    """Keeps one instance alive until cancelled."""

    def __init__(
        self,
        api: EvolutionApi,
        us: Us,
        line: Line,
        intake: Intake,
        clock: Clock,
        *,
        hook: Mapping[str, object],
    ) -> None:
        self._api = api
        self._us = us
        self._line = line
        self._intake = intake
        self._clock = clock
        self._hook = hook
        self._history = History(api)
        self._failures = 0
        self._is_begun = False
        self._is_swept = False
        intake.is_complete = self._is_complete

    async def run(self, book: Book) -> None:
        """Begin, and then look after the line; whatever goes wrong is waited out."""
        self._us.learn(*(await book.note("us") or "").split())
        while True:
            try:
                if not self._is_begun:
                    await self._begin()
                await self._look()
                await self._sweep(book)
            except SparkError as error:
                await self._failed(error)
                continue
            self._failures = 0
            await self._line.calm()
            await self._rest()

    async def code(self) -> None:
        """Begin to connect, which brings a code where the phone is not linked.

        Errors: those of `EvolutionApi`.
        """
        answer = await self._api.get("/instance/connect")
        try:
            found = msgspec.json.decode(answer, type=Code)
        except msgspec.DecodeError:
            raise OutcomeUnknown(reason="a code that cannot be read") from None
        await self._line.keep(found)

    async def restart(self) -> None:
        """Let the server begin the line anew. Errors: those of `EvolutionApi`."""
        if self._line.state == CLOSE:
            await self.code()
        else:
            await self._api.post("/instance/restart")

    async def _begin(self) -> None:
        """Make the instance where there is none, say where we are, and connect."""
        found = await self._known()
        if found is None:
            await self._create()
            found = await self._known() or Instance()
        self._us.integration = found.integration or self._us.integration
        self._us.learn(found.owner_jid)
        await self._register()
        self._is_begun = True

    async def _known(self) -> Instance | None:
        try:
            answer = await self._api.instances()
        except NoInstance:
            return None
        try:
            known = msgspec.json.decode(answer, type=list[Instance])
        except msgspec.DecodeError:
            raise OutcomeUnknown(reason="instances that cannot be read") from None
        return next((one for one in known if one.name == self._us.instance), None)

    async def _create(self) -> None:
        log.info("the instance is made", channel=NAME)
        try:
            await self._api.create(integration=self._us.integration, qrcode=False)
        except Refused as error:
            if error.code != IN_USE:
                raise

    async def _register(self) -> None:
        """Tell the server where to bring events."""
        await self._api.post("/webhook/set", webhook=self._hook)
        log.info("webhook set", channel=NAME)

    async def _look(self) -> None:
        """Ask how the line is, and connect it where it is closed for no reason that was told."""
        answer = await self._api.get("/instance/connectionState")
        try:
            state = msgspec.json.decode(answer, type=StateAnswer).instance.state
        except msgspec.DecodeError:
            raise OutcomeUnknown(reason="a state that cannot be read") from None
        was_closed = self._line.state == CLOSE
        if state != self._line.state:
            await self._line.follow(state, None)
        if state == CLOSE and not was_closed:
            await self.code()

    async def _sweep(self, book: Book) -> None:
        """Take in what came while nobody listened, after every opening of the line."""
        if not self._line.turned.is_set() or self._line.state != OPEN:
            return
        self._line.turned.clear()
        self._is_swept = False
        try:
            await self._register()
            now = self._clock.now()
            missed = await self._history.missed(await missing_since(book, now), now)
            found = 0
            for event in missed:
                try:
                    found += await self._intake.take(event)
                except UNREADABLE:
                    continue
        except SparkError:
            self._line.turned.set()
            raise
        self._is_swept = True
        await self._intake.seen(now)
        if found:
            log.info("messages swept up", channel=NAME, messages=found)

    def _is_complete(self) -> bool:
        """Tell whether nothing that came before now is missing, as far as is known."""
        is_open = self._line.state == OPEN and not self._line.turned.is_set()
        return is_open and self._is_swept

    async def _failed(self, error: SparkError) -> None:
        seconds = PAUSES[min(self._failures, len(PAUSES) - 1)]
        self._failures += 1
        log.warning("no line", channel=NAME, reason=error.brief, again_in=seconds)
        if isinstance(error, KeyRefused):
            await self._line.trouble("key")
        elif isinstance(error, NoInstance):
            self._is_begun = False  # it was deleted: it is made anew
        elif self._failures > PATIENCE and not isinstance(error, Overloaded | StorageUnavailable):
            await self._line.trouble("away")
        await pause(self._clock, seconds)

    async def _rest(self) -> None:
        """Wait until it is time to look again, or until the line opened anew."""
        look = asyncio.create_task(pause(self._clock, LOOK_SECONDS))
        turn = asyncio.create_task(self._line.turned.wait())
        try:
            await asyncio.wait([look, turn], return_when=asyncio.FIRST_COMPLETED)
        finally:
            look.cancel()
            turn.cancel()
