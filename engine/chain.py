"""The chain of a role: candidates in order, under one deadline. The only place that tries again."""

import asyncio
from collections.abc import Sequence
from dataclasses import field, replace

from domain.clock import Clock, pause
from domain.frozen import dataclass
from engine.breaker import Breakers, Outcome, Ticket
from engine.estimate import estimated
from engine.model import (
    Answered,
    Ask,
    Finish,
    Heard,
    Limited,
    Model,
    ModelFailed,
    NoCandidate,
    OutOfBudget,
    ServerFailed,
    TimedOut,
    Unreachable,
    unheard,
)

REST_SECONDS = 2.0
"""How long a candidate rests that answered 429 without saying how long."""
LONGEST_WAIT = 2.0
"""What is waited for where nobody else is left; a longer rest is not."""
AGAIN_SECONDS = 0.3
"""Before a candidate that just stumbled is asked once more, where nobody else is left."""
LEAST_SECONDS = 0.5
"""With less than that left of a turn, nobody is asked any more."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """A candidate: its name as "place/model", the place that its breaker watches, the model."""

    name: str
    place: str
    model: Model
    silence: float = 15.0


@dataclass(slots=True, kw_only=True)
class _Turn:
    """What has come of a request so far."""

    ask: Ask
    end: float
    heard: Heard
    said: str = ""
    cut: Answered | None = None
    failure: ModelFailed | None = None
    refused: OutOfBudget | None = None
    stumbled: list[Link] = field(default_factory=list)
    """Those that failed quickly and may do better a moment later."""

    def hear(self, text: str) -> None:
        self.said = text
        self.heard(text)

    @property
    def left(self) -> float:
        return self.end - asyncio.get_running_loop().time()


class Chain:
    """Asks one candidate after the other (see `engine.model.Model`).

    Within `Ask.seconds` it returns or raises, whatever the candidates do. A cut answer counts as
    a failure: the next candidate begins anew. Where there is none, the cut text comes back.
    """

    def __init__(self, links: Sequence[Link], breakers: Breakers, clock: Clock) -> None:
        self._links = tuple(links)
        self._breakers = breakers
        self._clock = clock
        self._rests: dict[str, float] = {}

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the first whole answer. Errors: NoCandidate, or OutOfBudget where that is why."""
        turn = _Turn(ask=ask, end=asyncio.get_running_loop().time() + ask.seconds, heard=heard)
        try:
            async with asyncio.timeout_at(turn.end) as deadline:
                answered = await self._go_through(turn)
        except TimeoutError:
            if not deadline.expired():
                raise
            turn.failure = TimedOut(reason="deadline")
            answered = None
        if answered or turn.cut:
            return answered or turn.cut or Answered(text="")
        if turn.refused:
            raise turn.refused
        raise NoCandidate(reason=turn.failure.facts["reason"] if turn.failure else "resting")

    async def _go_through(self, turn: _Turn) -> Answered | None:
        for number, link in enumerate(self._links):
            is_last = number == len(self._links) - 1
            if self._rests_for(link) <= 0 and (answered := await self._try(link, turn, is_last)):
                return answered
            if turn.left < LEAST_SECONDS:
                return None
        return await self._once_more(turn)

    async def _once_more(self, turn: _Turn) -> Answered | None:
        """Ask once more whoever just stumbled, or whose rest is over in a moment."""
        stumbled, turn.stumbled = turn.stumbled, []
        soonest = min(self._links, key=self._rests_for, default=None)
        if stumbled and not turn.cut:
            await pause(self._clock, min(AGAIN_SECONDS, turn.left))
            again = stumbled[0]
        elif soonest and 0 < self._rests_for(soonest) <= min(LONGEST_WAIT, turn.left):
            await pause(self._clock, self._rests_for(soonest))
            again = soonest
        else:
            return None
        return await self._try(again, turn, is_last=True)

    async def _try(self, link: Link, turn: _Turn, is_last: bool) -> Answered | None:  # noqa: FBT001
        """Ask one candidate; None where it gave no whole answer, and `turn` knows why."""
        ticket = await self._breakers.admit(link.place)
        if ticket is None:
            return None
        outcome = Outcome.NOTHING
        turn.said = ""
        given = turn.left
        ask = replace(turn.ask, seconds=given, silence=None if is_last else link.silence)
        try:
            answered = await link.model.answer(ask, turn.hear)
            outcome = Outcome.FAILED if answered.finish is Finish.CUT else Outcome.WORKS
        except ModelFailed as failure:
            outcome = self._learn(link, turn, failure)
            if isinstance(failure, TimedOut) and not _is_fair(given, turn, link):
                outcome = Outcome.NOTHING
            return None
        except asyncio.CancelledError:
            outcome = self._cancelled(link, turn)
            if not _is_fair(given, turn, link):
                outcome = Outcome.NOTHING
            raise
        finally:
            await self._report(ticket, outcome)
        if answered.finish is Finish.CUT:
            turn.cut = turn.cut or answered
            return None
        return answered

    def _learn(self, link: Link, turn: _Turn, failure: ModelFailed) -> Outcome:
        turn.failure = failure
        if isinstance(failure, OutOfBudget):
            turn.refused = failure
            return Outcome.NOTHING
        if isinstance(failure, Limited):
            wait = REST_SECONDS if failure.retry_after is None else failure.retry_after
            self._rests[link.name] = self._clock.monotonic() + wait
        if isinstance(failure, ServerFailed | Unreachable):
            turn.stumbled.append(link)
        return Outcome.FAILED if failure.counts else Outcome.WORKS

    def _cancelled(self, link: Link, turn: _Turn) -> Outcome:
        """Tell our own deadline, which is the candidate's failure, from somebody's calling off."""
        if turn.left > 0:
            return Outcome.NOTHING
        if turn.said.strip() and turn.cut is None:
            turn.cut = Answered(
                text=turn.said,
                finish=Finish.CUT,
                usage=estimated(turn.ask, len(turn.said)),
                model=link.name,
            )
        return Outcome.FAILED

    async def _report(self, ticket: Ticket, outcome: Outcome) -> None:
        await asyncio.shield(self._breakers.report(ticket, outcome))

    def _rests_for(self, link: Link) -> float:
        return self._rests.get(link.name, 0.0) - self._clock.monotonic()


def _is_fair(given: float, turn: _Turn, link: Link) -> bool:
    """Tell whether a candidate had time enough for its being late to be its own fault."""
    return given >= min(link.silence, turn.ask.seconds / 2)
