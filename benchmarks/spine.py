"""Processor time of a command: stored, answered and delivered, `synchronous=FULL`."""

import asyncio
import contextlib
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import scratch
from bot.app import create_app
from bot.channel import Accept
from bot.logs import configure_logs
from bot.loop import run_in_loop
from bot.settings import Settings
from domain.messages import Address, InboundMessage, OutboundMessage

COMMANDS = 2_000
CHATS = 50


class _Counting:
    """A channel that takes everything and counts."""

    name = "bench"

    def __init__(self) -> None:
        self.accept: Accept | None = None
        self.receiving = asyncio.Event()
        self.sent = 0
        self.arrived = asyncio.Event()
        self.expected = 0

    async def receive(self, accept: Accept) -> None:
        self.accept = accept
        self.receiving.set()
        await asyncio.Event().wait()

    async def typing(self, address: Address) -> None:
        """Nothing to show."""

    async def send(self, message: OutboundMessage) -> str | None:
        self.sent += 1
        if self.sent >= self.expected:
            self.arrived.set()
        return str(self.sent)


def measure() -> dict[str, float]:
    """Return milliseconds of processor time a command, alone and side by side."""
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        run_in_loop(lambda: _measure(Path(folder), found))
    return found


async def _measure(folder: Path, found: dict[str, float]) -> int:
    configure_logs("warning", "text")
    settings = Settings(
        database_url=f"sqlite:///{folder / 'bench.db'}",
        sparkone_owner="bench:owner",
        http_port=0,
        sparkone_messages_a_minute=1_000_000,
    )
    channel = _Counting()
    async with create_app(settings, channels=[channel], serve=False):
        await channel.receiving.wait()
        for name, text in (("command", "/promises"), ("capture", CAPTURE)):
            await _round(channel, text, f"warm {name}", 100, CHATS)
            found[f"{name}_alone_ms"] = await _round(channel, text, f"{name} 1", COMMANDS // 4, 1)
            found[f"{name}_ms"] = await _round(channel, text, f"{name} n", COMMANDS, CHATS)
    return 0


CAPTURE = "me lembra de pagar o boleto sexta 8 e meia"


async def _round(channel: _Counting, text: str, name: str, count: int, at_once: int) -> float:
    """Send `count` messages, `at_once` of them in the air; returns ms of processor time each."""
    start = time.process_time()
    for first in range(0, count, at_once):
        channel.expected = channel.sent + at_once
        channel.arrived.clear()
        await asyncio.gather(
            *(_say(channel, text, f"{name} {first + chat}", chat) for chat in range(at_once))
        )
        await channel.arrived.wait()
    return (time.process_time() - start) / count * 1000


async def _say(channel: _Counting, text: str, key: str, chat: int) -> None:
    assert channel.accept is not None
    message = InboundMessage(
        key=key,
        address=Address(channel="bench", chat=str(chat)),
        sender="owner",
        text=text,
        received_at=datetime.now(UTC),
    )
    await channel.accept(message)


if __name__ == "__main__":
    with contextlib.suppress(KeyboardInterrupt):
        for label, value in measure().items():
            print(f"{label:24s} {value:8.3f}")
