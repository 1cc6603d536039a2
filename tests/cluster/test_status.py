"""`/status` says how the house is, whichever process is asked."""

import asyncio
import os
import subprocess
import sys
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from dataclasses import replace
from pathlib import Path

import pytest

from bot.checkup_of_servers import processes
from bot.commands.doctor import Fault
from bot.presence import GONE_AFTER, show
from bot.probing import Probes
from bot.settings import Settings
from bot.station import Station
from bot.verbs import status
from domain.clock import SystemClock
from domain.people import Person
from scheduler.troubles import channel_trouble
from storage.opening import open_database
from tests.cluster.conftest import Houses, Process
from tests.fakes import LIMIT_SECONDS, RecordingChannel

ROLES = (Station.GATEWAY, Station.WORKER, Station.CLOCK)
COMMAND = "from bot.cli import main; raise SystemExit(main())"
ROOT = Path(__file__).parents[2]


async def _said(process: Process, language: str) -> list[str]:
    owner = await process.app.database.read(lambda store: store.people.owner())
    assert owner is not None
    actor: Person = replace(owner, language=language)
    return (await status.run(process.app.house, actor, "")).text.splitlines()


async def _until_said(
    process: Process, language: str, is_right: Callable[[list[str]], bool]
) -> list[str]:
    end = time.monotonic() + LIMIT_SECONDS
    while not is_right(said := await _said(process, language)):
        assert time.monotonic() < end, said
    return said


@pytest.mark.parametrize("asked", ROLES)
@pytest.mark.parametrize(
    ("language", "head", "channels"),
    [
        ("pt", "*SparkOne 0.1.0*, no ar", "Canais: terminal ok, test ok"),
        ("en", "*SparkOne 0.1.0*, running", "Channels: terminal ok, test ok"),
    ],
)
async def test_every_role_says_that_the_house_runs(
    houses: Houses, asked: Station, language: str, head: str, channels: str
) -> None:
    async with AsyncExitStack() as stack:
        started = {role: await stack.enter_async_context(houses.start(role)) for role in ROLES}

        said = await _until_said(
            started[asked],
            language,
            lambda lines: lines[-1] == channels and lines[1].startswith(("Pessoas", "People")),
        )

        assert said[0] == head


@pytest.mark.parametrize(
    ("language", "missing", "deaf"),
    [
        (
            "pt",
            "*Parado:* quem recebe mensagens (gateway), quem lembra na hora (clock)",
            "test parado",
        ),
        (
            "en",
            "*Not running:* what takes messages in (gateway), what reminds in time (clock)",
            "test not running",
        ),
    ],
)
async def test_what_no_process_does_is_said_to_be_missing(
    houses: Houses, language: str, missing: str, deaf: str
) -> None:
    async with houses.start(Station.GATEWAY), houses.start(Station.CLOCK):
        pass
    async with houses.start(Station.WORKER) as worker:
        houses.clock.advance(seconds=GONE_AFTER.total_seconds() + 1)

        said = await _until_said(worker, language, lambda lines: missing in lines)

        assert deaf in said[-1]


def _sparkone(url: str, folder: Path, *words: str) -> "subprocess.CompletedProcess[str]":
    return subprocess.run(
        [sys.executable, "-c", COMMAND, *words],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": url,
            "SPARKONE_DATA": str(folder),
        },
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


async def _shown(url: str, *parts: Station) -> None:
    async with open_database(url) as database:
        await database.run(lambda store: show(store, parts, SystemClock().now()))


async def test_the_command_line_of_a_machine_without_the_terminal_tells_the_truth(
    houses: Houses, tmp_path: Path
) -> None:
    async with houses.start(Station.WORKER):
        pass
    plain = houses.url.partition("?")[0]

    stopped = await asyncio.to_thread(_sparkone, plain, tmp_path, "status")
    await _shown(plain, *ROLES)
    running = await asyncio.to_thread(_sparkone, plain, tmp_path, "status")
    health = await asyncio.to_thread(_sparkone, plain, tmp_path, "health")

    assert "SparkOne 0.1.0, not running\n" in stopped.stdout, stopped
    assert "SparkOne 0.1.0, running\n" in running.stdout, running
    assert health.returncode == 1
    assert "No process of this machine has the terminal" in health.stderr


async def test_the_doctor_looks_for_the_parts_of_the_house_on_all_machines(houses: Houses) -> None:
    async with houses.start(Station.WORKER):
        pass
    plain = houses.url.partition("?")[0]
    settings = Settings(database_url=plain)

    assert await asyncio.to_thread(processes, settings) == "processes: none runs"
    await _shown(plain, Station.GATEWAY, Station.WORKER)
    with pytest.raises(Fault, match="no clock runs; start one with sparkone run --role clock"):
        await asyncio.to_thread(processes, settings)
    await _shown(plain, Station.CLOCK)
    assert "gateway, worker and clock run" in await asyncio.to_thread(processes, settings)


class LineElsewhere(RecordingChannel):
    """A channel with a home, in a process that is not its home."""

    async def probe(self) -> str:
        return ""


async def test_health_tells_of_a_line_that_another_process_has_what_is_true_of_it(
    houses: Houses,
) -> None:
    line = LineElsewhere(houses.clock, "evolution")
    async with houses.start(Station.WORKER, channel=line) as worker:
        house, now = worker.app.house, houses.clock.now()

        async def told() -> str:
            return (await Probes(house).probe("evolution")).state

        assert await told() == "no process has it"
        await house.database.run(lambda store: store.leases.take("evolution", "another", now))
        assert await told() == "ok"
        await house.database.run(lambda store: channel_trouble(store, "evolution", "closed", now))
        assert await told() == "it has stopped"
