"""A million reminders: ten thousand due in one second, adding, idling and starting.

Beside APScheduler with its store of SQLAlchemy, on the same disk and as durable: a job that was
run is gone from the store, a reminder that was delivered is recorded. What it runs does nothing;
ours composes a text with buttons, hands it to a channel and records that. Run:
python -m benchmarks.scale_reminders [--quick]
"""

import asyncio
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from benchmarks import scratch
from benchmarks.counting import CountingChannel
from benchmarks.peers.environments import Environments
from benchmarks.peers.subjects import PROGRAMS, RUN
from benchmarks.report import Target
from benchmarks.scale_rows import CHANNEL, Promised, fill_reminders
from benchmarks.ticking import ticking
from bot.app import App, create_app
from bot.logs import configure_logs
from bot.loop import run_in_loop, started
from bot.settings import Settings
from domain.clock import ShiftedClock
from domain.messages import Address
from domain.origin import Origin
from domain.schedules import Form, Schedule
from engine.recurrence import next_moment
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.queue import JobReady
from storage.store import Store

PEER = "apscheduler"
UTC_ZONE = ZoneInfo("UTC")
PEOPLE = 1_000
AHEAD = timedelta(seconds=3)
DAYS_AHEAD = timedelta(days=10)
AT_ONCE = 1_000
TARGETS = {
    "reminders due beside APScheduler": Target(
        "10,000 due reminders: to the last delivery, of APScheduler's time",
        "times",
        1 / 10,
        figure="reminders_due_s",
        of="apscheduler.due_s",
    ),
    "reminders claimed beside APScheduler": Target(
        "the same: to the last one claimed and in the outbox, of its time to the first call",
        "times",
        1 / 10,
        figure="reminders_claimed_s",
        of="apscheduler.first_s",
    ),
    "reminders first beside APScheduler": Target(
        "the same: to the first delivery, of its time to the first call",
        "times",
        1 / 10,
        figure="reminders_first_s",
        of="apscheduler.first_s",
    ),
    "reminders_stall_ms": Target("the same: the longest stall of the loop", "ms", 20.0),
    "reminders added beside APScheduler": Target(
        "a reminder added to 1,000,000, of APScheduler's time",
        "times",
        1 / 10,
        figure="reminders_add_ms",
        of="apscheduler.add_ms",
    ),
    "reminders_idle_percent": Target("idle with 1,000,000 reminders, of a core", "%", 0.1),
    "reminders_start_more_s": Target("a start with 1,000,000 reminders, longer by", "s", 0.2),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Scale:
    """How much is stored, due and added, and how long idling and starting are watched."""

    stored: int = 1_000_000
    due: int = 10_000
    added: int = 2_000
    alone: int = 200
    idle_seconds: float = 60.0
    starts: int = 5


QUICK = Scale(stored=20_000, due=1_000, added=500, alone=20, idle_seconds=3.0, starts=1)


def measure(environments: Environments, scale: Scale) -> dict[str, float]:
    """Return all figures; APScheduler's only where it is installed."""
    found: dict[str, float] = {}
    now = datetime.now(UTC)
    due_at = now.replace(microsecond=0) + DAYS_AHEAD
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        path = Path(folder) / "bench.db"
        promised = Promised(total=scale.stored, due=scale.due, people=PEOPLE)
        fill_reminders(path, promised, due_at=due_at, now=now)
        found |= _starting(path, scale)
        found |= _idling(path, scale)
        run_in_loop(lambda: _measure(path, scale, due_at, found))
    found |= _beside(environments, scale)
    return found


def _starting(path: Path, scale: Scale) -> dict[str, float]:
    """Start with many and with none in turns, each a few times, to the first answer."""
    empty = path.with_name("empty.db")
    migrate(sqlite_engine(empty), empty)
    taken: dict[Path, list[float]] = {path: [], empty: []}
    for number in range(scale.starts + 1):
        for file, seconds in taken.items():
            took = _started(file)
            if number:  # the first one makes the owner
                seconds.append(took)
    many, none = (statistics.median(seconds) for seconds in taken.values())
    return {
        "reminders_start_s": many,
        "reminders_empty_start_s": none,
        "reminders_start_more_s": many - none,
    }


def _started(file: Path, then: Callable[[int], None] = lambda _pid: None) -> float:
    """Start the assistant and say one thing; returns seconds to the answer."""
    command = [sys.executable, "-c", RUN, "run"]
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{file}",
        "HTTP_PORT": "0",
        "LOG_LEVEL": "error",
        "SPARKONE_EMBEDDER": "off",
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(b"/help\n")
        process.stdin.flush()
        process.stdout.readline()
        took = time.perf_counter() - began
        then(process.pid)
        return took
    finally:
        process.terminate()
        process.wait(timeout=20)


def _idling(path: Path, scale: Scale) -> dict[str, float]:
    spent: list[float] = []

    def watch(pid: int) -> None:
        time.sleep(2.0)  # what a start puts off until after its first answer
        before = _processor_seconds(pid)
        time.sleep(scale.idle_seconds)
        spent.append(_processor_seconds(pid) - before)

    _started(path, watch)
    return {"reminders_idle_percent": spent[0] / scale.idle_seconds * 100}


def _processor_seconds(pid: int) -> float:
    """Return the processor time of a process, in nanoseconds where others count ticks."""
    threads = Path(f"/proc/{pid}/task").iterdir()
    return sum(int((one / "schedstat").read_text().split()[0]) for one in threads) / 1e9


async def _measure(path: Path, scale: Scale, due_at: datetime, found: dict[str, float]) -> int:
    configure_logs("warning", "text")
    settings = Settings(database_url=f"sqlite:///{path}", sparkone_owner="bench:owner", http_port=0)
    clock = ShiftedClock(due_at - timedelta(days=1))
    async with create_app(settings, clock=clock, channels=[CountingChannel()], serve=False) as app:
        found |= await _adding(app, scale, due_at + timedelta(days=2))
    channel = CountingChannel()
    clock = ShiftedClock(due_at - AHEAD)
    async with create_app(settings, clock=clock, channels=[channel], serve=False) as app:
        started()
        found |= await _coming(app, channel, scale, due_at)
    return 0


async def _adding(app: App, scale: Scale, first: datetime) -> dict[str, float]:
    """Add reminders, many at once and each alone."""
    schedule = [_once(first + timedelta(seconds=number)) for number in range(scale.added)]

    async def add(number: int) -> None:
        at = first - timedelta(days=3)
        await app.database.run(lambda store: _add(store, number, schedule[number], at))

    async def timed(numbers: range, at_once: int) -> tuple[float, float]:
        began, spent = time.perf_counter(), time.process_time()
        for start in numbers[::at_once]:
            some = range(start, min(start + at_once, numbers.stop))
            await asyncio.gather(*(add(number) for number in some))
        count = len(numbers) / 1000
        return (time.perf_counter() - began) / count, (time.process_time() - spent) / count

    await timed(range(scale.alone), 1)
    alone, alone_processor = await timed(range(scale.alone), 1)
    together, processor = await timed(range(scale.added), AT_ONCE)
    return {
        "reminders_add_ms": together,
        "reminders_add_processor_ms": processor,
        "reminders_add_alone_ms": alone,
        "reminders_add_alone_processor_ms": alone_processor,
    }


def _once(at: datetime) -> Schedule:
    return Schedule(form=Form.INSTANT, start=at)


def _add(store: Store, number: int, schedule: Schedule, now: datetime) -> None:
    person = 1 + number % PEOPLE
    moment = next_moment(schedule, zone=UTC_ZONE, after=now)
    assert moment is not None
    reminder = store.reminders.add(
        person=person,
        title=f"call the dentist about number {number}",
        schedule=schedule,
        address=Address(channel=CHANNEL, chat=f"chat {person}"),
        language="en",
        origin=Origin.OWNER,
        now=now,
    )
    assert store.occurrences.plan(reminder, person, moment) is not None


class _Claimed:
    """When so many deliveries stood in the outbox and in the queue, on the disk."""

    def __init__(self, due: int) -> None:
        self._left = due
        self.at = 0.0

    def committed(self, signals: list[object]) -> None:
        """Count the jobs that a batch committed."""
        self._left -= sum(isinstance(signal, JobReady) for signal in signals)
        self.at = self.at or (time.perf_counter() if self._left <= 0 else 0.0)


async def _coming(
    app: App, channel: CountingChannel, scale: Scale, due_at: datetime
) -> dict[str, float]:
    """Wait for the second in which all are due, and until all are delivered and recorded."""
    channel.expect(scale.due)
    claimed = _Claimed(scale.due)
    app.database.on_commit(claimed.committed)
    moment = time.perf_counter() + (due_at - app.clock.now()).total_seconds()
    async with ticking() as late:
        await asyncio.sleep(max(0.0, moment - time.perf_counter() - 0.5))
        late.clear()
        spent = time.process_time()
        await channel.arrived.wait()
        await app.worker.drain()
        recorded = time.perf_counter()
    return {
        "reminders_first_s": channel.first_at - moment,
        "reminders_claimed_s": claimed.at - moment,
        "reminders_due_s": channel.last_at - moment,
        "reminders_recorded_s": recorded - moment,
        "reminders_processor_s": time.process_time() - spent,
        "reminders_stall_ms": max(late) * 1000,
    }


def _beside(environments: Environments, scale: Scale) -> dict[str, float]:
    """Let APScheduler do the same; nothing where it is not installed."""
    python = environments.python(PEER)
    if python is None:
        return {}
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        numbers = [str(number) for number in (scale.stored, scale.due, scale.alone)]
        command = [str(python), str(PROGRAMS / "apscheduler_due.py"), folder, *numbers]
        done = subprocess.run(command, capture_output=True, text=True, check=True)
    figures = json.loads(done.stdout.splitlines()[-1])
    return {f"{PEER}.{name}": value for name, value in figures.items()}


if __name__ == "__main__":
    scale = QUICK if "--quick" in sys.argv else Scale()
    for label, value in measure(Environments(), scale).items():
        print(f"{label:36s} {value:10.3f}")
