"""The clock of a day: fast, and the same for whoever lives in it."""

import asyncio
import contextlib
from datetime import UTC, datetime

SPEED = 240
"""The day's clock runs so many times faster than the machine's, through all lives."""
SLOW_SPEED = 60
"""The same where every word to a server and back is looked at, which takes its time."""
BEGINNING = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


class FastClock:
    """A clock that goes on at its own speed while the process is dead."""

    def __init__(self, started_at: datetime, speed: int = SPEED) -> None:
        self._started_at = started_at
        self._speed = speed

    def now(self) -> datetime:
        return BEGINNING + (datetime.now(UTC) - self._started_at) * self._speed

    def monotonic(self) -> float:
        return (self.now() - BEGINNING).total_seconds()

    async def wait_until(self, moment: datetime, wake: asyncio.Event) -> None:
        seconds = max(0.0, (moment - self.now()).total_seconds() / self._speed)
        with contextlib.suppress(TimeoutError):
            await asyncio.wait_for(wake.wait(), seconds)
