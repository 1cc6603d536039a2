"""How often may be sent: to one person, and in all."""

from collections import deque
from collections.abc import Callable
from datetime import datetime

from tests.cloudapi.errors import GraphError

PAIR_SECONDS, PAIR_BURST = 6.0, 45
PER_SECOND = 80
WINDOW_SECONDS = 24 * 3600


class Limits:
    """The limits of one number. Set `pair_burst` or `per_second` to None to have none.

    A burst to one person is borrowed: it is paid back with six seconds a message.
    """

    def __init__(self, clock: Callable[[], datetime]) -> None:
        self._clock = clock
        self.pair_burst: int | None = PAIR_BURST
        self.per_second: int | None = PER_SECOND
        self._paid_until: dict[str, float] = {}
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
        paid = max(self._paid_until.get(person, now), now)
        if self.pair_burst is not None and paid - now > (self.pair_burst - 1) * PAIR_SECONDS:
            raise GraphError(131056, "Message failed to send: too many to this phone number.")
        self._paid_until[person] = paid + PAIR_SECONDS
        self._lately.append(now)
