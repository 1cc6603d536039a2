"""Many processes on PostgreSQL: what a command costs in each part, and what a second worker adds.

A thousand commands wait in the queue; workers of their own start and answer them over Telegram.
"""

import asyncio
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.bot_api import TOKEN, BotApiServer
from benchmarks.report import Target
from bot.app import create_app
from bot.logs import configure_logs
from bot.settings import Settings
from bot.station import Station
from domain.messages import Address, InboundMessage
from domain.people import Identity, Role
from storage.store import Store
from tests.fakes import RecordingChannel
from tests.postgres import OwnPostgres, find_binaries

COMMANDS = 1_000
CHATS = 50
ROUNDS = 3
TICKS = os.sysconf("SC_CLK_TCK")
TARGETS = {
    "postgres_two_workers": Target(
        "PostgreSQL: two workers beside one", "times", 1.8, is_floor=True
    )
}
CORES = 4
"""A server, what asks it and two workers: with fewer there is nothing for the second to run on."""
if (os.cpu_count() or 1) < CORES:
    TARGETS = {}


def measure(rounds: int = ROUNDS) -> dict[str, float]:
    """Return milliseconds of processor time a command by part, and what a second worker adds."""
    if find_binaries() is None:
        print("PostgreSQL is not installed: not measured")
        return {}
    configure_logs("warning", "text")
    with _server() as server, tempfile.TemporaryDirectory() as folder:
        found = [asyncio.run(_both(server, Path(folder))) for _ in range(rounds)]
    return {name: statistics.median(one[name] for one in found) for name in found[0]}


@contextmanager
def _server() -> Iterator[OwnPostgres]:
    server = OwnPostgres()
    server.make()
    server.start()
    try:
        yield server
    finally:
        server.stop()


async def _both(server: OwnPostgres, folder: Path) -> dict[str, float]:
    one = await _run(server, folder, workers=1)
    two = await _run(server, folder, workers=2)
    return {
        "postgres_gateway_ms": one["gateway"],
        "postgres_worker_ms": one["workers"],
        "postgres_server_ms": one["server"],
        "postgres_a_second_one_worker": one["rate"],
        "postgres_a_second_two_workers": two["rate"],
        "postgres_two_workers": two["rate"] / one["rate"],
    }


async def _run(server: OwnPostgres, folder: Path, *, workers: int) -> dict[str, float]:
    """Take commands in, then let so many workers answer them."""
    async with BotApiServer() as api:
        settings = Settings(
            database_url=server.url, sparkone_data=folder, sparkone_zone="America/Sao_Paulo"
        )
        clock_before, server_before = time.process_time(), server.seconds()
        await _take_in(settings)
        gateway = time.process_time() - clock_before
        taken_in = server.seconds() - server_before
        environment = {
            **os.environ,
            "DATABASE_URL": server.url,
            "SPARKONE_DATA": str(folder),
            "TELEGRAM_TOKEN": TOKEN,
            "TELEGRAM_API_BASE": api.base,
            "SPARKONE_MESSAGES_A_MINUTE": "1000000",
            "LOG_LEVEL": "warning",
        }
        processes = [_worker(environment) for _ in range(workers)]
        try:
            # What a start costs is none of a message's: it is over by the hundredth answer.
            await api.wait_for("sendMessage", COMMANDS // 10, seconds=120)
            begun, answered = time.perf_counter(), api.calls["sendMessage"]
            before = sum(_seconds(process.pid) for process in processes)
            server_before = server.seconds()
            await api.wait_for("sendMessage", COMMANDS, seconds=120)
            took = time.perf_counter() - begun
            count = COMMANDS - answered
            spent = sum(_seconds(process.pid) for process in processes) - before
            served = server.seconds() - server_before
        finally:
            for process in processes:
                process.terminate()
            for process in processes:
                process.wait(timeout=30)
    return {
        "gateway": gateway / COMMANDS * 1000,
        "workers": spent / count * 1000,
        "server": (served / count + taken_in / COMMANDS) * 1000,
        "rate": count / took,
    }


def _worker(environment: dict[str, str]) -> subprocess.Popen[bytes]:
    program = str(Path(sys.executable).with_name("sparkone"))
    command = [program, "run", "--role", "worker", "--no-http"]
    return subprocess.Popen(command, env=environment, stdin=subprocess.DEVNULL)


async def _take_in(settings: Settings) -> None:
    from domain.clock import SystemClock  # noqa: PLC0415

    channel = RecordingChannel(SystemClock(), "telegram")  # type: ignore[arg-type]
    async with create_app(
        settings, station=Station.GATEWAY, channels=[channel], serve=False
    ) as app:
        await app.database.run(_people)
        first = time.time_ns()
        for start in range(0, COMMANDS, CHATS):
            await asyncio.gather(
                *(_say(channel, first + start + chat, chat) for chat in range(CHATS))
            )


async def _say(channel: RecordingChannel, key: int, chat: int) -> None:
    while channel._accept is None:  # noqa: SLF001, ASYNC110 - the benchmark is the channel
        await asyncio.sleep(0.01)
    message = InboundMessage(
        key=str(key),
        address=Address(channel="telegram", chat=str(chat + 1)),
        sender=str(chat + 1),
        text="/promises",
        received_at=datetime.now(UTC),
    )
    await channel._accept(message)  # noqa: SLF001


def _people(store: Store) -> None:
    if store.people.find("telegram", "1") is not None:
        return
    for number in range(1, CHATS + 1):
        person = store.people.add(
            role=Role.USER,
            zone="America/Sao_Paulo",
            language="pt",
            quiet=None,
            now=datetime.now(UTC),
        )
        name = str(number)
        store.people.link(Identity(person=person.id, channel="telegram", external=name, chat=name))


def _seconds(pid: int) -> float:
    """Return the processor time of a process, its threads included."""
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


if __name__ == "__main__":
    for label, value in measure().items():
        print(f"{label:32s} {value:10.3f}")
