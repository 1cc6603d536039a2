"""A channel that takes everything and counts."""

import asyncio
import time

from bot.channel import Accept
from domain.messages import Address, OutboundMessage


class CountingChannel:
    """Gives its `accept` to a benchmark; `arrived` is set once so many messages were sent."""

    name = "bench"

    def __init__(self) -> None:
        self.accept: Accept | None = None
        self.receiving = asyncio.Event()
        self.sent = 0
        self.arrived = asyncio.Event()
        self.expected = 0
        self.first_at = 0.0
        self.last_at = 0.0

    def expect(self, count: int) -> None:
        """Set `arrived` after so many further messages."""
        self.expected = self.sent + count
        self.first_at = 0.0
        self.arrived.clear()

    async def receive(self, accept: Accept) -> None:
        """Take what is said from whoever calls `accept`."""
        self.accept = accept
        self.receiving.set()
        await asyncio.Event().wait()

    async def typing(self, address: Address) -> None:
        """Nothing to show."""

    async def send(self, message: OutboundMessage) -> str | None:
        """Count, and note when."""
        self.sent += 1
        self.last_at = time.perf_counter()
        self.first_at = self.first_at or self.last_at
        if self.sent >= self.expected:
            self.arrived.set()
        return str(self.sent)
