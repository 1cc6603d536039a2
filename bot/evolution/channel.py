"""WhatsApp through Evolution API as a channel: a linked phone, or what else the instance is."""

from collections import OrderedDict
from collections.abc import Mapping
from datetime import timedelta

from bot.channel import Accept, Book, Page, Report
from bot.evolution.client import EvolutionApi
from bot.evolution.echoes import Echoes
from bot.evolution.events import Key
from bot.evolution.files import Files
from bot.evolution.history import History
from bot.evolution.intake import Intake
from bot.evolution.jids import digits
from bot.evolution.life import EVENTS, Life
from bot.evolution.line import Line
from bot.evolution.page import Desk
from bot.evolution.reading import NAME, Us
from bot.evolution.sending import Sender
from bot.evolution.webhook import SECRET_HEADER, Gate, Webhook
from bot.sole import Sole, at_once
from domain.clock import Clock
from domain.messages import Address, OutboundMessage

DOUBT = timedelta(seconds=10)
"""So long the server may take to tell of a sending whose answer was lost."""
LOOK_BACK = timedelta(hours=24)
TYPING_MILLISECONDS = 1500
"""The call takes as long as the sign is shown."""


class EvolutionChannel:
    """One instance at one server (see `bot.channel.Channel`)."""

    name = NAME

    def __init__(
        self, api: EvolutionApi, clock: Clock, gate: Gate, *, webhook_url: str, page_url: str
    ) -> None:
        us, echoes = Us(instance=api.instance), Echoes()
        keys: OrderedDict[str, Key] = OrderedDict()
        self._api = api
        self._us = us
        self._clock = clock
        self._files = Files(api)
        self._history = History(api)
        self._intake = Intake(api, us, clock, files=self._files, echoes=echoes, keys=keys)
        self._line = Line(us, clock)
        self._sender = Sender(api, us, clock, echoes, keys)
        hook = _hook(gate, webhook_url)
        self._life = Life(api, us, self._line, self._intake, clock, hook=hook)
        self._desk = Desk(self._line, self._life, us, clock, address=page_url, secret=gate.secret)
        self.webhook = Webhook(gate, self._intake, self._line, clock)
        self.report: Report | None = None
        self.sole: Sole = at_once
        self._lives = False

    def __repr__(self) -> str:
        return f"EvolutionChannel({self._api!r})"

    @property
    def username(self) -> str | None:
        """Our number in digits, once a phone is linked."""
        return next((found for jid in sorted(self._us.jids) if (found := digits(jid))), None)

    @property
    def book(self) -> Book | None:
        """What is kept across restarts; messages may go out before anything comes in."""
        return self._sender.progress.book

    @book.setter
    def book(self, book: Book | None) -> None:
        self._sender.progress.book = book

    async def receive(self, accept: Accept) -> None:
        """Take events in, and look after the line, until cancelled."""
        assert self.book is not None
        self._intake.accept = accept
        self._intake.report = self._line.report = self.report
        self._intake.book = self._line.book = self.book
        self._line.opened.set()
        try:
            await self.sole(self.name, self._live)
        finally:
            self._intake.errands.close()
            self._api.close()

    async def _live(self) -> None:
        assert self.book is not None
        self._lives = True
        try:
            await self._life.run(self.book)
        finally:
            self._lives = False

    async def send(self, message: OutboundMessage) -> str | None:
        """Send a message, in as many parts as it needs; returns the id of the last one."""
        return await self._sender.send(message)

    async def typing(self, address: Address) -> None:
        """Show that an answer is on its way; nobody waits for it."""
        if self._us.is_baileys:
            number = self._sender.number_of(address.chat)
            call = self._api.post(
                "/chat/sendPresence",
                number=number,
                presence="composing",
                delay=TYPING_MILLISECONDS,
            )
            self._intake.errands.run(call)

    @property
    def doubt(self) -> timedelta:
        """How long an echo of a sending may take."""
        return DOUBT

    async def find(self, message: OutboundMessage) -> str | None:
        """Return the id of a message that arrived though its answer was lost.

        It says the same in the same chat, and is not known to be another message of ours.
        """
        if message.file is not None:
            return None
        now = self._clock.now()
        sent = await self._history.ours(now - LOOK_BACK, now)
        for found in self._sender.matching(message, sent):
            if self.book is None or not await self.book.knows(found):
                return found
        return None

    async def fetch(self, file: str, limit: int) -> bytes:
        """Return the content of a file that somebody sent; SparkError where it cannot be had."""
        return await self._files.fetch(file, limit)

    async def probe(self) -> str:
        """Return "ok", or what is wrong; nothing where another process has the line."""
        is_elsewhere = self.sole is not at_once and not self._lives
        return "" if is_elsewhere else self._line.fault or "ok"

    async def page(self, language: str) -> Page:
        """Return how the line is."""
        return await self._desk.page(language)

    async def order(self, word: str, language: str) -> Page | None:
        """Do what a word asks for; None: it is no word of ours."""
        return await self._desk.order(word, language)


def _hook(gate: Gate, url: str) -> Mapping[str, object]:
    """Return what the server is told about our webhook."""
    headers = {SECRET_HEADER: gate.secret}
    if gate.jwt_key is not None:
        headers["jwt_key"] = gate.jwt_key
    return {
        "enabled": True,
        "url": url,
        "headers": headers,
        "byEvents": False,
        "base64": False,
        "events": EVENTS,
    }
