"""The turnstile: so many lanes run at once, and so many begin in one turn of the event loop."""

import asyncio
from collections import deque
from collections.abc import Callable

PER_TURN = 32
"""Lanes that begin before everything else has its turn again: some milliseconds of work."""


class Turnstile:
    """Lets lanes in, first come first served.

    What waits here costs a place in a row, not a task. `begin` is called with the lock of a lane
    that is let in; it holds its place until `leave`.
    """

    def __init__(self, begin: Callable[[str], None], *, at_once: int) -> None:
        self._begin = begin
        self._free = at_once
        self._waiting: deque[str] = deque()
        self._is_called = False

    def join(self, lock: str) -> None:
        """Put a lane at the end of the row."""
        self._waiting.append(lock)
        self._call()

    def leave(self) -> None:
        """Free a place."""
        self._free += 1
        self._call()

    def _call(self) -> None:
        if self._waiting and self._free and not self._is_called:
            self._is_called = True
            asyncio.get_running_loop().call_soon(self._let_in)

    def _let_in(self) -> None:
        self._is_called = False
        for _ in range(min(PER_TURN, self._free, len(self._waiting))):
            self._free -= 1
            self._begin(self._waiting.popleft())
        self._call()
