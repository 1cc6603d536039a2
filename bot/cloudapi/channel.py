"""WhatsApp as a channel, through Meta's Cloud API."""

import asyncio
import itertools
from datetime import timedelta

import structlog

from bot.channel import Accept, Book, Page, Report
from bot.cloudapi.costs import Costs, month_of
from bot.cloudapi.graph import GraphApi, Number
from bot.cloudapi.health import Health, Word
from bot.cloudapi.intake import Intake
from bot.cloudapi.marks import Marks
from bot.cloudapi.page import Pages
from bot.cloudapi.reading import NAME
from bot.cloudapi.refusals import GraphRefused, meaning_of
from bot.cloudapi.sender import Sender
from bot.cloudapi.templates import KINDS, Templates
from bot.cloudapi.verdicts import WINDOW, Verdicts
from bot.cloudapi.webhook import Webhook
from domain.capabilities import capabilities
from domain.clock import Clock, pause
from domain.errors import SparkError
from domain.messages import Address, OutboundMessage, Purpose
from domain.sending import Withheld

RETRY_SECONDS = (1.0, 2.0, 5.0, 15.0, 60.0)
DOUBT = timedelta(seconds=20)
"""By then the status of a message whose answer was lost has come, if it arrived."""
MARGIN = timedelta(minutes=1)
"""The window counts as shut a little early: Meta's clock is not ours."""
HELD_BACK = {"BANNED": "banned", "RESTRICTED": "restricted", "RATE_LIMITED": "spam"}
"""States of a number in which Meta does not let it send."""

log = structlog.get_logger(__name__)


class CloudChannel:
    """One number (see `bot.channel.Channel`)."""

    name = NAME
    doubt = DOUBT

    def __init__(
        self,
        api: GraphApi,
        clock: Clock,
        *,
        app_secret: str,
        verify_token: str,
        templates: Templates,
        costs: Costs,
        account: str | None = None,
    ) -> None:
        self._api = api
        self._clock = clock
        self._costs = costs
        self._templates = templates
        self._health = Health()
        self._verdicts = Verdicts(clock)
        self._marks = Marks(api)
        self._sender = Sender(
            api,
            templates=templates,
            verdicts=self._verdicts,
            costs=costs,
            marks=self._marks,
            health=self._health,
        )
        self._intake = Intake(
            api.number,
            account=account,
            clock=clock,
            marks=self._marks,
            verdicts=self._verdicts,
            costs=costs,
            health=self._health,
        )
        self._intake.on_templates = self._templates_changed
        self._pages = Pages(api, clock, templates=templates, costs=costs, health=self._health)
        self.webhook = Webhook(app_secret, verify_token, self._intake)
        self._shown_number = ""

    def __repr__(self) -> str:
        return f"CloudChannel({self._api!r})"

    @property
    def username(self) -> str | None:
        """Our number in digits, once Meta told it."""
        return "".join(filter(str.isdecimal, self._shown_number)) or None

    @property
    def report(self) -> Report | None:
        """Where things are told besides messages."""
        return self._health.report

    @report.setter
    def report(self, report: Report | None) -> None:
        self._health.report = report

    @property
    def book(self) -> Book | None:
        """What is known of the chats and kept across restarts."""
        return self._costs.book

    @book.setter
    def book(self, book: Book | None) -> None:
        self._costs.book = self._sender.progress.book = book

    async def receive(self, accept: Accept) -> None:
        """Take in what the webhook brings until cancelled."""
        self._intake.open(accept, self.report)
        try:
            await self._introduce()
            await self._follow_months()
        finally:
            self._marks.close()
            self._api.close()

    async def _introduce(self) -> None:
        """Ask how our number is, however long the Graph API cannot be reached."""
        for number in itertools.count():
            try:
                facts = await self._api.facts()
            except SparkError as error:
                seconds = RETRY_SECONDS[min(number, len(RETRY_SECONDS) - 1)]
                log.warning("whatsapp cannot be reached", reason=error.brief, again_in=seconds)
                if number > 1 or isinstance(error, GraphRefused):
                    await self._health.trouble(error.brief, _advice(error))
                await pause(self._clock, seconds)
            else:
                await self._introduced(facts)
                return

    async def _introduced(self, facts: Number) -> None:
        self._shown_number = facts.display_phone_number
        held = HELD_BACK.get(facts.status.upper())
        if held is None:
            await self._health.well(Word.ACCOUNT)
        else:
            await self._health.trouble(f"number {facts.status.lower()}", held, Word.ACCOUNT)

    async def _follow_months(self) -> None:
        """Let what waits for money be tried again when a month of the service begins."""
        while True:
            end = month_of(self._clock.now()).end
            await self._clock.wait_until(end, asyncio.Event())
            await self._release()

    async def _release(self) -> None:
        try:
            if self.book is not None:
                await self.book.release()
        except SparkError as error:
            log.error("what waits was not released", reason=error.brief)

    async def _templates_changed(self, event: str) -> None:
        """Look at the templates anew; what waits for one goes out once it is approved."""
        self._templates.forget()
        if event == "APPROVED":
            await self._release()

    async def send(self, message: OutboundMessage) -> str | None:
        """Send a message: freely within the window, as a template outside of it.

        Messages cannot be changed: what only would take the place of one is not sent.
        """
        if message.purpose is Purpose.EDIT:
            return None
        self._verdicts.check()
        if await self._is_open(message):
            try:
                return await self._sender.free(message)
            except Withheld as error:
                if error.reason != WINDOW or self.book is None:
                    raise
            await self.book.shut(message.address)
        if message.purpose not in KINDS or message.file is not None:
            raise Withheld(reason=WINDOW)
        return await self._sender.template(message)

    async def _is_open(self, message: OutboundMessage) -> bool:
        window = capabilities(NAME).window
        if self.book is None or window is None:
            return True
        wrote_at = await self.book.wrote_at(message.address)
        if wrote_at is None:  # of strangers nothing is kept, but they did write just now
            return message.purpose is Purpose.REPLY
        return self._clock.now() - wrote_at < window - MARGIN

    async def find(self, message: OutboundMessage) -> str | None:
        """Return None: a message is known by its statuses alone, and they settle it before."""
        return None

    async def typing(self, address: Address) -> None:
        """Show that an answer is on its way; never fails."""
        await self._marks.typing(address.chat)

    async def fetch(self, file: str, limit: int) -> bytes:
        """Return the content of a file that somebody sent; SparkError where it cannot be had."""
        return await self._api.download(file, limit)

    async def probe(self) -> str:
        """Return "ok", or what is wrong."""
        if self._health.reason:
            return self._health.reason
        try:
            await self._api.facts()
        except SparkError as error:
            return error.brief
        return "ok"

    async def page(self, language: str) -> Page:
        """Return how things are: the number, windows, templates, costs."""
        return await self._pages.page(language)

    async def order(self, word: str, language: str) -> Page | None:
        """Switch on or off what costs something; None: no such word."""
        if word not in {"on", "off"}:
            return None
        await self._costs.switch(on=word == "on")
        if word == "on":
            await self._release()
        return await self._pages.page(language)


def _advice(error: SparkError) -> str | None:
    return meaning_of(error.code, error.status).advice if isinstance(error, GraphRefused) else None
