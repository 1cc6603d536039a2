"""The bus: what one process tells the others at once, and what is lost where nobody hears it."""

import asyncio
from collections.abc import Callable
from typing import Protocol

import structlog

Listener = Callable[[bytes | None], None]
"""Hears what was told; None: something may have been missed, so look anew."""

log = structlog.get_logger(__name__)


class Bus(Protocol):
    """Tells and hears, without any promise: what matters is stored, the bus only hastens it."""

    def tell(self, topic: str, payload: bytes = b"") -> None:
        """Tell whoever listens, here and in other processes; never waits, never fails."""

    def hear(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Call a listener with whatever is told of a topic, until the returned is called."""


class LocalBus:
    """The bus of one process: its own listeners hear it, a moment later."""

    def __init__(self) -> None:
        self._listeners: dict[str, list[Listener]] = {}

    @property
    def topics(self) -> frozenset[str]:
        """The topics that somebody listens to."""
        return frozenset(self._listeners)

    def tell(self, topic: str, payload: bytes = b"") -> None:
        """Tell the listeners of this process."""
        self.spread(topic, payload)

    def hear(self, topic: str, listener: Listener) -> Callable[[], None]:
        """Call a listener with whatever is told of a topic, until the returned is called."""
        self._listeners.setdefault(topic, []).append(listener)
        return lambda: self._leave(topic, listener)

    def spread(self, topic: str, payload: bytes | None) -> None:
        """Hand something to the listeners of a topic, after what runs now."""
        if topic in self._listeners:
            asyncio.get_running_loop().call_soon(self._hand_over, topic, payload)

    def _hand_over(self, topic: str, payload: bytes | None) -> None:
        for listener in tuple(self._listeners.get(topic, ())):
            try:
                listener(payload)
            except Exception as error:  # noqa: BLE001 - one listener keeps nothing from the others
                log.error("a listener failed", topic=topic, reason=type(error).__name__)

    def _leave(self, topic: str, listener: Listener) -> None:
        listeners = self._listeners.get(topic, [])
        if listener in listeners:
            listeners.remove(listener)
        if not listeners:
            self._listeners.pop(topic, None)
