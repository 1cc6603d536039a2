"""What must not hold a lane up: a clock set back, jobs that hang, an end that cannot be written."""

import asyncio
from datetime import datetime, timedelta

from bot.metrics import Metrics
from bot.worker import LONGEST_WAIT, RUNNING_AT_ONCE, SLOW_AT_ONCE, Worker
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.bot.conftest import NOON
from tests.bot.test_worker import Scripted, defer
from tests.fakes import HandClock, until


class TurnedClock(HandClock):
    """A clock whose wall can be turned while its seconds run on, as the machine's can.

    As on a machine, the length of a wait is settled when it begins.
    """

    def __init__(self) -> None:
        super().__init__(NOON)
        self.turned = timedelta(0)
        self.waits: list[timedelta] = []

    def now(self) -> datetime:
        return super().now() + self.turned

    async def wait_until(self, moment: datetime, wake: asyncio.Event) -> None:
        self.waits.append(moment - self.now())
        await super().wait_until(moment - self.turned, wake)


async def _working(
    database: SqliteDatabase, task: Scripted, clock: HandClock, metrics: Metrics
) -> Worker:
    worker = Worker(database, [task], clock, metrics)
    await worker.start()
    return worker


async def test_a_clock_set_back_an_hour_does_not_lengthen_a_pause_of_seconds(
    database: SqliteDatabase, metrics: Metrics
) -> None:
    task, clock = Scripted(), TurnedClock()
    worker = await _working(database, task, clock, metrics)
    task.errors[1] = [ValueError("once")]
    await defer(database, clock, 1, 2, lock="chat")
    await until(lambda: clock.waits)

    clock.turned = timedelta(hours=-1)
    clock.advance(seconds=2.1)
    await until(lambda: task.finished == [1, 2])

    await worker.stop(1.0)


async def test_a_clock_set_back_does_not_delay_what_already_waits_for_its_turn(
    database: SqliteDatabase, metrics: Metrics
) -> None:
    task, clock = Scripted(), TurnedClock()
    worker = await _working(database, task, clock, metrics)
    task.gates[1] = asyncio.Event()
    await defer(database, clock, 1, 2, lock="chat")
    await until(lambda: task.ran)

    clock.turned = timedelta(hours=-1)
    task.gates[1].set()
    await until(lambda: task.finished == [1, 2])

    await worker.stop(1.0)


async def test_the_wall_time_is_read_again_while_a_job_waits(
    database: SqliteDatabase, metrics: Metrics
) -> None:
    task, clock = Scripted(), TurnedClock()
    worker = await _working(database, task, clock, metrics)
    task.later[1] = clock.now() + timedelta(hours=1)
    await defer(database, clock, 1)
    await until(lambda: clock.waits)

    clock.turned = timedelta(hours=2)  # slept through, on a machine that was suspended
    clock.advance(seconds=LONGEST_WAIT.total_seconds())
    await until(lambda: task.finished == [1])

    await worker.stop(1.0)


async def test_jobs_that_hang_in_slow_lanes_take_no_slot_from_the_others(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    task = Scripted()
    worker = await _working(database, task, clock, metrics)
    hanging = range(1, RUNNING_AT_ONCE + 1)
    for number in hanging:
        task.gates[number] = asyncio.Event()
        await defer(database, clock, number, lock=f"slow:{number}")
    await until(lambda: len(task.ran) >= SLOW_AT_ONCE)

    another = RUNNING_AT_ONCE + 1
    await defer(database, clock, another, lock="in:chat")
    await until(lambda: task.finished == [another])

    assert len(task.ran) == SLOW_AT_ONCE + 1
    for number in hanging:
        task.gates[number].set()
    await worker.drain()


class Stubborn(Scripted):
    """A task that cannot be given up."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        raise KeyError(job.id)


async def test_a_job_that_cannot_be_given_up_does_not_take_its_lane_along(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    task = Stubborn()
    await _working(database, task, clock, metrics)
    task.errors[1] = [MemoryError(), MemoryError(), MemoryError()]
    await defer(database, clock, 1, 2, lock="chat")

    await until(lambda: _pass(clock) and task.finished == [2])

    assert task.ran == [1, 1, 1, 2]


async def test_a_job_that_cannot_be_given_up_does_not_stop_the_start(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    await defer(database, clock, 1, 2, lock="chat")
    for _ in range(2):
        await database.run(lambda store: store.queue.recover())
    task = Stubborn()

    worker = await _working(database, task, clock, metrics)
    await worker.drain()

    assert task.finished == [2]


class Following(Scripted):
    """A task that leaves another job behind when one is given up."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        store.queue.defer("scripted", {"number": 9}, lock="chat", now=now)


async def test_what_the_recovery_itself_commits_runs_at_once_and_after_what_is_older(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    await defer(database, clock, 1, 2, 3, lock="chat")
    for _ in range(2):
        await database.run(lambda store: store.queue.recover())
    task = Following()

    worker = await _working(database, task, clock, metrics)
    await until(lambda: len(task.finished) == 3)

    assert task.finished == [2, 3, 9]
    await worker.stop(1.0)


def _pass(clock: HandClock) -> bool:
    clock.advance(seconds=1)
    return True
