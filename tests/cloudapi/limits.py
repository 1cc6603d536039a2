"""How often may be sent: to one person, and in all."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from tests.cloudapi.errors import GraphError

PAIR_SECONDS, PAIR_BURST = 6.0, 45
PER_SECOND = 80
WINDOW_SECONDS = 24 * 3600


class Limits:
    """The limits of one number. Set `pair_burst` or `per_second` to None to have none.

    A burst to one person is borrowed: it is paid back with six seconds a message. With
    `is_strict` nothing more goes to them until all is paid back, as Meta's page says; without
    it, only a debt of a whole burst stands in the way.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.pair_burst: int | None = PAIR_BURST
        self.per_second: int | None = PER_SECOND
        self.is_strict = False
        self._bursts: dict[str, _Burst] = {}
        self._lately: deque[float] = deque()

    def count(self, person: str) -> None:
        """Count one message.

        Errors: 130429 for too many in all, 131056 for too many to this person.
        """
        now = self._clock().timestamp()
        while self._lately and self._lately[0] <= now - 1:
            self._lately.popleft()
        if self.per_second is not None and len(self._lately) >= self.per_second:
            raise GraphError(130429, "Message failed to send: too many messages from this number.")
        burst = self._bursts.get(person)
        if burst is None or now >= burst.paid_until:
            burst = self._bursts[person] = _Burst(now, now)
        if self.pair_burst is not None and self._is_too_much(burst, now, self.pair_burst):
            raise GraphError(131056, "Message failed to send: too many to this phone number.")
        burst.paid_until += PAIR_SECONDS
        self._lately.append(now)

    def _is_too_much(self, burst: "_Burst", now: float, most: int) -> bool:
        if burst.paid_until - now > (most - 1) * PAIR_SECONDS:
            return True
        return self.is_strict and burst.paid_until > now >= burst.since + PAIR_SECONDS


@dataclass
class _Burst:
    """Messages to one person since a moment, and when they are paid back."""

    since: float
    paid_until: float
