"""Crowding: how long a message that comes now would wait, by how fast those before it go."""

import time
from collections.abc import Callable
from typing import Final

SHARE: Final = 1 / 32
"""Of the newest interval in the pace."""
LONGEST_INTERVAL: Final = 0.25
"""Seconds; what took longer waited for something else than its turn."""
FORGOTTEN_AFTER: Final = 60.0
"""Seconds after a crowd; what was slow then may be quick by now."""


class Crowding:
    """Counts messages that wait or are answered, and the pace at which they are answered.

    `seconds`: the machine's monotonic clock, for it is about what the machine can do.
    """

    def __init__(self, seconds: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._waiting = 0
        self._pace = 0.0
        self._last: float | None = None

    def delay(self, coming: int) -> float:
        """Return the seconds that a message would wait, with so many more on their way in."""
        return (self._waiting + coming) * self._pace

    def came(self) -> None:
        """Count one that came."""
        self._waiting += 1

    def went(self) -> None:
        """Count one that was answered; while others wait, the time between two is the pace."""
        now = self._seconds()
        if self._last is not None:
            interval = min(now - self._last, LONGEST_INTERVAL)
            self._pace += SHARE * (interval - self._pace)
        self._waiting -= 1
        self._last = now if self._waiting else None


class SampledCrowding:
    """The same where others answer too: told of the queue now and then, it counts what came here.

    Up to `crowd` messages wait for nothing: so many are answered side by side. The pace is what
    two samples say, both of a crowd, between which the queue did not run dry; the first one of a
    crowd says it roughly, and a minute without one forgets it.
    """

    def __init__(self, crowd: int, seconds: Callable[[], float] = time.monotonic) -> None:
        self._crowd = crowd
        self._seconds = seconds
        self._waiting = 0
        self._at: float | None = None
        self.mine = 0
        """How many came in this process since the last sample."""
        self._share = 1.0
        self._crowd_at = 0.0
        self._pace = 0.0

    def delay(self, coming: int) -> float:
        """Return the seconds that a message would wait, with so many more on their way in."""
        if not self._pace or self._at is None:
            return 0.0
        answered = (self._seconds() - self._at) / self._pace
        waiting = self._waiting + self.mine * self._share - answered
        return (waiting + coming) * self._pace if waiting > self._crowd else 0.0

    def came(self) -> None:
        """Count one that came in this process."""
        self.mine += 1

    def sampled(self, waiting: int, arrived: int) -> None:
        """Take in how many wait or are answered in all processes, and how many came anywhere.

        `arrived` counts from the sample before; those of others come on as they came so far.
        """
        now = self._seconds()
        if self._at is not None:
            answered = arrived + self._waiting - waiting
            pace = min((now - self._at) / max(1, answered), LONGEST_INTERVAL)
            was_crowd, is_crowd = self._waiting > self._crowd, waiting > self._crowd
            is_measured = is_crowd and (was_crowd or not self._pace)
            self._pace = pace if is_measured else min(self._pace, pace)
            if is_crowd:
                self._crowd_at = now
            elif now - self._crowd_at > FORGOTTEN_AFTER:
                self._pace = 0.0
            self._share = max(1.0, arrived / self.mine) if self.mine else 1.0
        self._waiting, self.mine, self._at = waiting, 0, now
