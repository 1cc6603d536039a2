"""Every way to talk to the assistant behind one face: real channels, real protocols, test servers.

A front is one person, the owner, who writes, answers, and reads what came, in plain words.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from pathlib import Path
from typing import Any, Protocol

from bot.app import App, create_app
from bot.settings import Settings
from domain.markup import plain
from domain.messages import Address, Button, OutboundMessage, Purpose
from storage.outgoing import send
from storage.store import Store
from tests.cloudapi.server import CloudServer
from tests.cloudapi_channel.home import CloudHome, cloud_home
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import EvolutionHome, evolution_home
from tests.fakes import HandClock, until
from tests.telegram.home import TelegramHome, telegram_home
from tests.telegram.server import BotApiServer

SIGNS = str.maketrans("", "", "*_~`")


class Front(Protocol):
    """One open way in; `texts` are what the person was shown, without marks."""

    name: str
    app: App
    clock: HandClock

    def texts(self) -> list[str]:
        """Return what came, oldest first, as it reads now."""

    async def says(self, text: str) -> None:
        """Write something."""

    async def answers(self, label: str) -> None:
        """Press, tap or number the option of this label under the last message that has it."""

    def troubles(self) -> Any:
        """Return the troubles of the service, or None where there is no service."""

    async def refuse(self) -> None:
        """Let the service refuse connections."""

    async def accept(self) -> None:
        """Let it take them again."""


class Telegram:
    """Private chat, by polling or webhook."""

    def __init__(self, home: TelegramHome) -> None:
        self.name = "telegram"
        self.app, self.clock, self._home = home.app, home.clock, home
        self._server = home.server

    def texts(self) -> list[str]:
        return list(self._home.owner.chat.texts)

    async def says(self, text: str) -> None:
        await self._home.owner.says(text)

    async def answers(self, label: str) -> None:
        for message in reversed(self._home.owner.chat.messages):
            if any(label in row for row in message.labels):
                await self._home.owner.presses(message, label)
                return
        raise AssertionError(label)

    def troubles(self) -> Any:
        return self._server.troubles

    async def refuse(self) -> None:
        await self._server.refuse()

    async def accept(self) -> None:
        await self._server.accept()


class Evolution:
    """A linked phone: options are numbers."""

    def __init__(self, home: EvolutionHome) -> None:
        self.name = "evolution"
        self.app, self.clock, self._home = home.app, home.clock, home

    def texts(self) -> list[str]:
        return [one.translate(SIGNS) for one in self._home.owner.chat.texts]

    async def says(self, text: str) -> None:
        await self._home.owner.says(text)

    async def answers(self, label: str) -> None:
        for text in reversed(self.texts()):
            for line in text.splitlines():
                number, dot, option = line.partition(". ")
                if dot and option == label:
                    await self._home.owner.says(number)
                    return
        raise AssertionError(label)

    def troubles(self) -> Any:
        return self._home.server.troubles

    async def refuse(self) -> None:
        await self._home.server.refuse()

    async def accept(self) -> None:
        await self._home.server.accept()


class Cloud:
    """Meta's: buttons, lists, and numbers where they are too many."""

    def __init__(self, home: CloudHome) -> None:
        self.name = "whatsapp"
        self.app, self.clock, self._home = home.app, home.clock, home

    def texts(self) -> list[str]:
        return [one.text.translate(SIGNS) for one in self._home.owner.sent]

    async def says(self, text: str) -> None:
        await self._home.owner.says(text)

    async def answers(self, label: str) -> None:
        for message in reversed(self._home.owner.sent):
            if label in message.labels:
                await self._home.owner.taps(message, label)
                return
            for line in message.text.translate(SIGNS).splitlines():
                number, dot, option = line.partition(". ")
                if dot and option == label:
                    await self._home.owner.says(number)
                    return
        raise AssertionError(label)

    def troubles(self) -> Any:
        return self._home.server.troubles

    async def refuse(self) -> None:
        await self._home.server.refuse()

    async def accept(self) -> None:
        await self._home.server.accept()


class Terminal:
    """Somebody at a screen, which is also a `bot.channels.terminal.Screen`."""

    def __init__(self, app: App, clock: HandClock, shown: list[OutboundMessage]) -> None:
        self.name = "terminal"
        self.app, self.clock, self.shown = app, clock, shown

    async def show(self, message: OutboundMessage) -> None:
        self.shown.append(message)

    async def grow(self, text: str, reply_to: str) -> None:
        """Show nothing that is not settled."""

    def texts(self) -> list[str]:
        return [plain(message.text) for message in self.shown]

    async def says(self, text: str) -> None:
        await self.app.terminal.hear(f"t{len(self.shown)}:{text}", text)

    async def answers(self, label: str) -> None:
        for message in reversed(self.shown):
            for button in message.buttons:
                if button.label == label:
                    key = f"t{len(self.shown)}:{button.action}"
                    await self.app.terminal.hear(key, label, pressed=button.action)
                    return
        raise AssertionError(label)

    def troubles(self) -> Any:
        return None

    async def refuse(self) -> None:
        self.app.terminal.close(self)

    async def accept(self) -> None:
        await self.app.terminal.open(self)


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


async def promise(front: Front, text: str, *labels: str, purpose: Purpose = Purpose.REPLY) -> None:
    """Promise the owner a message with options that do nothing known."""

    def write(store: Store) -> None:
        owner = store.people.owner()
        assert owner is not None
        known = [one for one in store.people.identities(owner.id) if one.channel == front.name]
        address = Address(channel=front.name, chat=known[-1].chat or "")
        buttons = tuple(Button(label=one, action=f"pick:{one}") for one in labels)
        key = f"promise:{text[:40]}"
        message = OutboundMessage(
            key=key, address=address, text=text, purpose=purpose, buttons=buttons
        )
        send(store, message, language="pt", now=front.clock.now(), person=owner.id)

    await front.app.database.run(write)


async def settled(front: Front) -> None:
    """Return when every job that may run now is done."""

    def is_busy() -> bool:
        now = front.clock.now()
        heads = [lane[0].job for lane in front.app.worker._lanes.values() if lane]
        return any(job.run_at <= now for job in heads)

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
