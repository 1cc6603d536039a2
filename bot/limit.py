"""The limit of messages: so many a minute a person."""

from collections import defaultdict, deque

from domain.clock import Clock

MINUTE_SECONDS = 60.0


class Limit:
    """A sliding minute for each person, in this process."""

    def __init__(self, clock: Clock, most: int) -> None:
        self._clock = clock
        self.most = most
        self._times: defaultdict[int, deque[float]] = defaultdict(deque)

    def allows(self, person: int) -> bool:
        """Count one message, and tell whether it is within the limit."""
        now = self._clock.monotonic()
        times = self._times[person]
        while times and times[0] <= now - MINUTE_SECONDS:
            times.popleft()
        if len(times) >= self.most:
            return False
        times.append(now)
        return True
