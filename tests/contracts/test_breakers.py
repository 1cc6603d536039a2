"""Breakers: when a provider is left alone and when it is asked again, in memory and over Redis."""

import asyncio
from datetime import UTC, datetime

import pytest

from bot.sharing.bus import LocalBus
from bot.sharing.redis_breakers import RedisBreakers
from engine.breaker import Breakers, MemoryBreakers, Outcome, State, Ticket
from engine.roles import Patience
from tests.fakes import HandClock
from tests.sharing.conftest import Connect, connect, redis

__all__ = ["connect", "redis"]
NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
PATIENCE = Patience(failures=3, window=60, pause=30)


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(NOON)


@pytest.fixture
def in_memory(clock: HandClock) -> Breakers:
    return MemoryBreakers(clock, PATIENCE)


@pytest.fixture
async def over_redis(clock: HandClock, connect: Connect) -> Breakers:
    return RedisBreakers(await connect(), LocalBus(), clock, "here", PATIENCE)


@pytest.fixture(params=["in_memory", "over_redis"])
def breakers(request: pytest.FixtureRequest) -> Breakers:
    found: Breakers = request.getfixturevalue(request.param)
    return found


async def _ask(breakers: Breakers, outcome: Outcome, times: int = 1) -> None:
    for _ in range(times):
        ticket = await breakers.admit("p")
        assert ticket is not None
        await breakers.report(ticket, outcome)


async def test_it_opens_after_so_many_failures_in_a_row(breakers: Breakers) -> None:
    await _ask(breakers, Outcome.FAILED, times=2)
    assert breakers.state("p") is State.CLOSED

    await _ask(breakers, Outcome.FAILED)

    assert breakers.state("p") is State.OPEN
    assert await breakers.admit("p") is None
    assert await breakers.admit("another") is not None


async def test_an_answer_between_failures_begins_the_count_anew(breakers: Breakers) -> None:
    await _ask(breakers, Outcome.FAILED, times=2)
    await _ask(breakers, Outcome.WORKS)
    await _ask(breakers, Outcome.FAILED, times=2)

    assert breakers.state("p") is State.CLOSED


async def test_failures_of_long_ago_do_not_count(breakers: Breakers, clock: HandClock) -> None:
    await _ask(breakers, Outcome.FAILED, times=2)
    clock.advance(seconds=61)
    await _ask(breakers, Outcome.FAILED, times=2)

    assert breakers.state("p") is State.CLOSED


async def test_what_says_nothing_counts_for_nothing(breakers: Breakers) -> None:
    await _ask(breakers, Outcome.NOTHING, times=9)

    assert breakers.state("p") is State.CLOSED


async def _open(breakers: Breakers, clock: HandClock) -> None:
    await _ask(breakers, Outcome.FAILED, times=3)
    clock.advance(seconds=30)


async def test_after_the_pause_exactly_one_of_many_is_let_through(
    breakers: Breakers, clock: HandClock
) -> None:
    await _open(breakers, clock)

    tickets = await asyncio.gather(*(breakers.admit("p") for _ in range(50)))

    assert [ticket for ticket in tickets if ticket] == [Ticket(provider="p", is_probe=True)]
    assert breakers.state("p") is State.HALF_OPEN


@pytest.mark.parametrize(
    ("outcome", "state"),
    [
        (Outcome.WORKS, State.CLOSED),
        (Outcome.FAILED, State.OPEN),
        (Outcome.NOTHING, State.OPEN),
    ],
)
async def test_the_one_decides(
    breakers: Breakers, clock: HandClock, outcome: Outcome, state: State
) -> None:
    await _open(breakers, clock)

    await _ask(breakers, outcome)

    assert breakers.state("p") is state


async def test_one_that_was_called_off_lets_the_next_one_through(
    breakers: Breakers, clock: HandClock
) -> None:
    await _open(breakers, clock)
    await _ask(breakers, Outcome.NOTHING)

    assert await breakers.admit("p") is not None
    assert await breakers.admit("p") is None


async def test_after_a_failed_one_another_pause_follows(
    breakers: Breakers, clock: HandClock
) -> None:
    await _open(breakers, clock)
    await _ask(breakers, Outcome.FAILED)

    clock.advance(seconds=29)
    assert await breakers.admit("p") is None
    clock.advance(seconds=1)
    assert await breakers.admit("p") is not None


async def test_requests_from_before_it_opened_do_not_close_it(
    breakers: Breakers, clock: HandClock
) -> None:
    slow = await breakers.admit("p")
    assert slow is not None
    await _ask(breakers, Outcome.FAILED, times=3)

    await breakers.report(slow, Outcome.WORKS)

    assert breakers.state("p") is State.OPEN
