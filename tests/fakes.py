"""Fakes that record: a clock moved by hand, a channel that can fail in every known way."""

import asyncio
import itertools
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Any

from bot.channel import Accept
from domain.markup import plain
from domain.messages import Address, InboundMessage, OutboundMessage
from handlers.conversation import Conclusion
from handlers.turn import Reply

LIMIT_SECONDS = 10.0
_KEYS = itertools.count(1)
"""Keys are never used twice, not even by the channel of a restarted assistant."""


async def until(condition: Callable[[], object], *, what: str = "") -> None:
    """Return as soon as a condition holds; fail with its name after ten seconds."""
    loop = asyncio.get_running_loop()
    end = loop.time() + LIMIT_SECONDS
    while not condition():
        if loop.time() > end:
            raise AssertionError(f"waited {LIMIT_SECONDS:.0f} s in vain: {what or condition}")
        await asyncio.sleep(0.001)


def saying(text: str) -> Conclusion:
    """Return how a talk ends in which a model only said something."""
    return Conclusion(write=lambda _store: Reply(text=text))


class HandClock:
    """A clock that stands still until a test moves it."""

    def __init__(self, start: datetime) -> None:
        self._start = start.astimezone(UTC)
        self._now = self._start
        self._moved = asyncio.Event()

    def now(self) -> datetime:
        return self._now

    def monotonic(self) -> float:
        return (self._now - self._start).total_seconds()

    async def wait_until(self, moment: datetime, wake: asyncio.Event) -> None:
        while not wake.is_set() and self._now < moment:
            moved = self._moved
            waiting = [asyncio.create_task(event.wait()) for event in (wake, moved)]
            try:
                await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
            finally:
                for task in waiting:
                    task.cancel()

    def move_to(self, moment: datetime) -> None:
        self._now = moment.astimezone(UTC)
        moved, self._moved = self._moved, asyncio.Event()
        moved.set()

    def advance(
        self, *, days: float = 0, hours: float = 0, minutes: float = 0, seconds: float = 0
    ) -> None:
        step = timedelta(days=days, hours=hours, minutes=minutes, seconds=seconds)
        self.move_to(self._now + step)


class RecordingChannel:
    """A channel whose people are test code: `say` goes in, `sent` came out.

    `troubles` are met one by one by the next sendings: an error to raise, and whether the
    message arrived all the same.
    """

    def __init__(self, clock: HandClock, name: str = "test") -> None:
        self.name = name
        self.clock = clock
        self._accept: Accept | None = None
        self.sent: list[OutboundMessage] = []
        self.troubles: list[tuple[Exception, bool]] = []
        self.typed: list[Address] = []
        self.files: dict[str, bytes | Exception] = {}

    async def receive(self, accept: Accept) -> None:
        self._accept = accept
        await asyncio.Event().wait()

    async def send(self, message: OutboundMessage) -> str | None:
        if self.troubles:
            error, arrived = self.troubles.pop(0)
            if arrived:
                self.sent.append(message)
            raise error
        self.sent.append(message)
        return str(len(self.sent))

    async def typing(self, address: Address) -> None:
        self.typed.append(address)

    async def fetch(self, file: str, limit: int) -> bytes:
        content = self.files[file]
        if isinstance(content, Exception):
            raise content
        assert len(content) <= limit
        return content

    async def say(
        self,
        text: str,
        *,
        key: str | None = None,
        chat: str = "owner",
        sender: str = "owner",
        press: str | None = None,
        **facts: Any,
    ) -> bool:
        """Say something; `facts` are further fields of the message."""
        await until(lambda: self._accept, what="the channel to be started")
        assert self._accept is not None
        message = InboundMessage(
            key=key or f"k{next(_KEYS)}",
            address=Address(channel=self.name, chat=chat),
            sender=sender,
            text=text,
            callback=press,
            **{"received_at": self.clock.now(), **facts},
        )
        return await self._accept(message)

    async def ask(
        self,
        text: str,
        *,
        chat: str = "owner",
        sender: str = "owner",
        press: str | None = None,
        **facts: Any,
    ) -> str:
        """Say something and return the plain text of the answer."""
        key = f"k{next(_KEYS)}"
        await self.say(text, key=key, chat=chat, sender=sender, press=press, **facts)
        await until(lambda: self._answer(key), what=f"an answer to {text!r}")
        return plain(self._answer(key)[0].text)

    async def press(self, label: str, *, chat: str = "owner", sender: str = "owner") -> str:
        """Press a button of the last message that has one of this label."""
        for message in reversed(self.sent):
            for button in message.buttons:
                if button.label == label and message.address.chat == chat:
                    return await self.ask(label, chat=chat, sender=sender, press=button.action)
        raise AssertionError(f"no button {label!r} in {[m.buttons for m in self.sent]}")

    def texts(self) -> list[str]:
        return [plain(message.text) for message in self.sent]

    def _answer(self, key: str) -> list[OutboundMessage]:
        return [message for message in self.sent if message.reply_to == key]
