"""A channel whose service hangs holds up its own messages and files, and nothing else."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Callable, Iterable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import timedelta

import pytest

from bot.metrics import Metrics
from bot.pools import SLOTS
from bot.shared_worker import Pace, SharedWorker
from bot.worker import FETCHED_AT_ONCE, RUNNING_AT_ONCE, Worker
from storage.database import Database
from storage.postgres import PostgresDatabase
from storage.queue import Deferred
from storage.slots import OUT
from storage.store import Store
from tests.bot.test_worker import Scripted
from tests.contracts.records import NOW
from tests.fakes import HandClock, until

CHANNELS = ("whatsapp", "telegram")
QUICK = Pace(beat=timedelta(seconds=0.1), look=timedelta(seconds=0.05))
MORE = 8
"""So many more than there are slots wait for a service that hangs."""

Working = Callable[[Scripted], AbstractAsyncContextManager[Worker | SharedWorker]]


@pytest.fixture
def working(database: Database) -> Working:
    """Start a worker of each kind, and end it."""

    @asynccontextmanager
    async def started(task: Scripted) -> AsyncIterator[Worker | SharedWorker]:
        clock, metrics = HandClock(NOW), Metrics()
        worker: Worker | SharedWorker
        if isinstance(database, PostgresDatabase):
            worker = SharedWorker(database, [task], clock, metrics, channels=CHANNELS, pace=QUICK)
        else:
            worker = Worker(database, [task], clock, metrics)
        await worker.start()
        try:
            yield worker
        finally:
            for gate in task.gates.values():
                gate.set()
            await worker.stop(10.0)

    return started


Defer = Callable[[Iterable[int], str], Awaitable[None]]


@pytest.fixture
def defer(database: Database) -> Defer:
    """Defer jobs of these numbers, each under a lock that begins so."""

    async def deferred(numbers: Iterable[int], lock: str) -> None:
        jobs = [Deferred(args={"number": one}, lock=f"{lock}:{one}") for one in numbers]

        def write(store: Store) -> None:
            store.queue.defer_all("scripted", jobs, now=NOW)

        await database.run(write)

    return deferred


def _most(database: Database) -> int:
    return SLOTS[OUT] if isinstance(database, PostgresDatabase) else RUNNING_AT_ONCE


@pytest.mark.parametrize(("hangs", "works"), [CHANNELS, CHANNELS[::-1]])
async def test_answers_go_out_over_a_channel_while_the_service_of_another_hangs(
    working: Working, defer: Defer, database: Database, hangs: str, works: str
) -> None:
    task, most = Scripted(), _most(database)
    stuck = range(1, most + MORE + 1)
    for number in stuck:
        task.gates[number] = asyncio.Event()
    async with working(task):
        await defer(stuck, f"out:{hangs}")
        await until(lambda: len(task.ran) >= most, what="all slots of one channel in use")

        await defer([1001], f"out:{works}")
        await defer([1002], f"notice:{works}")

        await until(lambda: {1001, 1002} <= set(task.finished), what="what goes over the other")
        assert len(task.ran) == most + 2


async def test_files_that_do_not_come_hold_up_no_other_files_and_no_model(
    working: Working, defer: Defer
) -> None:
    task = Scripted()
    stuck = range(1, FETCHED_AT_ONCE + MORE + 1)
    for number in stuck:
        task.gates[number] = asyncio.Event()
    async with working(task):
        await defer(stuck, "slow:fetch:whatsapp")
        await until(lambda: len(task.ran) >= FETCHED_AT_ONCE, what="all slots of files in use")

        await defer([1001], "slow:fetch:telegram")
        await defer([1002], "slow:whatsapp")

        await until(lambda: {1001, 1002} <= set(task.finished), what="what others wait for")
        assert len(task.ran) == FETCHED_AT_ONCE + 2


async def test_what_waits_for_a_channel_that_is_not_configured_any_more_is_still_looked_at(
    working: Working, defer: Defer
) -> None:
    task = Scripted()
    async with working(task):
        await defer([1], "out:gone")

        await until(lambda: task.finished == [1], what="what is for a channel that is gone")
