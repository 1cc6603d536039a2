"""Breakers that processes share: one fails for all, one finds out for all, and none needs Redis."""

import asyncio

import pytest

from bot.sharing.bus import LocalBus
from bot.sharing.redis_breakers import PROBE_SECONDS, RedisBreakers
from engine.breaker import Outcome, State
from engine.roles import Patience
from tests.fakes import HandClock, until
from tests.sharing.conftest import Connect
from tests.sharing.servers import RedisServer

PATIENCE = Patience(failures=3, window=60, pause=30)
Two = tuple[RedisBreakers, RedisBreakers]


@pytest.fixture
async def two(connect: Connect, clock: HandClock) -> Two:
    bus = LocalBus()
    first, second = [
        RedisBreakers(await connect(), bus, clock, mark, PATIENCE) for mark in ("first", "second")
    ]
    return first, second


async def _fail(breakers: RedisBreakers, times: int = 1) -> None:
    for _ in range(times):
        ticket = await breakers.admit("p")
        assert ticket is not None
        await breakers.report(ticket, Outcome.FAILED)


async def test_failures_of_all_processes_together_open_it_in_all(two: Two) -> None:
    first, second = two

    await _fail(first, times=2)
    await _fail(second)

    assert await first.admit("p") is None
    assert await second.admit("p") is None
    await until(lambda: first.state("p") is second.state("p") is State.OPEN)


async def test_exactly_one_request_of_all_processes_finds_out(two: Two, clock: HandClock) -> None:
    first, second = two
    await _fail(first, times=3)
    clock.advance(seconds=30)

    tickets = await asyncio.gather(*(one.admit("p") for one in two for _ in range(40)))
    (probe,) = [ticket for ticket in tickets if ticket]
    await second.report(probe, Outcome.WORKS)

    assert await first.admit("p") is not None
    await until(lambda: first.state("p") is second.state("p") is State.CLOSED)


async def test_whoever_died_finding_out_is_let_go_after_a_while(two: Two, clock: HandClock) -> None:
    first, second = two
    await _fail(first, times=3)
    clock.advance(seconds=30)
    dead = await first.admit("p")
    assert dead is not None

    clock.advance(seconds=PROBE_SECONDS - 1)
    assert await second.admit("p") is None
    clock.advance(seconds=1)
    probe = await second.admit("p")
    assert probe is not None

    await first.report(dead, Outcome.WORKS)  # it was only asleep
    assert await first.admit("p") is None
    await second.report(probe, Outcome.WORKS)
    assert await first.admit("p") is not None


@pytest.mark.parametrize("trouble", ["kill", "freeze"])
async def test_without_redis_each_process_goes_by_what_it_saw_itself(
    two: Two, redis: RedisServer, clock: HandClock, trouble: str
) -> None:
    first, second = two
    await _fail(first, times=2)

    getattr(redis, trouble)()
    await _fail(first)

    assert await first.admit("p") is None
    assert first.state("p") is State.OPEN
    assert await second.admit("p") is not None
    clock.advance(seconds=30)
    probe = await first.admit("p")
    assert probe is not None
    await first.report(probe, Outcome.WORKS)
    assert first.state("p") is State.CLOSED


async def test_a_request_let_through_with_redis_may_end_without_it_and_the_other_way_round(
    two: Two, redis: RedisServer, clock: HandClock
) -> None:
    first, _ = two
    await _fail(first, times=3)
    clock.advance(seconds=30)
    probe = await first.admit("p")
    assert probe is not None

    redis.kill()
    await first.report(probe, Outcome.WORKS)
    assert first.state("p") is State.CLOSED
    ticket = await first.admit("p")
    assert ticket is not None
    redis.start()
    await until(lambda: first._link.is_up)

    await first.report(ticket, Outcome.FAILED)
    assert first.state("p") is State.CLOSED


async def test_a_flushed_redis_closes_them_all(two: Two, redis: RedisServer) -> None:
    first, second = two
    await _fail(first, times=3)

    redis.tell("FLUSHALL")

    assert await second.admit("p") is not None
    assert second.state("p") is State.CLOSED


async def test_a_process_that_comes_later_learns_how_they_stand(
    two: Two, connect: Connect, clock: HandClock
) -> None:
    first, _ = two
    await _fail(first, times=3)

    bus = LocalBus()
    late = RedisBreakers(await connect(), bus, clock, "late", PATIENCE)
    assert late.state("p") is State.CLOSED
    bus.spread("breakers", None)

    await until(lambda: late.state("p") is State.OPEN)


async def test_scripts_that_redis_forgot_are_given_to_it_again(
    two: Two, redis: RedisServer
) -> None:
    first, _ = two
    await _fail(first, times=2)

    redis.tell("SCRIPT", "FLUSH")
    await _fail(first)

    assert await first.admit("p") is None
