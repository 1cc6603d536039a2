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
from tests.crash.paper import ACKNOWLEDGED, DATABASE, DEATHS, JOURNAL, POINTS, facts
from tests.crash.world import ScriptWorld, World

AT_ONCE = 2
LIMIT_SECONDS = 60.0
STRACE = shutil.which("strace")
TRACE = "syscalls"
WRITES = "pwrite64,write,fsync,fdatasync"


SOCKET_WRITES = "write,writev,sendto,sendmsg"
"""What leaves by a socket; the database writes with others."""
WAYS = ("script", "polling", "webhook")


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the lives of one day end: at these points, the last one by itself.

    `way`: the script's own channel, or Telegram by polling or webhook. `trace`: the points are
    system calls, not statements: writes to the day's "files", or to "sockets".
    """

    deaths: tuple[int, ...] = ()
    repeats: int = 2
    broken: str | None = None
    trace: str | None = None
    way: str = "script"


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """What came of a plan: where the process really died, and what was not kept."""

    plan: Plan
    died: tuple[str, ...]
    violations: tuple[str, ...]


def live(plan: Plan) -> Day:
    """Run one day to its end, however often the process dies in it."""
    with _folder() as folder:
        return _live(plan, folder)


@cache
def points_of_a_day(way: str = "script") -> list[str]:
    """Return the labels of all points that a day without a death passes."""
    with _folder() as folder:
        day = _live(Plan(way=way), folder)
        if day.violations:
            raise AssertionError(f"a day without a death: {day.violations}")
        labels: list[str] = json.loads((folder / POINTS).read_text())
        return labels


@cache
def system_calls_of_a_day(way: str, trace: str) -> int:
    """Return how many writing system calls the busiest thread of a day makes."""
    plan = Plan(way=way, trace=trace)
    with _folder() as folder, _world(plan, folder) as world:
        _child(plan, folder, None, world)
        lines = (folder / TRACE).read_text().splitlines()
    threads = [found[0] for line in lines if (found := re.findall(r"^(\d+) +\w+\(", line))]
    return max(threads.count(thread) for thread in set(threads))


def all_days(plans: Sequence[Plan]) -> Iterator[Day]:
    """Run plans, two at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(live, plans)


def _live(plan: Plan, folder: Path) -> Day:
    died: list[str] = []
    with _world(plan, folder) as world:
        for death in (*plan.deaths, None):
            code, said = _child(plan, folder, death, world)
            if code == 0:
                break
            if code != -SIGKILL:
                fault = f"the process ended with {code}: {said.strip()[-500:]}"
                return Day(plan=plan, died=tuple(died), violations=(fault,))
            died.append(_where(plan, folder))
            world.died()
        found = violations(folder / DATABASE, world.told(), kills=len(died))
    return Day(plan=plan, died=tuple(died), violations=tuple(found))


def _world(plan: Plan, folder: Path) -> AbstractContextManager[World]:
    if plan.way == "script":
        return nullcontext(ScriptWorld(folder))
    # Imported where it is needed: its judge takes seconds.
    from tests.crash.telegram_world import telegram_world

    return telegram_world(folder, way=plan.way, repeats=plan.repeats)


def _child(plan: Plan, folder: Path, death: int | None, world: World) -> tuple[int, str]:
    command = [sys.executable, "-m", "tests.crash.child", str(folder)]
    command += ["--started-at", world.started_at, "--repeats", str(plan.repeats), *world.options]
    if plan.broken:
        command += ["--broken", plan.broken]
    if plan.trace:
        command = [*_strace(plan, folder, death), *command]
    elif death is not None:
        command += ["--die-at", str(death)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
    )
    return done.returncode, done.stderr


def _strace(plan: Plan, folder: Path, death: int | None) -> list[str]:
    """Return the prefix that kills a thread's process on entering its N-th write."""
    calls = WRITES if plan.trace == "files" else SOCKET_WRITES
    command = [str(STRACE), "-f", "-qq", "-o", str(folder / TRACE), "-e", f"trace={calls}"]
    if plan.trace == "files":
        for name in (DATABASE, f"{DATABASE}-wal", JOURNAL, ACKNOWLEDGED):
            command += ["-P", str(folder / name)]
    if death is not None:
        command += ["-e", f"inject={calls}:signal=SIGKILL:when={death}"]
    return command


def _where(plan: Plan, folder: Path) -> str:
    if not plan.trace:
        label: str = facts(folder / DEATHS)[-1]
        return label
    calls = re.findall(r"^\d+ +(\w+)\(", (folder / TRACE).read_text(), re.MULTILINE)
    return f"at {calls[-1]}{' (sockets)' if plan.trace == 'sockets' else ''}"


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="sparkone-crash-") as name:
        yield Path(name).resolve()
