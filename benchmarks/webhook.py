"""Brings updates to a bot by its webhook, and tells what that costs the bot.

Used side by side in one run for ours and the peers: `python -m benchmarks.peers`.
"""

import asyncio
import contextlib
import os
import subprocess
import time
from collections import deque
from collections.abc import AsyncIterator, Iterable
from itertools import groupby
from pathlib import Path
from typing import Any

import msgspec

from benchmarks.bot_api import SECRET, TOKEN, BotApiServer, message_update
from tests.ports import free_port

CHATS = 50
PACE_SECONDS = 0.01
OWNER = 1000
TURNS_A_CHAT = 10
LINES = 10
"""How many chats converse at once."""
TICK = os.sysconf("SC_CLK_TCK")


@contextlib.asynccontextmanager
async def running(
    command: Iterable[str], folder: Path, server: BotApiServer, **more: str
) -> AsyncIterator[tuple[int, int]]:
    """Start a bot with its webhook, `{port}` named in its command; gives its port and its pid."""
    port = free_port()
    webhook = {
        "HTTP_PORT": str(port),
        "TELEGRAM_WEBHOOK_URL": "https://bench.example/telegram/webhook",
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
    }
    parts = [part.format(port=port) for part in command]
    async with started(parts, environment(folder, server) | webhook | more) as process:
        await _listening(port)
        yield port, process.pid


async def bring(port: int, server: BotApiServer, text: str, numbers: Iterable[int]) -> None:
    """Bring updates of many chats at once, those of each chat one by one; until all are answered.

    Numbers must not have been used before: a bot may know those that it has seen.
    """
    wanted = list(numbers)
    expected = server.calls.get("sendMessage", 0) + len(wanted)
    left = iter(wanted)

    async def one_chat(chat: int) -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for number in left:
            await post(reader, writer, message_update(number, chat, text, user=OWNER))
        writer.close()

    await asyncio.gather(*(one_chat(OWNER + chat) for chat in range(CHATS)))
    await server.wait_for("sendMessage", expected, seconds=600)


async def converse(port: int, server: BotApiServer, text: str, numbers: Iterable[int]) -> None:
    """Bring updates in ten chats at once, in each one only after the answer to the last.

    A chat is ten turns long; then another takes its place. Only for bots that send JSON.
    """
    answered: dict[int, asyncio.Event] = {}

    def on_call(method: str, body: bytes) -> None:
        if method == "sendMessage":
            answered[msgspec.json.decode(body)["chat_id"]].set()

    chats = [list(turns) for _, turns in groupby(numbers, lambda one: one // TURNS_A_CHAT)]
    left = iter(chats)

    async def one_line() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        for turns in left:
            chat = OWNER + turns[0] // TURNS_A_CHAT
            for number in turns:
                answered[chat] = asyncio.Event()
                said = message_update(number, chat, f"{text} {number}", user=OWNER)
                await post(reader, writer, said)
                async with asyncio.timeout(60):
                    await answered[chat].wait()
        writer.close()

    server.on_call = on_call
    await asyncio.gather(*(one_line() for _ in range(LINES)))


async def paced(port: int, server: BotApiServer, text: str, numbers: Iterable[int]) -> list[float]:
    """Bring 100 updates a second; seconds from each to an answer, in the order of both."""
    said: deque[float] = deque()
    taken: list[float] = []

    def on_call(method: str, body: bytes) -> None:
        if method == "sendMessage":
            taken.append(time.perf_counter() - said.popleft())

    server.on_call = on_call
    wanted = list(numbers)
    expected = server.calls.get("sendMessage", 0) + len(wanted)
    lines = [await asyncio.open_connection("127.0.0.1", port) for _ in range(CHATS)]
    turns = [asyncio.Lock() for _ in lines]

    async def say(line: int, update: dict[str, Any]) -> None:
        async with turns[line]:  # those of a chat come one by one
            said.append(time.perf_counter())
            await post(*lines[line], update)

    began = time.perf_counter()
    sending: set[asyncio.Task[None]] = set()
    for place, number in enumerate(wanted):
        await asyncio.sleep(max(0.0, began + place * PACE_SECONDS - time.perf_counter()))
        line = place % CHATS
        update = message_update(number, OWNER + line, text, user=OWNER)
        sending.add(asyncio.create_task(say(line, update)))
    await server.wait_for("sendMessage", expected)
    await asyncio.gather(*sending)
    for _, writer in lines:
        writer.close()
    return taken


async def post(
    reader: asyncio.StreamReader, writer: asyncio.StreamWriter, update: dict[str, Any]
) -> None:
    """Bring an update and wait for the 200."""
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


@contextlib.asynccontextmanager
async def started(
    command: list[Any], surroundings: dict[str, str]
) -> AsyncIterator["subprocess.Popen[bytes]"]:
    """Start a process and end it."""
    process = await asyncio.to_thread(
        subprocess.Popen, command, env=surroundings, stdin=subprocess.DEVNULL
    )
    try:
        yield process
    finally:
        process.terminate()
        await asyncio.to_thread(process.wait, 20)


def environment(folder: Path, server: BotApiServer) -> dict[str, str]:
    """Return the settings of a bot on an empty database that speaks to a server of ours."""
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
                await asyncio.sleep(0.01)
            else:
                writer.close()
                return


def cpu_seconds(pid: int) -> float:
    """Return the processor time of a process so far, its own and the kernel's for it."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK
