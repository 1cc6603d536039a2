"""Days: runs the child, lets it die where it is told, starts it again, checks what came of it."""

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from pathlib import Path
from signal import SIGKILL
from tempfile import TemporaryDirectory

from tests.crash.checking import violations
from tests.crash.paper import ACKNOWLEDGED, DATABASE, DEATHS, JOURNAL, POINTS, facts

AT_ONCE = 2
LIMIT_SECONDS = 60.0
STRACE = shutil.which("strace")
TRACE = "syscalls"
WRITES = "pwrite64,write,fsync,fdatasync"


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """How the lives of one day end: at these points, the last one by itself.

    `by_strace`: the points are system calls on the day's files, not statements.
    """

    deaths: tuple[int, ...] = ()
    repeats: int = 2
    broken: str | None = None
    by_strace: bool = False


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
def points_of_a_day() -> list[str]:
    """Return the labels of all points that a day without a death passes."""
    with _folder() as folder:
        day = _live(Plan(), folder)
        if day.violations:
            raise AssertionError(f"a day without a death: {day.violations}")
        labels: list[str] = json.loads((folder / POINTS).read_text())
        return labels


def system_calls_of_a_day() -> int:
    """Return how many writing system calls on the day's files its busiest thread makes."""
    with _folder() as folder:
        _child(Plan(by_strace=True), folder, None, _now())
        lines = (folder / TRACE).read_text().splitlines()
    threads = [found[0] for line in lines if (found := re.findall(r"^(\d+) +\w+\(", line))]
    return max(threads.count(thread) for thread in set(threads))


def all_days(plans: Sequence[Plan]) -> Iterator[Day]:
    """Run plans, two at a time."""
    with ThreadPoolExecutor(AT_ONCE) as pool:
        yield from pool.map(live, plans)


def _live(plan: Plan, folder: Path) -> Day:
    started_at = _now()
    died: list[str] = []
    for death in (*plan.deaths, None):
        code, said = _child(plan, folder, death, started_at)
        if code == 0:
            break
        if code != -SIGKILL:
            fault = f"the process ended with {code}: {said.strip()[-500:]}"
            return Day(plan=plan, died=tuple(died), violations=(fault,))
        died.append(_where(plan, folder))
    found = violations(folder, kills=len(died))
    return Day(plan=plan, died=tuple(died), violations=tuple(found))


def _child(plan: Plan, folder: Path, death: int | None, started_at: str) -> tuple[int, str]:
    command = [sys.executable, "-m", "tests.crash.child", str(folder), "--started-at", started_at]
    command += ["--repeats", str(plan.repeats)]
    if plan.broken:
        command += ["--broken", plan.broken]
    if plan.by_strace:
        command = [*_strace(folder, death), *command]
    elif death is not None:
        command += ["--die-at", str(death)]
    done = subprocess.run(
        command, capture_output=True, text=True, timeout=LIMIT_SECONDS, check=False
    )
    return done.returncode, done.stderr


def _strace(folder: Path, death: int | None) -> list[str]:
    """Return the prefix that kills a thread's process on entering its N-th write."""
    names = (DATABASE, f"{DATABASE}-wal", JOURNAL, ACKNOWLEDGED)
    command = [str(STRACE), "-f", "-qq", "-o", str(folder / TRACE), "-e", f"trace={WRITES}"]
    for name in names:
        command += ["-P", str(folder / name)]
    if death is not None:
        command += ["-e", f"inject={WRITES}:signal=SIGKILL:when={death}"]
    return command


def _where(plan: Plan, folder: Path) -> str:
    if not plan.by_strace:
        label: str = facts(folder / DEATHS)[-1]
        return label
    calls = re.findall(r"^\d+ +(\w+)\(", (folder / TRACE).read_text(), re.MULTILINE)
    return f"at {calls[-1]}"


def _now() -> str:
    return datetime.now(UTC).isoformat()


@contextmanager
def _folder() -> Iterator[Path]:
    with TemporaryDirectory(prefix="sparkone-crash-") as name:
        yield Path(name).resolve()
