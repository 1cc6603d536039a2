"""A home in which one person has two channels, WhatsApp and Telegram."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from typing import Any

import pytest

from bot.app import App, create_app
from bot.channel import Receipt, Told
from bot.settings import Settings
from domain.errors import SparkError
from domain.messages import OutboundMessage, Purpose
from storage.store import Store
from tests.fakes import HandClock, RecordingChannel

ASK = "me lembra de pagar o boleto em 10 minutos"
DUE = 601


class Editing(RecordingChannel):
    """A channel that can change its messages; `shown` is what each of them says now."""

    def __init__(self, clock: HandClock, name: str) -> None:
        super().__init__(clock, name)
        self.shown: dict[str, OutboundMessage] = {}

    async def send(self, message: OutboundMessage) -> str | None:
        if message.replaces in self.shown:
            self.shown[message.replaces] = message
            return message.replaces
        if message.purpose is Purpose.EDIT:
            return None
        external = await super().send(message)
        self.shown[external or ""] = message
        return external


class TwoChannels:
    """One running assistant; `ana` on WhatsApp and on Telegram is its owner."""

    def __init__(self, app: App, clock: HandClock) -> None:
        self.app = app
        self.clock = clock
        whatsapp, telegram = app.channels["whatsapp"], app.channels["telegram"]
        assert isinstance(whatsapp, RecordingChannel)
        assert isinstance(telegram, Editing)
        self.whatsapp, self.telegram = whatsapp, telegram

    async def link(self) -> None:
        """Let the owner, who is known on WhatsApp, be known on Telegram too."""
        await self.whatsapp.ask("o que tenho hoje?")
        told = await self.whatsapp.ask("/link")
        code = told.split("/start ")[-1].strip()
        await self.telegram.ask(code)

    async def tell(self, external: str, receipt: Receipt, error: SparkError | None = None) -> None:
        """Tell what WhatsApp says of a message of ours."""
        told = Told(external=external, receipt=receipt, at=self.clock.now(), error=error)
        await self.app.receipts.take("whatsapp", told)

    async def settled(self) -> None:
        """Return when what is due is handed over and no job that may run is left."""
        while await self.app.database.read(self._is_busy):  # noqa: ASYNC110 - only it knows
            await asyncio.sleep(0.001)

    def _is_busy(self, store: Store) -> bool:
        now = self.clock.now()
        waiting = (store.occurrences.next_fire(), store.queue.oldest())
        return any(one is not None and one <= now for one in waiting)


Start = Callable[..., AbstractAsyncContextManager[Any]]


def start_with(settings: Settings, clock: HandClock) -> Start:
    """Return what starts the assistant; called again after its end, it is the next day."""

    @asynccontextmanager
    async def started(**changed: Any) -> AsyncIterator[TwoChannels]:
        channels = [RecordingChannel(clock, "whatsapp"), Editing(clock, "telegram")]
        owned = settings.model_copy(update={"sparkone_owner": "whatsapp:owner"})
        app = create_app(owned, clock=clock, channels=channels, serve=False, **changed)
        async with app:
            yield TwoChannels(app, clock)

    return started


async def reminded(home: TwoChannels) -> None:
    """Return when the reminder asked for with ASK has been handed over."""
    home.clock.advance(seconds=DUE)
    await home.settled()


def said(channel: RecordingChannel, words: str) -> list[str]:
    """Return what came on a channel and has these words in it."""
    return [text for text in channel.texts() if words in text]


@pytest.fixture
async def both(settings: Settings, clock: HandClock) -> AsyncIterator[TwoChannels]:
    async with start_with(settings, clock)() as home:
        await home.link()
        yield home
