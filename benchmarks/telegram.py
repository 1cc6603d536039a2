"""Telegram: cold start, idle memory, processor time beside aiogram's echo, presses while hung."""

import asyncio
import contextlib
import os
import socket
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import msgspec

from benchmarks import scratch
from benchmarks.bot_api import SECRET, TOKEN, BotApiServer, message_update, press_update
from benchmarks.startup import IDLE_SECONDS, SPARKONE, resident_mb

STARTS = 5
UPDATES = 2_000
CHATS = 50
PRESSES = 300
SAID = 200
OWNER = 1000
TICK = os.sysconf("SC_CLK_TCK")


def measure() -> dict[str, float]:
    """Return the figures by name (see `benchmarks.__main__`)."""
    return asyncio.run(_measure())


async def _measure() -> dict[str, float]:
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        found = await _cold(Path(folder))
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        found["webhook_command_ms"] = await _webhook(_sparkone(Path(folder)))
    found["aiogram_echo_ms"] = await _webhook(
        [sys.executable, "-m", "benchmarks.aiogram_echo", "{port}"]
    )
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
            async with _started([SPARKONE, "run"], _environment(folder, server)) as process:
                await server.wait_for("sendMessage", 1)
                seconds.append(time.perf_counter() - began)
                if number == STARTS:
                    await asyncio.sleep(IDLE_SECONDS)
                    memory = resident_mb(process.pid)
    return {
        "telegram_cold_start_s": statistics.median(seconds[1:]),
        "telegram_idle_memory_mb": memory,
    }


def _sparkone(folder: Path) -> list[Any]:
    return [SPARKONE, "run", folder]


async def _webhook(command: list[Any]) -> float:
    """Bring updates of many chats at once; milliseconds of processor time for each."""
    folder = command.pop() if isinstance(command[-1], Path) else None
    port = _free_port()
    async with BotApiServer() as server:
        environment = _environment(folder or Path.cwd(), server)
        environment |= {
            "HTTP_PORT": str(port),
            "TELEGRAM_WEBHOOK_URL": "https://bench.example/telegram/webhook",
            "TELEGRAM_WEBHOOK_SECRET": SECRET,
        }
        argv = [str(part).format(port=port) for part in command]
        async with _started(argv, environment) as process:
            await _listening(port)
            async with asyncio.timeout(120):
                text = "/promises" if folder else "an echo of a text"
                await _bring(port, server, text, first=1, count=UPDATES // 4)
                before = _cpu_seconds(process.pid)
                await _bring(port, server, text, first=UPDATES, count=UPDATES)
                return (_cpu_seconds(process.pid) - before) / UPDATES * 1000


async def _bring(port: int, server: BotApiServer, text: str, *, first: int, count: int) -> None:
    expected = server.calls.get("sendMessage", 0) + count
    numbers = iter(range(first, first + count))

    async def one_chat(chat: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in numbers:
            await _post(reader, writer, message_update(number, chat, text, user=OWNER))
        writer.close()

    await asyncio.gather(*(one_chat(OWNER + chat) for chat in range(CHATS)))
    await server.wait_for("sendMessage", expected)


async def _post(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, update: dict[str, Any]
) -> None:
    body = msgspec.json.encode(update)
    head = (
        f"POST /telegram/webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Length: {len(body)}\r\n"
        f"Content-Type: application/json\r\nX-Telegram-Bot-Api-Secret-Token: {SECRET}\r\n\r\n"
    )
    writer.write(head.encode() + body)
    answer = await reader.readuntil(b"\r\n\r\n")
    length = answer.lower().partition(b"content-length:")[2].split(b"\r\n", 1)[0]
    await reader.readexactly(int(length or 0))
    if b" 200 " not in answer.split(b"\r\n", 1)[0]:
        raise RuntimeError(answer.decode())


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
        environment = _environment(folder, server)
        environment |= {"OPENAI_API_KEY": "sk-bench", "OPENAI_BASE_URL": f"{model}/v1"}
        async with _started([SPARKONE, "run"], environment):
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


@contextlib.asynccontextmanager
async def _started(
    command: list[Any], environment: dict[str, str]
) -> AsyncIterator["subprocess.Popen[bytes]"]:
    process = await asyncio.to_thread(
        subprocess.Popen, command, env=environment, stdin=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 20)


def _environment(folder: Path, server: BotApiServer) -> dict[str, str]:
    return {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "HTTP_PORT": "0",
        "LOG_LEVEL": "error",
        "SPARKONE_EMBEDDER": "off",  # as without the extra, which is not installed by default
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_API_BASE": server.base,
        "SPARKONE_OWNER": f"telegram:{OWNER}",
        "SPARKONE_MESSAGES_A_MINUTE": "1000000",
    }


async def _listening(port: int) -> None:
    async with asyncio.timeout(30):
        while True:
            try:
                _, writer = await asyncio.open_connection("127.0.0.1", port)
            except OSError:
                await asyncio.sleep(0.05)
            else:
                writer.close()
                return


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _cpu_seconds(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:26s} {value:8.3f}")
