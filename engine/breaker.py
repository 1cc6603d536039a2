"""Circuit breakers: a provider that keeps failing is left alone for a while."""

from collections import deque
from dataclasses import field
from enum import StrEnum
from typing import Protocol

from domain.clock import Clock
from domain.frozen import dataclass
from engine.roles import Patience


class State(StrEnum):
    """Whether requests go through."""

    CLOSED = "closed"
    HALF_OPEN = "half_open"
    """One request is on its way, to find out."""
    OPEN = "open"


class Outcome(StrEnum):
    """What a request says about its provider."""

    WORKS = "works"
    FAILED = "failed"
    NOTHING = "nothing"
    """It was called off, or failed for reasons of its own."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Ticket:
    """A request that was let through; `is_probe`: the one of a half-open breaker.

    `mark` tells one such request from another where processes share their breakers.
    """

    provider: str
    is_probe: bool
    mark: str = field(default="", compare=False)


class Breakers(Protocol):
    """One breaker for each provider. Each operation is whole, so that processes can share them."""

    async def admit(self, provider: str) -> Ticket | None:
        """Let a request through, or not (None); each ticket is reported exactly once."""

    async def report(self, ticket: Ticket, outcome: Outcome) -> None:
        """Tell what became of a request."""

    def state(self, provider: str) -> State:
        """Return how a provider's breaker stands, as far as this process knows."""


@dataclass(slots=True)
class _Breaker:
    failures: deque[float] = field(default_factory=deque)
    opened_at: float | None = None
    is_probing: bool = False


class MemoryBreakers:
    """The breakers of one process."""

    def __init__(self, clock: Clock, patience: Patience | None = None) -> None:
        self._clock = clock
        self._patience = patience or Patience()
        self._breakers: dict[str, _Breaker] = {}

    async def admit(self, provider: str) -> Ticket | None:
        """Let everything through while closed; after the pause of an open one, one request."""
        breaker = self._of(provider)
        if breaker.opened_at is None:
            return Ticket(provider=provider, is_probe=False)
        rested = self._clock.monotonic() - breaker.opened_at >= self._patience.pause
        if breaker.is_probing or not rested:
            return None
        breaker.is_probing = True
        return Ticket(provider=provider, is_probe=True)

    async def report(self, ticket: Ticket, outcome: Outcome) -> None:
        """Count; requests from before the breaker opened change nothing any more."""
        breaker = self._of(ticket.provider)
        if ticket.is_probe:
            breaker.is_probing = False
        elif breaker.opened_at is not None:
            return
        if outcome is Outcome.WORKS:
            breaker.failures.clear()
            breaker.opened_at = None
        elif outcome is Outcome.FAILED:
            self._fail(breaker, ticket)

    def state(self, provider: str) -> State:
        """Return how it stands."""
        breaker = self._of(provider)
        if breaker.opened_at is None:
            return State.CLOSED
        return State.HALF_OPEN if breaker.is_probing else State.OPEN

    def _fail(self, breaker: _Breaker, ticket: Ticket) -> None:
        now = self._clock.monotonic()
        breaker.failures.append(now)
        while now - breaker.failures[0] > self._patience.window:
            breaker.failures.popleft()
        if ticket.is_probe or len(breaker.failures) >= self._patience.failures:
            breaker.failures.clear()
            breaker.opened_at = now

    def _of(self, provider: str) -> _Breaker:
        return self._breakers.setdefault(provider, _Breaker())
