"""Limits: so many in a sliding length of time, for each person or address."""

from array import array
from bisect import bisect_right
from typing import Protocol

from domain.clock import Clock
from domain.frozen import dataclass

Who = int | str
"""A person's number, or an address."""
MOST_KEPT = 10_000
"""Windows that a process keeps; beyond it, those that were begun first go."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Policy:
    """At most `most` in any `seconds`. `name` is its label in metrics and headers."""

    name: str
    most: int
    seconds: float = 60.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """How many more are allowed, and in how many seconds one of those counted is forgotten."""

    left: int
    reset: float


class Limits(Protocol):
    """Counts what is allowed; what is refused is not counted."""

    async def allows(self, policy: Policy, who: Who) -> bool:
        """Count one, and tell whether it is within the limit; never fails."""

    def standing(self, policy: Policy, who: Who) -> Standing:
        """Return how somebody stands, as far as this process knows."""


class Windows:
    """What this process let through, by policy and by whom: instants of a monotonic clock.

    Eight bytes each, however high a limit is set.
    """

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._kept: dict[tuple[str, Who], array[float]] = {}

    def of(self, policy: Policy, who: Who, now: float) -> "array[float]":
        """Return the instants that still count, the oldest first."""
        times = self._kept.get((policy.name, who))
        if times is None:
            if len(self._kept) >= MOST_KEPT:
                self._let_some_go()
            times = self._kept[policy.name, who] = array("d")
        if over := bisect_right(times, now - policy.seconds):
            del times[:over]
        return times

    def standing(self, policy: Policy, who: Who, others: int = 0) -> Standing:
        """Return how somebody stands; `others`: how many other processes let through."""
        now = self._clock.monotonic()
        times = self.of(policy, who, now)
        reset = times[0] + policy.seconds - now if times else policy.seconds
        return Standing(left=max(0, policy.most - len(times) - others), reset=reset)

    def _let_some_go(self) -> None:
        for key in list(self._kept)[: MOST_KEPT // 2]:
            del self._kept[key]


class LocalLimits:
    """The limits of one process."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._windows = Windows(clock)

    async def allows(self, policy: Policy, who: Who) -> bool:
        """Count one, and tell whether it is within the limit."""
        now = self._clock.monotonic()
        times = self._windows.of(policy, who, now)
        if len(times) >= policy.most:
            return False
        times.append(now)
        return True

    def standing(self, policy: Policy, who: Who) -> Standing:
        """Return how somebody stands."""
        return self._windows.standing(policy, who)
