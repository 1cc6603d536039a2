"""The chain and its breakers: who fails is left alone, and nobody else is."""

import asyncio

import pytest

from engine.breaker import MemoryBreakers, State
from engine.model import (
    Answered,
    Limited,
    ModelFailed,
    NoCandidate,
    RefusedAsk,
    ServerFailed,
    TimedOut,
    Unreadable,
)
from tests.fakes import until
from tests.models.chains import Links, Patiently, breakers, chain, clock
from tests.models.conftest import ask
from tests.models.fakes import Script, cut, said

__all__ = ["breakers", "chain", "clock"]


async def test_injected_5xx_open_the_breaker_and_nobody_is_asked_any_more(
    chain: Links, breakers: MemoryBreakers
) -> None:
    first, second = Script([ServerFailed(reason="500")]), Script()
    both = chain(first, second)

    for _ in range(5):
        await both.answer(ask())

    assert breakers.state("p0") is State.OPEN
    assert (len(first.asked), len(second.asked)) == (3, 5)


async def test_whoever_hangs_opens_it(chain: Links, breakers: MemoryBreakers) -> None:
    for _ in range(3):
        with pytest.raises(NoCandidate):
            await chain(Script([None])).answer(ask(seconds=0.05))

    assert breakers.state("p0") is State.OPEN


@pytest.mark.parametrize("late", [None, TimedOut(reason="deadline")], ids=["hangs", "gives up"])
async def test_whoever_had_no_time_left_is_not_to_blame(
    chain: Links, breakers: MemoryBreakers, late: ModelFailed | None
) -> None:
    second = Script([late])
    hopeless = chain(Slow(0.85), second)

    turns = (hopeless.answer(ask(seconds=1.6)) for _ in range(3))
    ended = await asyncio.gather(*turns, return_exceptions=True)

    assert [type(one) for one in ended] == [NoCandidate] * 3
    assert len(second.asked) == 3
    assert breakers.state("p1") is State.CLOSED


class Slow:
    """A model that takes its time and is then refused."""

    def __init__(self, seconds: float) -> None:
        self.seconds = seconds

    async def answer(self, ask: object, heard: object = None) -> Answered:
        await asyncio.sleep(self.seconds)
        raise RefusedAsk(reason="400")


@pytest.mark.parametrize(
    "failure",
    [RefusedAsk(reason="401"), Limited(reason="429", retry_after=0), Unreadable(reason="html")],
    ids=lambda one: type(one).__name__,
)
async def test_other_failures_do_not_open_it(
    chain: Links, breakers: MemoryBreakers, failure: ModelFailed
) -> None:
    both = chain(Script([failure]), Script())

    for _ in range(9):
        await both.answer(ask())

    assert breakers.state("p0") is State.CLOSED


async def test_a_half_open_breaker_lets_one_of_many_waiting_through(
    chain: Links, clock: Patiently, breakers: MemoryBreakers
) -> None:
    gate = asyncio.Event()
    first, second = Script([*[ServerFailed(reason="500")] * 3, said("back")]), Script()
    both = chain(first, second)
    for _ in range(3):
        await both.answer(ask())
    clock.ahead += 30
    first.gate = lambda: gate

    asking = [asyncio.create_task(both.answer(ask())) for _ in range(20)]
    await until(lambda: len(second.asked) == 3 + 19, what="the others to be answered")
    gate.set()
    texts = [answered.text for answered in await asyncio.gather(*asking)]

    assert sorted(texts) == ["back", *["yes"] * 19]
    assert len(first.asked) == 4
    assert breakers.state("p0") is State.CLOSED


async def test_cuts_open_the_breaker(chain: Links, breakers: MemoryBreakers) -> None:
    one = chain(Script([cut()]))

    for _ in range(3):
        await one.answer(ask())

    assert breakers.state("p0") is State.OPEN


async def test_calling_off_calls_the_candidate_off_and_counts_for_nothing(
    chain: Links, breakers: MemoryBreakers
) -> None:
    only = Script([None])
    both = chain(only, Script())

    for _ in range(4):
        asking = asyncio.create_task(both.answer(ask()))
        await until(lambda: only.asked)
        asking.cancel()
        await asyncio.gather(asking, return_exceptions=True)
        assert asking.cancelled()
        only.asked.clear()

    assert breakers.state("p0") is State.CLOSED
