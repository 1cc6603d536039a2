"""Measuring: what each request to a model came to, counted from outside."""

import asyncio
from time import perf_counter

from bot.metrics import Metrics
from domain.frozen import dataclass
from engine.breaker import Breakers, State
from engine.model import (
    Answered,
    Ask,
    Heard,
    Limited,
    Model,
    ModelFailed,
    OutOfBudget,
    RefusedAsk,
    Role,
    ServerFailed,
    TimedOut,
    Unreachable,
    Unreadable,
    Usage,
    unheard,
)
from engine.roles import Candidate

_FAILED: dict[type[ModelFailed], str] = {
    ServerFailed: "server_failed",
    TimedOut: "timed_out",
    Unreachable: "unreachable",
    Limited: "limited",
    RefusedAsk: "refused",
    Unreadable: "unreadable",
    OutOfBudget: "out_of_budget",
}
_STATES = {State.CLOSED: 0, State.HALF_OPEN: 1, State.OPEN: 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Meter:
    """The metrics of one candidate in one role."""

    metrics: Metrics
    candidate: Candidate
    role: Role

    @property
    def labels(self) -> tuple[str, str, str]:
        """Provider, model and role: as many as the settings name, never more."""
        return (self.candidate.place.name, self.candidate.model, self.role.value)

    def ended(self, outcome: str, seconds: float) -> None:
        """Count a request that ended."""
        self.metrics.model_requests.labels(*self.labels, outcome).inc()
        self.metrics.model_seconds.labels(*self.labels).observe(seconds)

    def began(self, seconds: float) -> None:
        """Note how long the first word took."""
        self.metrics.model_first_seconds.labels(*self.labels).observe(seconds)

    def paid(self, usage: Usage, micro_usd: int, _is_known: bool) -> None:  # noqa: FBT001
        """Count tokens and money (see `engine.budget.Paid`)."""
        tokens = self.metrics.model_tokens
        tokens.labels(*self.labels, "input").inc(usage.input_tokens)
        tokens.labels(*self.labels, "output").inc(usage.output_tokens)
        tokens.labels(*self.labels, "cached").inc(usage.cached_tokens)
        self.metrics.model_cost.labels(*self.labels).inc(micro_usd / 1_000_000)


class Measured:
    """Measures a model (see `engine.model.Model`)."""

    def __init__(self, model: Model, meter: Meter) -> None:
        self._model = model
        self._meter = meter

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the model's answer. Errors: its own."""
        start = perf_counter()
        has_begun = False

        def hear(text: str) -> None:
            nonlocal has_begun
            if not has_begun:
                has_begun = True
                self._meter.began(perf_counter() - start)
            heard(text)

        outcome = "failed"
        try:
            answered = await self._model.answer(ask, hear)
            outcome = answered.finish.value
        except ModelFailed as failure:
            outcome = _FAILED.get(type(failure), "failed")
            raise
        except asyncio.CancelledError:
            outcome = "cancelled"
            raise
        finally:
            self._meter.ended(outcome, perf_counter() - start)
        return answered


def watch_breaker(metrics: Metrics, breakers: Breakers, provider: str) -> None:
    """Show how the breaker of a provider stands: 0 closed, 1 half open, 2 open."""
    gauge = metrics.model_breaker.labels(provider)
    gauge.set_function(lambda: _STATES[breakers.state(provider)])
