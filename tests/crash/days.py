"""Days: runs the child, lets it die where it is told, starts it again, checks what came of it."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import AbstractContextManager, contextmanager, nullcontext
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryDirectory

from tests.crash.checking import violations
from tests.crash.clock import SLOW_SPEED, SPEED
from tests.crash.furnishing import bring_in_bia
from tests.crash.grounds import Ground, file_ground, server_ground, until_nothing_is_open
from tests.crash.nursery import LIMIT_SECONDS, Nursery
from tests.crash.paper import ACKNOWLEDGED, DATABASE, DEATHS, JOURNAL, POINTS, facts
from tests.crash.world import ScriptWorld, World

AT_ONCE = 4
"""Days, most of which wait for their clocks."""
MEMORY = Path("/dev/shm")
"""What a dying process wrote is the system's; whether it is on a disk makes no difference."""
NURSERY = Nursery()
STRACE = shutil.which("strace")
TRACE = "syscalls"
CALLS = {
    "files": "pwrite64,write,fsync,fdatasync",
    "sockets": "write,writev,sendto,sendmsg",  # a database file is written with others
    "server": "sendto,recvfrom",  # what goes to PostgreSQL and comes from it
}
FAILURES = {
    "broken": ("fsync,fdatasync", "error=EIO:when={0}"),
    "full": ("pwrite64", "error=ENOSPC:when={0}..{1}"),
    "read-only": ("pwrite64", "error=EROFS:when={0}+"),
}
"""What a disk does from the N-th call of a thread on; a full one has space again after a while."""
FULL_FOR = 40
ENDED_BY_ITSELF = 1
WAYS = ("script", "polling", "webhook")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the lives of one day end: at these points, the last one by itself.

    `way`: the script's own channel, or Telegram by polling or webhook. `trace`: the points are
    system calls, not statements: writes to the day's "files", or to "sockets", or what passes
    between process and database "server". `fails`: at the points the disk fails, and the
    process ends by itself or goes on. `on`: the database is "sqlite" or "postgres".
    """

    deaths: tuple[int, ...] = ()
    repeats: int = 2
    broken: str | None = None
    trace: str | None = None
    fails: str | None = None
    way: str = "script"
    on: str = "sqlite"

    @property
    def speed(self) -> int:
        """How many times faster than the machine's the day's clock runs."""
        return SLOW_SPEED if self.trace == "server" else SPEED


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What came of a plan: where the process really died, and what was not kept."""

    plan: Plan
    died: tuple[str, ...]
    violations: tuple[str, ...]


def live(plan: Plan) -> Day:
    """Run one day to its end, however often the process dies in it."""
    with day_folder() as folder:
        return _live(plan, folder)


@cache
def points_of_a_day(way: str = "script", on: str = "sqlite") -> list[str]:
    """Return the labels of all points that a day without a death passes."""
    with day_folder() as folder:
        day = _live(Plan(way=way, on=on), folder)
        if day.violations:
            raise AssertionError(f"a day without a death: {day.violations}")
        labels: list[str] = json.loads((folder / POINTS).read_text())
        return labels


@cache
def system_calls_of_a_day(way: str, trace: str, on: str = "sqlite") -> int:
    """Return how many such system calls the busiest thread of a day makes."""
    plan = Plan(way=way, trace=trace, on=on)
    with (
        day_folder() as folder,
        _world(plan, folder) as world,
        _ground(plan, folder, world) as ground,
    ):
        _traced(plan, folder, None, _arguments(plan, folder, world, ground))
        lines = (folder / TRACE).read_text().splitlines()
    threads = [found[0] for line in lines if (found := re.findall(r"^(\d+) +\w+\(", line))]
    return max(threads.count(thread) for thread in set(threads))


def all_days(plans: Sequence[Plan]) -> Iterator[Day]:
    """Run plans, a few at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(live, plans)


def _live(plan: Plan, folder: Path) -> Day:
    died: list[str] = []
    with _world(plan, folder) as world, _ground(plan, folder, world) as ground:
        for death in (*plan.deaths, None):
            code, said = _child(plan, folder, death, world, ground)
            if code == 0:
                break
            if code != (ENDED_BY_ITSELF if plan.fails else -SIGKILL):
                fault = f"the process ended with {code}: {said.strip()[-500:]}"
                return Day(plan=plan, died=tuple(died), violations=(fault,))
            died.append(_where(plan, folder))
            world.died()
        until_nothing_is_open(ground, lambda: _child(plan, folder, None, world, ground))
        found = violations(ground, world.told(), kills=len(died))
    return Day(plan=plan, died=tuple(died), violations=tuple(found))


def _world(plan: Plan, folder: Path) -> AbstractContextManager[World]:
    if plan.way == "script":
        return nullcontext(ScriptWorld(folder))
    # Imported where it is needed: its judge takes seconds.
    from tests.crash.telegram_world import telegram_world

    return telegram_world(folder, way=plan.way, repeats=plan.repeats)


def _ground(plan: Plan, folder: Path, world: World) -> AbstractContextManager[Ground]:
    """Return the day's database; deaths at system calls also meet how a file is made."""
    furnish = None if plan.way == "script" else bring_in_bia
    if plan.on == "postgres":
        return server_ground(furnish, world.started_at, plan.speed)
    return file_ground(folder, furnish, is_new=plan.way == "script" and bool(plan.trace))


def _child(
    plan: Plan, folder: Path, death: int | None, world: World, ground: Ground
) -> tuple[int, str]:
    arguments = _arguments(plan, folder, world, ground)
    if death is None:
        return NURSERY.live(arguments, {})
    if plan.trace or plan.fails:
        return _traced(plan, folder, death, arguments)
    return NURSERY.live([*arguments, "--die-at", str(death)], {})


def _arguments(plan: Plan, folder: Path, world: World, ground: Ground) -> list[str]:
    broken = ["--broken", plan.broken] if plan.broken else []
    told = ["--started-at", world.started_at, "--speed", str(plan.speed)]
    told += ["--repeats", str(plan.repeats), *world.options]
    return [str(folder), "--database", ground.url, *told, *broken]


def _traced(plan: Plan, folder: Path, death: int | None, arguments: list[str]) -> tuple[int, str]:
    """Live a life under strace, which meddles with the N-th call of a thread."""
    calls, meddling = CALLS.get(plan.trace or ""), "signal=SIGKILL:when={0}"
    if plan.fails:
        calls, meddling = FAILURES[plan.fails]
    command = [str(STRACE), "-f", "-qq", "-o", str(folder / TRACE)]
    command += ["-e", f"trace={calls}"]
    if plan.trace == "files" or plan.fails:
        for name in (DATABASE, f"{DATABASE}-wal", JOURNAL, ACKNOWLEDGED):
            command += ["-P", str(folder / name)]
    if death is not None:
        command += ["-e", f"inject={calls}:{meddling.format(death, death + FULL_FOR)}"]
    command += [sys.executable, "-m", "tests.crash.child", *arguments]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
    )
    return done.returncode, done.stderr


def _where(plan: Plan, folder: Path) -> str:
    if plan.fails:
        return f"by itself, its disk {plan.fails}"
    if not plan.trace:
        label: str = facts(folder / DEATHS)[-1]
        return label
    calls = re.findall(r"^\d+ +(\w+)\(", (folder / TRACE).read_text(), re.MULTILINE)
    return f"at {calls[-1]}{'' if plan.trace == 'files' else f' ({plan.trace})'}"


@contextmanager
def day_folder() -> Iterator[Path]:
    """Make a folder for one day, where what is written is soon there."""
    place = MEMORY if MEMORY.is_dir() else None
    with TemporaryDirectory(prefix="sparkone-day-", dir=place) as name:
        yield Path(name).resolve()
