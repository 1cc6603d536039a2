"""Limits that processes share: counted together with Redis, each by itself without."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.sharing.limits import Policy
from bot.sharing.redis_limits import RedisLimits
from tests.fakes import HandClock, until
from tests.sharing.conftest import Connect
from tests.sharing.servers import RedisServer

HUNDRED = Policy(name="messages", most=100)


@pytest.fixture
async def two(connect: Connect, clock: HandClock) -> AsyncIterator[list[RedisLimits]]:
    async with AsyncExitStack() as stack:
        made = [RedisLimits(await connect(), clock, mark) for mark in ("first", "second")]
        for one in made:
            task = asyncio.create_task(one.run())
            stack.push_async_callback(_ended, task)
        yield made


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


async def _allowed(limits: RedisLimits, times: int, who: int = 1) -> int:
    return sum([await limits.allows(HUNDRED, who) for _ in range(times)])


def _counted(redis: RedisServer) -> bytes:
    return redis.tell("ZCARD", "{sparkone}:limit:messages:1")


async def test_two_processes_together_let_a_hundred_through(
    two: list[RedisLimits], clock: HandClock, redis: RedisServer
) -> None:
    first, second = two

    allowed = await _allowed(first, 15)
    await until(lambda: _counted(redis) == b":15\r\n", what="the others to be told")
    for _ in range(100):
        allowed += await first.allows(HUNDRED, 1)
        allowed += await second.allows(HUNDRED, 1)
        await until(lambda: not any(one._untold for one in two))

    assert allowed == 100
    clock.advance(seconds=60)
    assert await _allowed(second, 1) == 1


async def test_near_the_end_requests_at_once_in_both_are_counted_exactly(
    two: list[RedisLimits], redis: RedisServer
) -> None:
    first, second = two
    allowed = await _allowed(first, 15) + await _allowed(second, 15)
    await until(lambda: _counted(redis) == b":30\r\n", what="the others to be told")
    allowed += await _allowed(first, 6) + await _allowed(second, 6)

    verdicts = await asyncio.gather(*(one.allows(HUNDRED, 1) for one in two for _ in range(60)))

    assert allowed + sum(verdicts) == 100


async def test_a_burst_at_an_idle_process_adds_a_fifth_at_most(two: list[RedisLimits]) -> None:

    verdicts = [await one.allows(HUNDRED, 1) for one in two for _ in range(300)]

    assert 100 <= sum(verdicts) <= 120


async def test_with_little_use_nothing_waits_for_redis(
    two: list[RedisLimits], redis: RedisServer
) -> None:
    first, _ = two
    redis.freeze()

    verdict = first.allows(HUNDRED, 1)

    with pytest.raises(StopIteration) as done:  # it ends without having waited for anything
        verdict.send(None)
    assert done.value.value is True


@pytest.mark.parametrize("trouble", ["kill", "freeze"])
async def test_without_redis_each_process_counts_by_itself(
    two: list[RedisLimits], redis: RedisServer, trouble: str
) -> None:
    first, second = two
    await _allowed(first, 60)
    await until(lambda: _counted(redis) == b":60\r\n", what="the others to be told")

    getattr(redis, trouble)()

    assert await _allowed(first, 200) == 40
    assert await _allowed(second, 200) == 100


async def test_a_flushed_redis_lets_nobody_through_twice_in_one_process(
    two: list[RedisLimits], redis: RedisServer
) -> None:
    first, second = two
    await _allowed(first, 100)

    redis.tell("FLUSHALL")

    assert await _allowed(first, 10) == 0
    assert await _allowed(second, 150) == 100


async def test_redis_forgets_by_itself(two: list[RedisLimits], redis: RedisServer) -> None:
    first, _ = two
    await _allowed(first, 60)
    await until(lambda: _counted(redis) == b":60\r\n")

    left = int(redis.tell("PTTL", "{sparkone}:limit:messages:1")[1:])

    assert 0 < left <= 60_000
