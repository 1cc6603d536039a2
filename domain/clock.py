"""Time as the rest of the program sees it: a wall clock that can be moved by hand in tests."""

import asyncio
import contextlib
import time
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells the time and waits for it to pass."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""

    def monotonic(self) -> float:
        """Return seconds that never run backwards, for measuring lengths."""

    async def wait_until(self, moment: datetime, wake: asyncio.Event) -> None:
        """Return at `moment` (aware) or when `wake` is set, whichever is first."""


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present instant, aware, in UTC."""
        return datetime.now(UTC)

    def monotonic(self) -> float:
        """Return seconds that never run backwards, for measuring lengths."""
        return time.monotonic()

    async def wait_until(self, moment: datetime, wake: asyncio.Event) -> None:
        """Return at `moment` (aware) or when `wake` is set, whichever is first."""
        seconds = max(0.0, (moment - self.now()).total_seconds())
        # Not `wait_for`: before Python 3.12 it may swallow being cancelled.
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await wake.wait()


class ShiftedClock(SystemClock):
    """The machine's clock as if it had been `start` when it was made; it goes on from there."""

    def __init__(self, start: datetime) -> None:
        self._shift = start - datetime.now(UTC)

    def now(self) -> datetime:
        """Return the shifted instant, aware, in UTC."""
        return super().now() + self._shift


async def pause(clock: Clock, seconds: float) -> None:
    """Wait for so many seconds of a clock."""
    await clock.wait_until(clock.now() + timedelta(seconds=seconds), asyncio.Event())
