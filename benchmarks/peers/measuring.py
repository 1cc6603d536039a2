"""One repetition: each subject is started anew, said to, and weighed."""

import asyncio
import contextlib
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from dataclasses import dataclass
from pathlib import Path

from benchmarks import scratch
from benchmarks.bot_api import BotApiServer
from benchmarks.peers.environments import Environments
from benchmarks.peers.instant import instant_model
from benchmarks.peers.subjects import SUBJECTS, Drive, Subject
from benchmarks.startup import resident_mb
from benchmarks.webhook import bring, converse, cpu_seconds, paced, running
from storage.drivers import sqlite_engine
from storage.migrate import migrate

FIRST, WARM, MEASURED, PACED = 1, 10_000, 100_000, 1_000_000
"""Where the numbers of updates begin, for each step."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Sizes:
    """How much is said in one repetition."""

    updates: int = 2_000
    paced: int = 500
    turns: int = 200
    peer_turns: int = 100
    idle_seconds: float = 2.0


QUICK = Sizes(updates=200, paced=50, turns=20, peer_turns=10, idle_seconds=0.5)


def measure(
    sizes: Sizes, environments: Environments, subjects: tuple[Subject, ...] = SUBJECTS
) -> dict[str, float]:
    """Return `subject.figure` of each subject that is installed, one repetition.

    Figures: `processor_ms` a message, `start_s` to the first answer and `start_processor_s` of it,
    `idle_mb` and `busy_mb` of resident memory, and, where a crowd speaks, `p99_ms` to the answer
    at 100 messages a second.
    """
    found: dict[str, float] = {}
    for subject in subjects:
        command = subject.command(environments)
        if command is None:
            continue
        with tempfile.TemporaryDirectory(dir=scratch()) as folder:
            one = _in_loop(subject, command, Path(folder), sizes)
        found |= {f"{subject.name}.{figure}": value for figure, value in one.items()}
    return found


def _in_loop(subject: Subject, command: list[str], folder: Path, sizes: Sizes) -> dict[str, float]:
    import uvloop  # noqa: PLC0415 - not on every platform

    if subject.drive is Drive.TURNS:
        return uvloop.run(_by_turns(command, folder, sizes))
    path = folder / "bench.db"
    migrate(sqlite_engine(path), path)
    return uvloop.run(_by_webhook(subject, command, folder, sizes))


async def _by_webhook(
    subject: Subject, command: list[str], folder: Path, sizes: Sizes
) -> dict[str, float]:
    found: dict[str, float] = {}
    say = converse if subject.drive is Drive.TALK else bring
    count = sizes.turns if subject.drive is Drive.TALK else sizes.updates
    async with BotApiServer() as server, _model(is_there=subject.has_model) as model:
        began = time.perf_counter()
        async with running(command, folder, server, **model) as (port, pid):
            await bring(port, server, subject.text, [FIRST])
            found["start_s"] = time.perf_counter() - began
            found["start_processor_s"] = cpu_seconds(pid)
            await asyncio.sleep(sizes.idle_seconds)
            found["idle_mb"] = resident_mb(pid)
            await say(port, server, subject.text, range(WARM, WARM + count // 4))
            before = cpu_seconds(pid)
            await say(port, server, subject.text, range(MEASURED, MEASURED + count))
            found["processor_ms"] = (cpu_seconds(pid) - before) / count * 1000
            if subject.drive is Drive.CROWD:
                numbers = range(PACED, PACED + sizes.paced)
                found["p99_ms"] = _p99(await paced(port, server, subject.text, numbers))
            found["busy_mb"] = resident_mb(pid)
    return found


@contextlib.asynccontextmanager
async def _model(*, is_there: bool) -> AsyncIterator[dict[str, str]]:
    """Give the settings by which a subject finds the instant model."""
    if not is_there:
        yield {}
        return
    async with instant_model() as base_url:
        yield {"OPENAI_API_KEY": "none", "OPENAI_BASE_URL": base_url}


async def _by_turns(command: list[str], folder: Path, sizes: Sizes) -> dict[str, float]:
    found: dict[str, float] = {}
    async with instant_model() as base_url:
        began = time.perf_counter()
        async with _taking_turns(command, folder, base_url) as process:
            await _turns(process, 1)
            found["start_s"] = time.perf_counter() - began
            found["start_processor_s"] = cpu_seconds(process.pid)
            await asyncio.sleep(sizes.idle_seconds)
            found["idle_mb"] = resident_mb(process.pid)
            await _turns(process, 9)  # the rest of the first chat
            before = cpu_seconds(process.pid)
            await _turns(process, sizes.peer_turns)
            cost = cpu_seconds(process.pid) - before
            found["processor_ms"] = cost / sizes.peer_turns * 1000
            found["busy_mb"] = resident_mb(process.pid)
    return found


@contextlib.asynccontextmanager
async def _taking_turns(
    command: list[str], folder: Path, base_url: str
) -> AsyncIterator[asyncio.subprocess.Process]:
    """Start a program that takes turns, in a home of its own; nothing leaves this machine."""
    nowhere = "http://127.0.0.1:9"
    surroundings = {
        **os.environ,
        "HOME": str(folder),
        "HERMES_HOME": str(folder),
        "OPENAI_BASE_URL": base_url,
        "HTTP_PROXY": nowhere,
        "HTTPS_PROXY": nowhere,
        "NO_PROXY": "127.0.0.1,localhost",
    }
    with (folder / "errors").open("wb") as errors:
        process = await asyncio.create_subprocess_exec(
            *command,
            cwd=folder,
            env=surroundings,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=errors,
        )
        try:
            yield process
        except RuntimeError:
            print((folder / "errors").read_text(errors="replace")[-2000:], file=sys.stderr)
            raise
        finally:
            with contextlib.suppress(ProcessLookupError):
                process.terminate()
            await process.wait()


async def _turns(process: asyncio.subprocess.Process, count: int) -> None:
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(f"{count}\n".encode())
    async with asyncio.timeout(300):
        answer = await process.stdout.readline()
    if answer != b"done\n":
        raise RuntimeError(f"a turn failed: {answer!r}")


def _p99(seconds: list[float]) -> float:
    """Return the 99th percentile in milliseconds."""
    return statistics.quantiles(seconds, n=100)[98] * 1000
