"""Telegram beside the child: a Bot API server and its people, who outlive every death."""

import asyncio
import contextlib
import json
import threading
from collections.abc import Callable, Coroutine, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any, TypeVar

from tests.crash.clock import FastClock
from tests.crash.day import Line
from tests.crash.paper import FINISHED
from tests.crash.telegram_day import BIA, CHATS, GROUP, IDS
from tests.crash.told import Told
from tests.ports import free_port
from tests.telegram.chats import Message
from tests.telegram.home import OWNER, SECRET
from tests.telegram.journal import Entry, JournalServer
from tests.telegram.judge import methods
from tests.telegram.people import User
from tests.telegram.updates import Queued

PATIENCE_SECONDS = 4.0
WEBHOOK_PAUSE_SECONDS = 0.05
"""Between two tries of the server to bring an update."""

T = TypeVar("T")


class TelegramWorld:
    """One day's Telegram: people speak as soon as what they wait for is there."""

    def __init__(self, folder: Path, started_at: str, *, way: str, repeats: int) -> None:
        self._folder = folder
        self._repeats = repeats
        self.started_at = started_at
        self._clock = FastClock(datetime.fromisoformat(started_at))
        self._port = free_port() if way == "webhook" else None
        self._said: dict[str, list[tuple[Line, Queued]]] = {name: [] for name in CHATS}
        self._messages: dict[str, Message] = {}
        self._names: dict[str, str] = {}
        self._acknowledged: set[str] = set()

    @property
    def options(self) -> list[str]:
        """How the child finds it."""
        return ["--telegram", json.dumps(self._settings)]

    @property
    def _settings(self) -> dict[str, str]:
        given = {
            "SPARKONE_OWNER": f"telegram:{OWNER}",
            "TELEGRAM_TOKEN": self._server.token,
            "TELEGRAM_API_BASE": self._server.base,
        }
        if self._port is None:
            return given
        return {
            **given,
            "HTTP_PORT": str(self._port),
            "TELEGRAM_WEBHOOK_URL": f"http://127.0.0.1:{self._port}/telegram/webhook",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }

    async def open(self) -> None:
        """Start the server, and let its people talk."""
        self._server = JournalServer(self._clock.now, sleep=_pause)
        await self._server.__aenter__()
        self._owner = self._server.user(OWNER, "Ana").starts_quietly()
        self._bia = self._server.user(BIA, "Bia", language_code="en").starts_quietly()
        self._group = self._server.supergroup(GROUP)
        self._talking = asyncio.create_task(self._talk())

    async def close(self) -> None:
        """End it all; whatever the judge found is among the faults."""
        self._talking.cancel()
        await asyncio.gather(self._talking, return_exceptions=True)
        await self._server.__aexit__(AssertionError, None, None)

    def died(self) -> None:
        """Lose the last confirmations of each chat: these updates come again."""
        in_loop(self._lose())

    def told(self) -> Told:
        """Return what the chats hold, in the words of the day."""
        return in_loop(self._tell())

    async def _lose(self) -> None:
        for said in self._said.values():
            confirmed = [one for one in said if one[0].key in self._acknowledged]
            for _, queued in confirmed[-self._repeats :] if self._repeats else []:
                self._server.again(queued)
        if self._talking.done():  # it died when all had been said: the day goes on until these came
            (self._folder / FINISHED).unlink(missing_ok=True)
            self._talking = asyncio.create_task(self._end())

    async def _tell(self) -> Told:
        chats = {number: name for name, number in IDS.items()}
        journal = [
            {
                "key": entry.key,
                "reply_to": self._names.get(entry.reply_to or "", entry.reply_to),
                "chat": chats[entry.chat],
                "text": entry.text,
                "part": entry.part,
                "parts": entry.parts,
                "is_marked": entry.is_marked,
            }
            for entry in self._server.arrived
        ]
        return Told(
            chats=CHATS,
            journal=journal,
            acknowledged=self._acknowledged,
            names=self._names,
            faults=[*self._server.violations, *self._unconfirmed()],
        )

    def _unconfirmed(self) -> Iterator[str]:
        for update in self._server.pending:
            yield f"update {update['update_id']} was never confirmed"

    async def _talk(self) -> None:
        await asyncio.gather(*(self._chat(name, lines) for name, lines in CHATS.items()))
        await self._end()

    async def _end(self) -> None:
        await _true(lambda: not self._server.pending)
        (self._folder / FINISHED).touch()

    async def _chat(self, name: str, lines: list[Line]) -> None:
        for line in lines:
            if line.after:
                await self._patiently(partial(self._reminded, line.after))
            queued = await self._do(line, name)
            await _true(partial(self._is_confirmed, queued))
            self._acknowledged.add(line.key)

    def _is_confirmed(self, queued: Queued) -> bool:
        return queued not in self._server.world.queue.waiting

    async def _do(self, line: Line, name: str) -> Queued:
        for said, queued in self._said[name]:
            if said.key == line.key:
                self._server.again(queued)
                return queued
        user = (
            self._server.user(line.who) if line.who else self._bia if name == "en" else self._owner
        )
        update_id, number = await self._deed(line, user, name)
        (queued,) = (one for one in self._server.world.queue.waiting if one.update_id == update_id)
        self._names[f"{self._server.bot['id']}:{update_id}:{number}"] = line.key
        self._said[name].append((line, queued))
        return queued

    async def _deed(self, line: Line, user: User, name: str) -> tuple[int | None, int]:
        """Do it; return the ids of the update and of the message that it is about."""
        if line.edits:
            message = self._messages[line.edits]
            await user.edits(message, line.text)
            return message.update_id, message.message_id
        if line.press:
            await self._patiently(lambda: self._button(line, user))
            if (found := self._button(line, user)) is not None:
                press = await user.presses(found, line.text)
                return press.update_id, found.message_id
        message = await user.says(line.text, chat=self._group if name == "home" else None)
        self._messages[line.key] = message
        return message.update_id, message.message_id

    def _button(self, line: Line, user: User) -> Message | None:
        for message in reversed(user.chat.messages):
            labels = [label for row in message.labels for label in row]
            if (line.press or "") in message.text and line.text in labels:
                return message
        return None

    def _reminded(self, title: str) -> bool:
        return any(_is_reminder(entry) and title in entry.text for entry in self._server.arrived)

    async def _patiently(self, condition: Callable[[], object]) -> None:
        # Two deaths can lose what is waited for; the checker tells whether they may have.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await _true(condition)


def _is_reminder(entry: Entry) -> bool:
    return entry.key.startswith("occurrence:")


async def _true(condition: Callable[[], object]) -> None:
    while not condition():  # noqa: ASYNC110 - it is the child that makes it true
        await asyncio.sleep(0.005)


async def _pause(seconds: float) -> None:
    """Wait a little in the place of so many seconds of a day that goes by faster."""
    await asyncio.sleep(WEBHOOK_PAUSE_SECONDS)


@contextmanager
def telegram_world(folder: Path, *, way: str, repeats: int) -> Iterator[TelegramWorld]:
    """Open one day's Telegram."""
    methods()  # the judge's import takes seconds, the day a few
    started_at = datetime.now(UTC).isoformat()
    world = TelegramWorld(folder, started_at, way=way, repeats=repeats)
    in_loop(world.open())
    try:
        yield world
    finally:
        in_loop(world.close())


def in_loop(work: Coroutine[Any, Any, T]) -> T:
    """Run something in the loop of the servers, and wait for it."""
    return asyncio.run_coroutine_threadsafe(work, _loop()).result()


@cache
def _loop() -> asyncio.AbstractEventLoop:
    loop = asyncio.new_event_loop()
    threading.Thread(target=loop.run_forever, name="telegram", daemon=True).start()
    return loop
