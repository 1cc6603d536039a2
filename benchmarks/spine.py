"""Processor time of a command: stored, answered and delivered, `synchronous=FULL`."""

import asyncio
import contextlib
import tempfile
import time
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import scratch
from benchmarks.counting import CountingChannel
from bot.app import create_app
from bot.logs import configure_logs
from bot.loop import run_in_loop
from bot.settings import Settings
from domain.messages import Address, InboundMessage

COMMANDS = 2_000
CHATS = 50


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
    channel = CountingChannel()
    async with create_app(settings, channels=[channel], serve=False):
        await channel.receiving.wait()
        for name, text in (("command", "/promises"), ("capture", CAPTURE)):
            await commanded(channel, text, f"warm {name}", 100, CHATS)
            found[f"{name}_alone_ms"] = await commanded(
                channel, text, f"{name} 1", COMMANDS // 4, 1
            )
            found[f"{name}_ms"] = await commanded(channel, text, f"{name} n", COMMANDS, CHATS)
    return 0


CAPTURE = "me lembra de pagar o boleto sexta 8 e meia"


async def commanded(
    channel: CountingChannel, text: str, name: str, count: int, at_once: int
) -> float:
    """Send `count` messages, `at_once` of them in the air; returns ms of processor time each."""
    start = time.process_time()
    for first in range(0, count, at_once):
        channel.expect(at_once)
        await asyncio.gather(
            *(_say(channel, text, f"{name} {first + chat}", chat) for chat in range(at_once))
        )
        await channel.arrived.wait()
    return (time.process_time() - start) / count * 1000


async def _say(channel: CountingChannel, text: str, key: str, chat: int) -> None:
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
