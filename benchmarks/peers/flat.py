"""Whether memory grows: a hundred thousand commands by webhook to one process."""

import asyncio
import tempfile
from pathlib import Path

import uvloop

from benchmarks import scratch
from benchmarks.bot_api import BotApiServer
from benchmarks.peers.environments import Environments
from benchmarks.peers.subjects import SUBJECTS
from benchmarks.startup import resident_mb
from benchmarks.webhook import bring, running
from storage.drivers import sqlite_engine
from storage.migrate import migrate

FIRST = 2_000
MESSAGES = 100_000
WHOLE_SECONDS = 15.0
"""After its start a process has loaded what it does not need for the first answer."""


def measure(environments: Environments, messages: int = MESSAGES) -> dict[str, float]:
    """Return megabytes when idle, after the first messages and after all; how these two compare."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        path = Path(folder) / "bench.db"
        migrate(sqlite_engine(path), path)
        return uvloop.run(_measure(environments, Path(folder), messages))


async def _measure(environments: Environments, folder: Path, messages: int) -> dict[str, float]:
    subject = SUBJECTS[0]
    command = subject.command(environments)
    assert command is not None
    first = min(FIRST, messages // 2)
    async with BotApiServer() as server, running(command, folder, server) as (port, pid):
        await asyncio.sleep(WHOLE_SECONDS)
        idle = resident_mb(pid)
        await bring(port, server, subject.text, range(1, first + 1))
        before = resident_mb(pid)
        await bring(port, server, subject.text, range(first + 1, messages + 1))
        after = resident_mb(pid)
    return {
        "flat.idle_mb": idle,
        "flat.first_mb": before,
        "flat.last_mb": after,
        "flat.ratio": after / before,
    }
