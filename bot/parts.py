"""The parts of a process that must always run: where one ends, the process ends too."""

import asyncio
from collections.abc import Coroutine
from typing import Any

import structlog

log = structlog.get_logger(__name__)


class Parts:
    """Runs them. `failed` is set when one has ended, with the reason in `reason`."""

    def __init__(self) -> None:
        self.failed = asyncio.Event()
        self.reason: BaseException | None = None
        self._running: list[asyncio.Task[None]] = []

    def run(self, name: str, work: Coroutine[Any, Any, None]) -> "asyncio.Task[None]":
        """Run a part until `stop`."""
        task = asyncio.create_task(work, name=name)
        task.add_done_callback(self._ended)
        self._running.append(task)
        return task

    async def stop(self) -> None:
        """End them all."""
        for task in self._running:
            task.cancel()
        await asyncio.gather(*self._running, return_exceptions=True)

    def _ended(self, task: "asyncio.Task[None]") -> None:
        if task.cancelled():
            return
        self.reason = task.exception()
        log.error("stopped by itself", part=task.get_name(), reason=repr(self.reason))
        self.failed.set()
