"""The script's channel: says the day's lines and writes down what is sent."""

import asyncio
import contextlib
from collections import Counter
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from bot.channel import Accept
from domain.clock import Clock
from domain.errors import Overloaded, StorageUnavailable
from domain.markup import plain
from domain.messages import Address, InboundMessage, OutboundMessage
from tests.crash.day import CHANNEL, CHATS, OWNER, Line
from tests.crash.killing import Points
from tests.crash.paper import ACKNOWLEDGED, JOURNAL, Paper, facts

PATIENCE_SECONDS = 4.0
MARKS = ("Talvez repetido:", "Possibly a repeat:")


class ScriptChannel:
    """Says the day's lines and writes down what is sent, before it says that it is sent.

    Each chat says its lines one after another, the chats side by side. What was not
    acknowledged is said again, and the last `repeats` that were, as providers do.
    `eager`: a fault on purpose; it acknowledges before the message is stored.
    """

    name = CHANNEL

    def __init__(
        self, folder: Path, clock: Clock, points: Points, *, repeats: int, eager: bool
    ) -> None:
        self._journal = Paper(folder / JOURNAL)
        self._acknowledged = Paper(folder / ACKNOWLEDGED)
        self._known = Counter(facts(folder / ACKNOWLEDGED))
        self._written_facts: list[dict[str, Any]] = facts(folder / JOURNAL)
        self._clock = clock
        self._points = points
        self._repeats = repeats
        self._eager = eager
        self.finished = asyncio.Event()

    async def receive(self, accept: Accept) -> None:
        await asyncio.gather(*(self._chat(lines, accept) for lines in CHATS.values()))
        self.finished.set()
        await asyncio.Event().wait()

    async def typing(self, address: Address) -> None:
        pass

    async def send(self, message: OutboundMessage) -> str | None:
        self._points.reach("before sending")
        fact = {
            "key": message.key,
            "reply_to": message.reply_to,
            "chat": message.address.chat,
            "text": plain(message.text),
            "part": 0,
            "parts": 1,
            "is_marked": any(mark in plain(message.text) for mark in MARKS),
        }
        self._journal.write(fact)
        self._written_facts.append(fact)
        self._points.reach("after sending")
        return message.key

    async def _chat(self, lines: list[Line], accept: Accept) -> None:
        done = 0
        while done < len(lines) and self._known[lines[done].key] > 0:
            self._known[lines[done].key] -= 1
            done += 1
        for line in lines[max(0, done - self._repeats) : done]:
            await self._say(line, accept)
        for line in lines[done:]:
            if line.after:
                await self._written(partial(_reminds, line.after))
            if line.later:
                await self._written(partial(_answers, line.later))
            await self._say(line, accept)

    async def _written(self, is_it: Callable[[dict[str, Any]], bool]) -> None:
        # Two deaths can lose what is waited for; the checker tells whether they may have.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE_SECONDS):
                await _true(lambda: any(map(is_it, self._written_facts)))

    async def _say(self, line: Line, accept: Accept) -> None:
        message = InboundMessage(
            key=line.key,
            address=Address(channel=CHANNEL, chat=line.chat),
            sender=OWNER,
            text=line.text,
            received_at=self._clock.now(),
        )
        if self._eager:
            self._acknowledged.write(line.key)
        while True:
            try:
                await accept(message)
                break
            except (Overloaded, StorageUnavailable):
                await asyncio.sleep(0.05)
        if not self._eager:
            self._points.reach("before acknowledging")
            self._acknowledged.write(line.key)
            self._points.reach("after acknowledging")


def _reminds(title: str, fact: dict[str, Any]) -> bool:
    return fact["key"].startswith("occurrence:") and title in fact["text"]


def _answers(key: str, fact: dict[str, Any]) -> bool:
    return bool(fact["reply_to"] == key)


async def _true(condition: Callable[[], bool]) -> None:
    while not condition():  # noqa: ASYNC110 - the condition may be a fact of an earlier life
        await asyncio.sleep(0.005)
