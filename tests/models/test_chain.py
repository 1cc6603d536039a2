"""The chain of a role: who is asked when, what comes of it, and never later than the deadline."""

import asyncio
from collections.abc import Callable
from time import monotonic

import pytest

from engine.breaker import MemoryBreakers
from engine.model import (
    Answered,
    Finish,
    Limited,
    ModelFailed,
    NoCandidate,
    OutOfBudget,
    RefusedAsk,
    ServerFailed,
    TimedOut,
    Unreachable,
    Unreadable,
)
from tests.models.chains import Links, Patiently, breakers, chain, clock
from tests.models.conftest import ask
from tests.models.fakes import Script, cut, said

__all__ = ["breakers", "chain", "clock"]


async def test_the_first_that_answers_answers_and_no_other_is_asked(chain: Links) -> None:
    first, second = Script(), Script()

    assert (await chain(first, second).answer(ask())).text == "yes"

    assert (len(first.asked), len(second.asked)) == (1, 0)


FAILURES: list[ModelFailed] = [
    ServerFailed(reason="500"),
    TimedOut(reason="silence"),
    Unreachable(reason="gone"),
    Limited(reason="429", retry_after=30),
    RefusedAsk(reason="401"),
    Unreadable(reason="html"),
    OutOfBudget(whose="person"),
]


@pytest.mark.parametrize("failure", FAILURES, ids=lambda one: type(one).__name__)
async def test_where_one_fails_the_next_is_asked(chain: Links, failure: ModelFailed) -> None:
    first, second = Script([failure]), Script([said("I do")])

    assert (await chain(first, second).answer(ask())).text == "I do"

    assert (len(first.asked), len(second.asked)) == (1, 1)


@pytest.mark.parametrize("failure", FAILURES[:-1], ids=lambda one: type(one).__name__)
async def test_where_all_fail_the_last_reason_is_told(chain: Links, failure: ModelFailed) -> None:
    with pytest.raises(NoCandidate) as caught:
        await chain(Script([failure]), Script([failure])).answer(ask())

    assert caught.value.facts == {"reason": failure.facts["reason"]}


async def test_a_spent_budget_is_told_as_such(chain: Links) -> None:
    broke = Script([OutOfBudget(whose="house")])

    with pytest.raises(OutOfBudget) as caught:
        await chain(broke, Script([ServerFailed(reason="500")])).answer(ask())

    assert caught.value.whose == "house"


async def test_one_that_hangs_leaves_time_for_the_next(chain: Links) -> None:
    first = Script([None])
    asked = ask(seconds=5)

    async with asyncio.timeout(4):
        with pytest.raises(NoCandidate):
            await chain(first).answer(ask(seconds=0.1))

    second = Script()
    patient = chain(Silent(), second, silence=0.1)
    assert (await patient.answer(asked)).text == "yes"
    assert second.asked[0].silence is None
    assert 4 < second.asked[0].seconds < 5


class Silent:
    """A provider's model that says nothing, and keeps to the silence it is allowed."""

    async def answer(self, ask: object, heard: object = None) -> Answered:
        await asyncio.sleep(getattr(ask, "silence", None) or 60)
        raise TimedOut(reason="silence")


class Stubborn:
    """A model that hears neither deadlines nor silence; it says a word where it has one."""

    def __init__(self, word: str = "") -> None:
        self.word = word

    async def answer(self, ask: object, heard: Callable[[str], None]) -> Answered:
        if self.word:
            heard(self.word)
        await asyncio.sleep(60)
        return said()


async def test_it_ends_at_the_deadline_whatever_a_candidate_does(
    chain: Links, breakers: MemoryBreakers
) -> None:
    start = monotonic()

    with pytest.raises(NoCandidate) as caught:
        await chain(Stubborn(), Script()).answer(ask(seconds=0.2))

    assert monotonic() - start < 1
    assert caught.value.facts == {"reason": "deadline"}


async def test_what_was_heard_at_the_deadline_is_the_answer_cut_off(chain: Links) -> None:
    answered = await chain(Stubborn("Half a")).answer(ask(seconds=0.2))

    assert (answered.text, answered.finish) == ("Half a", Finish.CUT)
    assert answered.usage.is_estimate


async def test_after_a_cut_the_next_begins_anew(chain: Links) -> None:
    heard: list[str] = []
    first, second = Script([cut("It is for")]), Script([said("It is 42.")])

    answered = await chain(first, second).answer(ask(), heard.append)

    assert (answered.text, answered.finish) == ("It is 42.", Finish.STOP)
    assert heard == ["It is for", "It is 42."]


async def test_where_nobody_is_left_the_cut_text_comes_back_once(chain: Links) -> None:
    first, second = Script([cut("It is for")]), Script([ServerFailed(reason="500")])

    answered = await chain(first, second).answer(ask())

    assert (answered.text, answered.finish) == ("It is for", Finish.CUT)
    assert (len(first.asked), len(second.asked)) == (1, 1)


async def test_a_candidate_rests_after_429_as_long_as_it_said(
    chain: Links, clock: Patiently
) -> None:
    first = Script([Limited(reason="429", retry_after=20), said("rested")])
    second = Script()
    both = chain(first, second)

    await both.answer(ask())
    await both.answer(ask())
    assert (len(first.asked), len(second.asked)) == (1, 2)

    clock.ahead += 20
    assert (await both.answer(ask())).text == "rested"


async def test_a_short_rest_is_waited_for_where_nobody_else_is_left(chain: Links) -> None:
    only = Script([Limited(reason="429", retry_after=0.05), said("rested")])

    assert (await chain(only).answer(ask())).text == "rested"


async def test_a_long_rest_is_not_waited_for(chain: Links) -> None:
    only = Script([Limited(reason="429", retry_after=20)])
    start = monotonic()

    for _ in range(2):
        with pytest.raises(NoCandidate):
            await chain(only).answer(ask())

    assert monotonic() - start < 0.5


async def test_the_only_one_is_asked_once_more_when_it_stumbles(chain: Links) -> None:
    only = Script([ServerFailed(reason="502"), said("better")])

    assert (await chain(only).answer(ask())).text == "better"

    assert len(only.asked) == 2


@pytest.mark.parametrize(
    ("failure", "times"),
    [
        (ServerFailed(reason="500"), 2),
        (Unreachable(reason="gone"), 2),
        (TimedOut(reason="silence"), 1),
        (RefusedAsk(reason="401"), 1),
        (Unreadable(reason="html"), 1),
    ],
    ids=lambda one: type(one).__name__,
)
async def test_nothing_is_tried_more_than_once_more(
    chain: Links, failure: ModelFailed, times: int
) -> None:
    only = Script([failure])

    with pytest.raises(NoCandidate):
        await chain(only).answer(ask())

    assert len(only.asked) == times


async def test_time_that_is_over_is_not_begun(chain: Links) -> None:
    second = Script()

    with pytest.raises(NoCandidate):
        await chain(Silent(), second, silence=0.2).answer(ask(seconds=0.4))

    assert second.asked == []
