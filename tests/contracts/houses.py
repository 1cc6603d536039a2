"""The assistant behind each front, with the test server of its service; and how to wait there."""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path

from bot.app import create_app
from bot.settings import Settings
from domain.messages import Address, Attachment, Button, OutboundMessage, Purpose
from storage.outgoing import send
from storage.store import Store
from tests.cloudapi.server import CloudServer
from tests.cloudapi_channel.home import cloud_home
from tests.contracts.fronts import Cloud, Evolution, Front, Telegram, Terminal
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import evolution_home
from tests.fakes import HandClock, until
from tests.telegram.home import telegram_home
from tests.telegram.server import BotApiServer

House = Callable[[], AbstractAsyncContextManager[Front]]
"""Starts the assistant; called again after its end, it is the next day."""


@asynccontextmanager
async def telegram(folder: Path, clock: HandClock, way: str) -> AsyncIterator[House]:
    """A Bot API server, and the assistant at it."""
    async with BotApiServer(clock.now) as server:

        @asynccontextmanager
        async def opened() -> AsyncIterator[Front]:
            async with telegram_home(folder, server, clock, way=way) as home:
                yield Telegram(home)

        yield opened


@asynccontextmanager
async def evolution(folder: Path, clock: HandClock) -> AsyncIterator[House]:
    """An Evolution API server with a linked phone, and the assistant at it."""
    async with EvolutionServer(clock.now) as server:

        @asynccontextmanager
        async def opened() -> AsyncIterator[Front]:
            async with evolution_home(folder, server, clock) as home:
                yield Evolution(home)

        yield opened


@asynccontextmanager
async def cloud(folder: Path, clock: HandClock) -> AsyncIterator[House]:
    """A Graph API server, and the assistant at it."""
    async with CloudServer(clock.now) as server:

        @asynccontextmanager
        async def opened() -> AsyncIterator[Front]:
            async with cloud_home(folder, server, clock) as home:
                yield Cloud(home)

        yield opened


@asynccontextmanager
async def terminal(folder: Path, clock: HandClock) -> AsyncIterator[House]:
    """The assistant alone, and somebody who sits there."""
    shown: list[OutboundMessage] = []

    @asynccontextmanager
    async def opened() -> AsyncIterator[Front]:
        settings = Settings(
            database_url=f"sqlite:///{folder / 'spark.db'}", sparkone_zone="America/Sao_Paulo"
        )
        async with create_app(settings, clock=clock, channels=[], serve=False) as app:
            front = Terminal(app, clock, shown)
            await app.terminal.open(front)
            yield front

    yield opened


async def comes(front: Front, words: str, *, times: int = 1) -> str:
    """Wait until something with these words came, so often, and return the last of it."""
    await until(
        lambda: sum(words in text for text in front.texts()) >= times,
        what=f"{words!r} on {front.name}, where {front.texts()} came",
    )
    return [text for text in front.texts() if words in text][-1]


async def promise(
    front: Front,
    text: str,
    *labels: str,
    purpose: Purpose = Purpose.REPLY,
    attachment: Attachment | None = None,
) -> None:
    """Promise the owner a message with options that do nothing known."""

    def write(store: Store) -> None:
        owner = store.people.owner()
        assert owner is not None
        known = [one for one in store.people.identities(owner.id) if one.channel == front.name]
        address = Address(channel=front.name, chat=known[-1].chat or "")
        buttons = tuple(Button(label=one, action=f"pick:{one}") for one in labels)
        key = f"promise:{text[:40]}"
        message = OutboundMessage(
            key=key,
            address=address,
            text=text,
            purpose=purpose,
            buttons=buttons,
            attachment=attachment,
        )
        send(store, message, language="pt", now=front.clock.now(), person=owner.id)

    await front.app.database.run(write)


async def settled(front: Front) -> None:
    """Return when every job that may run now is done."""

    def is_busy() -> bool:
        now = front.clock.now()
        return front.app.worker.has_ready(now)

    while True:
        due = await front.app.database.read(lambda store: store.occurrences.next_fire())
        if not is_busy() and (due is None or due > front.clock.now()):
            return
        await asyncio.sleep(0.001)


async def passes(front: Front, seconds: float) -> None:
    """Let time pass in steps, as it does, and wait for what each step brings."""
    while seconds > 0:
        step = min(seconds, 5.0)
        front.clock.advance(seconds=step)
        seconds -= step
        await settled(front)
