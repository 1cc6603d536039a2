"""Jobs that end alike are committed together; one that cannot be takes no other along."""

import asyncio
from collections.abc import Sequence

import pytest

from bot.metrics import Metrics
from bot.task import Ending, Together
from bot.turnstile import PER_TURN, Turnstile
from bot.worker import Worker
from domain.errors import StorageUnavailable
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.bot.test_worker import Scripted, defer
from tests.fakes import HandClock, until


class Alike(Scripted):
    """A task whose jobs end together; those of `refused` cannot be written down."""

    def __init__(self) -> None:
        super().__init__()
        self.refused: set[int] = set()
        self.unavailable = 0
        self.written: list[list[int]] = []

    async def run(self, job: Job, carried: object) -> Ending:
        number = job.args["number"]
        await self.gates[number].wait()
        return Together(item=number, write=self.write)

    def write(self, store: Store, numbers: Sequence[int]) -> None:
        if self.unavailable:
            self.unavailable -= 1
            raise StorageUnavailable(reason="full")
        if self.refused & set(numbers):
            raise ValueError(numbers)
        self.written.append(list(numbers))


@pytest.fixture
def alike() -> Alike:
    return Alike()


@pytest.fixture
async def serving(
    database: SqliteDatabase, alike: Alike, clock: HandClock, metrics: Metrics
) -> Worker:
    worker = Worker(database, [alike], clock, metrics)
    await worker.start()
    return worker


async def test_jobs_that_end_alike_in_one_turn_are_one_unit(
    database: SqliteDatabase, serving: Worker, alike: Alike, clock: HandClock, metrics: Metrics
) -> None:
    await defer(database, clock, *range(PER_TURN))
    await serving.drain()

    assert alike.written == [list(range(PER_TURN))]
    assert await database.read(lambda store: store.queue.depth()) == 0
    assert metrics.jobs.labels("scripted", "done")._value.get() == PER_TURN


async def test_a_job_that_cannot_be_ended_takes_no_other_along(
    database: SqliteDatabase, serving: Worker, alike: Alike, clock: HandClock
) -> None:
    alike.refused = {3}

    await defer(database, clock, *range(6))
    await until(lambda: _pass(clock) and serving.depth == 0)

    assert {tuple(one) for one in alike.written} == {(0,), (1,), (2,), (4,), (5,)}
    assert alike.given_up == [3]


async def test_a_job_that_was_taken_over_takes_no_other_along(
    database: SqliteDatabase, serving: Worker, alike: Alike, clock: HandClock
) -> None:
    alike.gates[1] = alike.gates[2] = gate = asyncio.Event()
    await defer(database, clock, 1, 2)
    await until(lambda: serving.depth == 2)
    ((taken, _, _), _) = await database.read(lambda store: store.queue.everything())
    await database.run(lambda store: store.queue.forget(taken))

    gate.set()
    await serving.drain()

    assert alike.written[-1] == [2]
    assert await database.read(lambda store: store.queue.depth()) == 0


async def test_what_a_full_disk_refused_together_is_written_when_there_is_room(
    database: SqliteDatabase, serving: Worker, alike: Alike, clock: HandClock
) -> None:
    alike.unavailable = 5

    await defer(database, clock, 1, 2)
    await until(lambda: _pass(clock) and serving.depth == 0)

    assert {number for written in alike.written for number in written} == {1, 2}
    assert await database.read(lambda store: store.queue.depth()) == 0


async def test_however_many_lanes_are_ready_few_begin_in_one_turn_of_the_loop() -> None:
    begun: list[str] = []
    turnstile = Turnstile(begun.append, at_once=1000)
    for number in range(PER_TURN * 2 + 1):
        turnstile.join(f"lane {number}")
    turns: list[int] = []
    while not turns or turns[-1] < PER_TURN * 2 + 1:
        await asyncio.sleep(0)
        turns.append(len(begun))

    assert turns == [PER_TURN, PER_TURN * 2, PER_TURN * 2 + 1]
    assert begun == [f"lane {number}" for number in range(PER_TURN * 2 + 1)]


async def test_no_more_lanes_run_than_there_are_places() -> None:
    begun: list[str] = []
    turnstile = Turnstile(begun.append, at_once=2)
    for lock in "abc":
        turnstile.join(lock)
    await asyncio.sleep(0)
    await asyncio.sleep(0)

    assert begun == ["a", "b"]

    turnstile.leave()
    await asyncio.sleep(0)

    assert begun == ["a", "b", "c"]


def _pass(clock: HandClock) -> bool:
    clock.advance(seconds=1)
    return True
