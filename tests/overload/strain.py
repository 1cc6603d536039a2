"""Strain: what is sustainable is measured, then ten times as much is brought."""

import asyncio
import contextlib
import os
import statistics
import sys
from collections.abc import AsyncIterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from benchmarks.bot_api import SECRET, TOKEN, BotApiServer
from domain.people import Identity, Role
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.crash.clock import BEGINNING
from tests.overload.crowd import CONNECTIONS, FIRST, OWNER, PEOPLE, Crowd, Tally
from tests.ports import free_port

SPARKONE = Path(sys.executable).with_name("sparkone")
TIMES = 10
MEASURED_AT_ONCE = 16
"""Connections while it is measured what can be borne: few enough that nothing is refused."""
OWNER_SECONDS = 2.0
MEMORY_SHARE = 0.1
PAGE = os.sysconf("SC_PAGE_SIZE")
PATIENCE_SECONDS = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Strained:
    """What came of it: paces a second, the owner's waits in seconds, memory in bytes."""

    sustainable: float
    offered: float
    tally: Tally
    waits: tuple[float, ...]
    memory: tuple[int, ...]
    unanswered: int

    @property
    def longest_wait(self) -> float:
        return max(self.waits)

    @property
    def memory_swing(self) -> float:
        """How far memory went from its median once the crowd had come, as a share of it."""
        settled = self.memory[len(self.memory) // 5 :]
        middle = statistics.median(settled)
        return max(abs(one - middle) / middle for one in settled)


async def strain(folder: Path, *, measured: float, strained: float) -> Strained:
    """Measure for so many seconds what is sustainable, then bring ten times that for so many."""
    await _furnish(folder / "spark.db")
    port = free_port()
    async with BotApiServer() as server, _house(folder, port, server) as process:
        crowd = Crowd(port, server)
        await crowd.ask_as_owner()
        await crowd.bring(measured / 3, pace=None, connections=MEASURED_AT_ONCE)  # it warms up
        before = crowd.sent
        await crowd.bring(measured, pace=None, connections=MEASURED_AT_ONCE)
        sustainable = (crowd.sent - before) / measured
        await _answered(crowd, crowd.taken)
        watching = asyncio.create_task(_watch(crowd, process.pid))
        tally = await crowd.bring(strained, pace=TIMES * sustainable, connections=CONNECTIONS)
        watching.cancel()
        waits, memory = await watching
        unanswered = await _answered(crowd, crowd.taken)
    return Strained(
        sustainable=sustainable,
        offered=tally.offered / strained,
        tally=tally,
        waits=tuple(waits),
        memory=tuple(memory),
        unanswered=unanswered,
    )


async def _watch(crowd: Crowd, process: int) -> tuple[list[float], list[int]]:
    """Ask as the owner and look at the memory every second until cancelled."""
    waits: list[float] = []
    memory: list[int] = []
    with contextlib.suppress(asyncio.CancelledError):
        while True:
            waits.append(await crowd.ask_as_owner())
            memory.append(_resident(process))
            await asyncio.sleep(max(0.0, 1 - waits[-1]))
    return waits, memory


async def _answered(crowd: Crowd, taken: int) -> int:
    """Wait until everything that was taken is answered; return how much never was."""
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(PATIENCE_SECONDS):
            while crowd.sent < taken:  # noqa: ASYNC110 - others count
                await asyncio.sleep(0.05)
    return max(0, taken - crowd.sent)


async def _furnish(path: Path) -> None:
    """Make a house in which the crowd is known."""
    migrate(sqlite_engine(path), path)
    async with SqliteDatabase(path) as database:
        for number in range(FIRST, FIRST + PEOPLE):
            await database.run(partial(_invite, number=str(number)))


def _invite(store: Store, number: str) -> None:
    person = store.people.add(
        role=Role.USER, zone="Europe/Lisbon", language=None, quiet=None, now=BEGINNING
    )
    store.people.link(Identity(person=person.id, channel="telegram", external=number, chat=number))


@contextlib.asynccontextmanager
async def _house(
    folder: Path, port: int, server: BotApiServer
) -> AsyncIterator[asyncio.subprocess.Process]:
    environment = {
        **{name: value for name, value in os.environ.items() if not name.endswith("_API_KEY")},
        "DATABASE_URL": f"sqlite:///{folder / 'spark.db'}",
        "HTTP_PORT": str(port),
        "LOG_LEVEL": "error",
        "SPARKONE_BACKUPS": "off",
        "SPARKONE_EMBEDDER": "off",
        "SPARKONE_MESSAGES_A_MINUTE": "1000000",
        "SPARKONE_OWNER": f"telegram:{OWNER}",
        "TELEGRAM_API_BASE": server.base,
        "TELEGRAM_TOKEN": TOKEN,
        "TELEGRAM_WEBHOOK_SECRET": SECRET,
        "TELEGRAM_WEBHOOK_URL": "https://overload.example/telegram/webhook",
    }
    process = await asyncio.create_subprocess_exec(
        SPARKONE, "run", cwd=folder, env=environment, stdin=asyncio.subprocess.DEVNULL
    )
    try:
        await server.wait_for("setWebhook", 1)
        yield process
    finally:
        with contextlib.suppress(ProcessLookupError):
            process.terminate()
        await process.wait()


def _resident(process: int) -> int:
    pages = Path(f"/proc/{process}/statm").read_text(encoding="ascii").split()[1]
    return int(pages) * PAGE
