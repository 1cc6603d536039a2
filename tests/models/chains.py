"""Chains of candidates over one clock and its breakers."""

from collections.abc import Callable

import pytest

from domain.clock import SystemClock
from engine.breaker import MemoryBreakers
from engine.chain import Chain, Link
from engine.model import Model
from engine.roles import Patience

Links = Callable[..., Chain]


class Patiently(SystemClock):
    """The machine's clock, that can also be moved on by hand."""

    def __init__(self) -> None:
        self.ahead = 0.0

    def monotonic(self) -> float:
        return super().monotonic() + self.ahead


@pytest.fixture
def clock() -> Patiently:
    return Patiently()


@pytest.fixture
def breakers(clock: Patiently) -> MemoryBreakers:
    return MemoryBreakers(clock, Patience(failures=3, window=60, pause=30))


@pytest.fixture
def chain(breakers: MemoryBreakers, clock: Patiently) -> Links:
    def build(*models: Model, silence: float = 15.0) -> Chain:
        links = [
            Link(name=f"p{number}/m", place=f"p{number}", model=model, silence=silence)
            for number, model in enumerate(models)
        ]
        return Chain(links, breakers, clock)

    return build
