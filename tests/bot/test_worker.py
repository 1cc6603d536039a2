"""The worker's promises, on jobs that do as a test says."""

import asyncio
from collections import defaultdict
from datetime import datetime, timedelta

import pytest

from bot.metrics import Metrics
from bot.task import Ending, Finish, Later
from bot.worker import Worker
from domain.errors import StorageUnavailable
from domain.messages import Address
from storage.queue import DeadLetter, Job
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import HandClock, until

OWNER = Address(channel="test", chat="owner")


class Scripted:
    """A task whose jobs, named by their number, do what they are told and are written down."""

    name = "scripted"
    is_suspect = True

    def __init__(self) -> None:
        self.ran: list[int] = []
        self.finished: list[int] = []
        self.given_up: list[int] = []
        self.left: list[int] = []
        self.errors: dict[int, list[Exception]] = {}
        self.gates: dict[int, asyncio.Event] = defaultdict(_open)
        self.later: dict[int, datetime] = {}

    async def run(self, job: Job, carried: object) -> Ending:
        number = job.args["number"]
        self.ran.append(number)
        await self.gates[number].wait()
        if self.errors.get(number):
            raise self.errors[number].pop(0)
        if number in self.later:
            return Later(until=self.later.pop(number))
        self.finished.append(number)
        return Finish()

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        self.left.append(job.args["number"])

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        self.given_up.append(job.args["number"])


class Waiter(Scripted):
    """A task whose jobs cannot be what kills the process."""

    is_suspect = False


def _open() -> asyncio.Event:
    event = asyncio.Event()
    event.set()
    return event


@pytest.fixture
def task() -> Scripted:
    return Scripted()


@pytest.fixture
async def worker(
    database: SqliteDatabase, task: Scripted, clock: HandClock, metrics: Metrics
) -> Worker:
    worker = Worker(database, [task], clock, metrics)
    await worker.start()
    return worker


async def defer(
    database: SqliteDatabase, clock: HandClock, *numbers: int, lock: str | None = None
) -> None:
    def unit(store: Store) -> None:
        for number in numbers:
            store.queue.defer("scripted", {"number": number}, lock=lock, now=clock.now())

    await database.run(unit)


async def test_jobs_of_one_lock_run_in_order_and_one_at_a_time(
    database: SqliteDatabase, worker: Worker, task: Scripted, clock: HandClock
) -> None:
    task.gates[1] = asyncio.Event()
    await defer(database, clock, 1, 2, 3, lock="chat")
    await until(lambda: task.ran)

    assert task.ran == [1]

    task.gates[1].set()
    await worker.drain()
    assert task.finished == [1, 2, 3]


async def test_lanes_run_side_by_side(
    database: SqliteDatabase, worker: Worker, task: Scripted, clock: HandClock
) -> None:
    task.gates[1] = asyncio.Event()
    await defer(database, clock, 1, lock="slow")

    await defer(database, clock, 2, lock="quick")
    await defer(database, clock, 3)
    await until(lambda: task.finished == [2, 3])

    task.gates[1].set()
    await worker.drain()


async def test_a_job_that_fails_is_tried_again_after_a_pause_and_its_lane_waits(
    database: SqliteDatabase, worker: Worker, task: Scripted, clock: HandClock
) -> None:
    task.errors[1] = [ValueError("once")]
    await defer(database, clock, 1, 2, lock="chat")
    await until(lambda: task.ran == [1])
    clock.advance(seconds=1.9)
    await asyncio.sleep(0.01)
    assert task.ran == [1]

    clock.advance(seconds=0.2)
    await worker.drain()

    assert task.finished == [1, 2]


async def test_a_job_that_fails_three_times_is_a_dead_letter_and_its_lane_goes_on(
    database: SqliteDatabase, worker: Worker, task: Scripted, clock: HandClock
) -> None:
    task.errors[1] = [MemoryError(), MemoryError(), MemoryError()]
    await defer(database, clock, 1, 2, lock="chat")

    await until(lambda: _pass(clock) and task.finished == [2])

    assert task.ran == [1, 1, 1, 2]
    assert task.given_up == [1]
    letters = await _dead(database)
    assert [(letter.failures, letter.error) for letter in letters] == [(3, "MemoryError")]


async def test_a_job_that_is_to_run_later_is_no_failure(
    database: SqliteDatabase, worker: Worker, task: Scripted, clock: HandClock
) -> None:
    task.later[1] = clock.now() + timedelta(hours=1)
    await defer(database, clock, 1)
    await until(lambda: not task.later)
    clock.advance(minutes=59)
    assert task.finished == []

    clock.advance(minutes=1)
    await worker.drain()

    assert task.finished == [1]


async def test_a_database_that_cannot_be_read_costs_no_attempt(
    database: SqliteDatabase, worker: Worker, task: Scripted, clock: HandClock
) -> None:
    task.errors[1] = [StorageUnavailable(reason="disk full") for _ in range(9)]
    await defer(database, clock, 1)

    await until(lambda: _pass(clock) and task.finished == [1])

    assert task.given_up == []


async def test_a_job_that_kills_the_process_three_times_is_given_up_at_the_next_start(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    await defer(database, clock, 1, 2, lock="chat")
    for _ in range(2):
        await database.run(lambda store: store.queue.recover())
    task = Scripted()

    worker = Worker(database, [task], clock, metrics)
    await worker.start()
    await worker.drain()

    assert task.given_up == [1]
    assert task.finished == [2]


async def test_a_job_that_only_waits_survives_any_number_of_restarts(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    await defer(database, clock, 1)
    for _ in range(9):
        await database.run(lambda store: store.queue.recover())
    task = Waiter()

    worker = Worker(database, [task], clock, metrics)
    await worker.start()
    await worker.drain()

    assert task.finished == [1]


async def test_a_job_of_a_task_that_is_gone_does_not_stop_the_start(
    database: SqliteDatabase, clock: HandClock, metrics: Metrics
) -> None:
    await database.run(lambda store: store.queue.defer("gone", {}, now=clock.now()))
    await defer(database, clock, 1)
    task = Scripted()

    worker = Worker(database, [task], clock, metrics)
    await worker.start()
    await worker.drain()

    assert task.finished == [1]


async def test_what_waits_at_the_end_is_recorded_as_never_started(
    database: SqliteDatabase, worker: Worker, task: Scripted, clock: HandClock
) -> None:
    task.later[1] = clock.now() + timedelta(hours=1)
    await defer(database, clock, 1, 2, lock="chat")
    await until(lambda: not task.later)

    await worker.stop(1.0)

    assert task.left == [1, 2]


async def test_a_job_that_was_taken_over_cannot_commit(
    database: SqliteDatabase, worker: Worker, task: Scripted, clock: HandClock
) -> None:
    task.gates[1] = asyncio.Event()
    await defer(database, clock, 1)
    await until(lambda: task.ran)
    await database.run(lambda store: store.queue.recover())

    task.gates[1].set()
    await worker.drain()

    assert await database.read(lambda store: store.queue.depth()) == 1


async def _dead(database: SqliteDatabase) -> list[DeadLetter]:
    return await database.read(lambda store: store.queue.dead())


def _pass(clock: HandClock) -> bool:
    clock.advance(seconds=1)
    return True
