"""The front: every HTTP connection to our own port.

A general server in front of an application cost more than storing the message that it brought
(docs/decisions/hot-path.md).
"""

import asyncio
import socket

from bot.connection import Connection
from bot.webhook import Doors

MOST_CONNECTIONS = 1000
GRACE_SECONDS = 2.0
SWEEP_SECONDS = 1.0


class Front:
    """Every connection to our port. `sweep` ends those that are slower than the limits."""

    def __init__(self, doors: Doors, *, most: int = MOST_CONNECTIONS) -> None:
        self._doors = doors
        self._most = most
        self.connections: set[Connection] = set()

    async def serve(self, listener: socket.socket) -> None:
        """Serve on a bound socket until cancelled; then finish what is open, two seconds long."""
        loop = asyncio.get_running_loop()
        server = await loop.create_server(self._meet, sock=listener)
        try:
            while True:
                await asyncio.sleep(SWEEP_SECONDS)
                self.sweep(loop.time())
        finally:
            server.close()
            await self._close()

    def sweep(self, now: float) -> None:
        """End what has taken too long; `now` in seconds of the event loop."""
        for connection in [one for one in self.connections if one.deadline < now]:
            connection.abort()

    def _meet(self) -> Connection:
        loop = asyncio.get_running_loop()
        return Connection(self._doors, self.connections, loop, is_welcome=self._has_room())

    def _has_room(self) -> bool:
        """Tell whether one more connection may come; whoever waits for the longest makes room."""
        if len(self.connections) < self._most:
            return True
        unserved = [one for one in self.connections if not one.is_busy]
        if unserved:
            min(unserved, key=lambda one: one.deadline).abort()
        return bool(unserved)

    async def _close(self) -> None:
        for connection in tuple(self.connections):
            connection.finish()
        serving = [one.serving for one in self.connections if one.serving is not None]
        if serving:
            await asyncio.wait(serving, timeout=GRACE_SECONDS)
        for connection in tuple(self.connections):
            connection.abort()
