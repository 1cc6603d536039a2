"""Telegram: cold start, idle memory, presses and words while a model hangs."""

import asyncio
import contextlib
import statistics
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path

import msgspec

from benchmarks import scratch
from benchmarks.bot_api import BotApiServer, message_update, press_update
from benchmarks.startup import IDLE_SECONDS, SPARKONE, resident_mb
from benchmarks.webhook import OWNER, environment, started

STARTS = 2
PRESSES = 200
SAID = 100


def measure() -> dict[str, float]:
    """Return the figures by name (see `benchmarks.__main__`)."""
    return asyncio.run(_measure())


async def _measure() -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        found = await _cold(Path(folder))
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        found |= await _while_hung(Path(folder))
    return found


async def _cold(folder: Path) -> dict[str, float]:
    """Start on a migrated database with an update waiting; seconds to its answer."""
    seconds = []
    for number in range(STARTS + 1):
        async with BotApiServer() as server:
            server.push(message_update(number + 1, OWNER, "/today"))
            began = time.perf_counter()
            async with started([SPARKONE, "run"], environment(folder, server)) as process:
                await server.wait_for("sendMessage", 1)
                seconds.append(time.perf_counter() - began)
                if number == STARTS:
                    await asyncio.sleep(IDLE_SECONDS)
                    memory = resident_mb(process.pid)
    return {
        "telegram_cold_start_s": statistics.median(seconds[1:]),
        "telegram_idle_memory_mb": memory,
    }


async def _while_hung(folder: Path) -> dict[str, float]:
    """Press buttons, command and capture in the chat in which a model hangs."""
    pressed: dict[str, float] = {}
    taken: list[float] = []

    def on_call(method: str, body: bytes) -> None:
        if method == "answerCallbackQuery":
            query = msgspec.json.decode(body)["callback_query_id"]
            taken.append(time.perf_counter() - pressed[query])

    async with _hanging_model() as model, BotApiServer() as server:
        server.on_call = on_call
        keys = {"OPENAI_API_KEY": "sk-bench", "OPENAI_BASE_URL": f"{model}/v1"}
        async with started([SPARKONE, "run"], environment(folder, server) | keys):
            for number in range(1, 9):
                server.push(message_update(number, OWNER, f"conta uma história {number}"))
            await server.wait_for("sendChatAction", 1)
            for number in range(100, 100 + PRESSES):
                pressed[str(number)] = time.perf_counter()
                server.push(press_update(number, OWNER, "undo:1"))
                await server.wait_for("answerCallbackQuery", number - 99)
            said = {
                name: await _said(server, text, first=first)
                for name, text, first in (
                    ("command_while_hung_p99_ms", "/today", 1000),
                    ("capture_while_hung_p99_ms", "me lembra de beber água em 1 hora", 3000),
                )
            }
    return {"press_p99_ms": _p99(taken), **{name: _p99(one) for name, one in said.items()}}


async def _said(server: BotApiServer, text: str, *, first: int) -> list[float]:
    """Say something again and again; seconds from each to its answer."""
    taken = []
    for number in range(first, first + SAID):
        expected = server.calls.get("sendMessage", 0) + 1
        began = time.perf_counter()
        server.push(message_update(number, OWNER, text))
        await server.wait_for("sendMessage", expected)
        taken.append(time.perf_counter() - began)
    return taken


def _p99(seconds: list[float]) -> float:
    """Return the 99th percentile in milliseconds."""
    return statistics.quantiles(seconds, n=100)[98] * 1000


@contextlib.asynccontextmanager
async def _hanging_model() -> AsyncIterator[str]:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with contextlib.suppress(ConnectionError):
            while await reader.read(65_536):
                pass
        writer.close()

    server = await asyncio.start_server(hang, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:26s} {value:8.3f}")
