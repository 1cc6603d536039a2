"""Leases: one holder at a time, until it lets go or falls silent."""

import asyncio
from datetime import timedelta

from bot.sole import Leased
from storage.database import Database
from storage.store import Store
from tests.contracts.records import NOW
from tests.fakes import HandClock, until

LONG = timedelta(hours=1)
PAST = timedelta(seconds=-1)


async def _take(database: Database, holder: str, length: timedelta = LONG) -> bool:
    return await database.run(lambda store: store.leases.take("poll", holder, NOW, length))


async def _holder(database: Database) -> str | None:
    return await database.read(lambda store: store.leases.holder("poll", NOW))


async def test_a_lease_has_one_holder_who_may_renew_it(database: Database) -> None:
    assert await _take(database, "one")
    assert not await _take(database, "two")
    assert await _take(database, "one")

    assert await _holder(database) == "one"


async def test_a_lease_that_has_ended_is_anybodys(database: Database) -> None:
    assert await _take(database, "one", PAST)

    assert await _holder(database) is None
    assert await _take(database, "two")
    assert await _holder(database) == "two"


async def test_only_its_holder_lets_a_lease_go(database: Database) -> None:
    await _take(database, "one")

    await database.run(lambda store: store.leases.give("poll", "two"))
    assert await _holder(database) == "one"
    await database.run(lambda store: store.leases.give("poll", "one"))
    assert await _holder(database) is None


async def test_two_that_want_the_same_work_do_it_one_after_the_other(database: Database) -> None:
    clock, working = HandClock(NOW), list[str]()
    quick = timedelta(seconds=0.01)

    def work(name: str) -> "asyncio.Task[None]":
        async def hold() -> None:
            working.append(name)
            try:
                await asyncio.Event().wait()
            finally:
                working.remove(name)

        sole = Leased(database, clock, name, renew=quick)
        return asyncio.create_task(sole("poll", hold))

    one = work("one")
    await until(lambda: working == ["one"])
    two = work("two")
    tried: list[Store] = []
    for _ in range(5):  # the second one asks again and again, and in vain
        await database.run(tried.append)
        await asyncio.sleep(quick.total_seconds())
        assert working == ["one"]

    one.cancel()
    await asyncio.gather(one, return_exceptions=True)
    await until(lambda: working == ["two"])
    two.cancel()
    await asyncio.gather(two, return_exceptions=True)
