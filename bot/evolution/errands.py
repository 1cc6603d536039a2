"""Errands: small calls beside the messages, which nobody waits for and which may fail."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

from domain.errors import SparkError

MOST = 50
"""Errands at the same time; beyond that they are left out."""

log = structlog.get_logger(__name__)


class Errands:
    """Runs calls in the background, and ends them with the channel."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[None]] = set()

    def run(self, call: Coroutine[Any, Any, object]) -> None:
        """Begin a call and return at once."""
        if len(self._running) >= MOST:
            call.close()
            return
        task = asyncio.create_task(_done(call))
        self._running.add(task)
        task.add_done_callback(self._running.discard)

    def close(self) -> None:
        """End what still runs."""
        for task in tuple(self._running):
            task.cancel()


async def _done(call: Coroutine[Any, Any, object]) -> None:
    try:
        await call
    except SparkError as error:
        log.debug("errand failed", channel="evolution", reason=error.brief)
