"""Limits: a sliding minute for each, in memory and over Redis; `limits` is the judge."""

import random
from datetime import UTC, datetime
from time import process_time

import pytest
import time_machine
from limits import RateLimitItemPerMinute
from limits.storage import MemoryStorage
from limits.strategies import MovingWindowRateLimiter

from bot.sharing.limits import MOST_KEPT, Limits, LocalLimits, Policy, Standing
from bot.sharing.redis_limits import RedisLimits
from tests.fakes import HandClock
from tests.sharing.conftest import Connect, connect, redis

__all__ = ["connect", "redis"]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
FEW = Policy(name="messages", most=10)


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(NOON)


@pytest.fixture
def in_memory(clock: HandClock) -> Limits:
    return LocalLimits(clock)


@pytest.fixture
async def over_redis(clock: HandClock, connect: Connect) -> Limits:
    return RedisLimits(await connect(), clock, "here")


@pytest.fixture(params=["in_memory", "over_redis"])
def limits(request: pytest.FixtureRequest) -> Limits:
    found: Limits = request.getfixturevalue(request.param)
    return found


async def _allowed(limits: Limits, times: int, who: int | str = 1) -> int:
    return sum([await limits.allows(FEW, who) for _ in range(times)])


async def test_so_many_are_allowed_in_a_minute_and_no_more(
    limits: Limits, clock: HandClock
) -> None:
    assert await _allowed(limits, 15) == 10
    clock.advance(seconds=59)
    assert await _allowed(limits, 5) == 0

    clock.advance(seconds=1)
    assert await _allowed(limits, 15) == 10


async def test_the_minute_slides(limits: Limits, clock: HandClock) -> None:
    await _allowed(limits, 6)
    clock.advance(seconds=30)
    await _allowed(limits, 4)

    clock.advance(seconds=30)

    assert await _allowed(limits, 10) == 6


async def test_what_was_refused_is_not_counted(limits: Limits, clock: HandClock) -> None:
    await _allowed(limits, 10)
    clock.advance(seconds=50)
    await _allowed(limits, 1000)

    clock.advance(seconds=10)

    assert await _allowed(limits, 20) == 10


async def test_everybody_and_every_policy_is_counted_apart(limits: Limits) -> None:
    await _allowed(limits, 10, who=1)

    assert await _allowed(limits, 12, who="1.2.3.4") == 10
    assert await limits.allows(Policy(name="other", most=1), 1)
    assert not await limits.allows(FEW, 1)


async def test_one_can_see_how_one_stands(limits: Limits, clock: HandClock) -> None:
    assert limits.standing(FEW, 1) == Standing(left=10, reset=60)

    await _allowed(limits, 3)
    clock.advance(seconds=20)
    await _allowed(limits, 1)

    assert limits.standing(FEW, 1) == Standing(left=6, reset=40)
    await _allowed(limits, 9)
    assert limits.standing(FEW, 1) == Standing(left=0, reset=40)


async def test_they_say_what_a_known_library_says(limits: Limits, clock: HandClock) -> None:
    chance = random.Random(1)
    judge = MovingWindowRateLimiter(MemoryStorage())
    item = RateLimitItemPerMinute(FEW.most)
    with time_machine.travel(NOON, tick=False) as traveller:
        for number in range(600):
            who = chance.choice(["a", "b"])
            verdict = judge.hit(item, who)
            assert await limits.allows(FEW, who) is verdict, number
            # The library still counts what is a minute old to the second; we do not.
            step = chance.choice([0, 0, 0, 0.5, 3.7, 21.3, 61])
            clock.advance(seconds=step)
            traveller.shift(step)


async def test_memory_does_not_grow_with_those_who_come_once(clock: HandClock) -> None:
    limits = LocalLimits(clock)

    for number in range(2 * MOST_KEPT):
        await limits.allows(FEW, number)

    assert len(limits._windows._kept) <= MOST_KEPT


async def test_a_verdict_takes_next_to_no_time(limits: Limits, clock: HandClock) -> None:
    many, who = Policy(name="messages", most=1_000_000), range(50)

    def spent(start: float) -> float:
        return (process_time() - start) / 2000

    best = 1.0
    for _ in range(5):
        start = process_time()
        for _ in range(40):
            for one in who:
                await limits.allows(many, one)
        best = min(best, spent(start))

    assert best < 10e-6
