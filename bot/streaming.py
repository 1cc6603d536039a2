"""Streaming: an answer that is still growing is shown as it grows, within a channel's limits.

What is shown so is never the answer: that is stored, and goes out through the outbox.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import structlog

from bot.channel import Drafting
from bot.reception import Received
from domain.clock import Clock
from domain.errors import SparkError
from domain.sending import RateLimited
from engine.markdown import neutral
from handlers.turn import Reply

MOST_DRAFTS = 60
"""Of one answer."""
log = structlog.get_logger(__name__)


class Stream:
    """Shows one answer while it grows. A draft that cannot be shown stops no answer."""

    def __init__(self, channel: object, received: Received, clock: Clock) -> None:
        self._channel = channel if isinstance(channel, Drafting) else None
        self._received = received
        self._clock = clock
        self._text = self._shown = ""
        self._changed = asyncio.Event()
        self._message: str | None = None

    def heard(self, text: str) -> None:
        """Take in the whole text so far."""
        self._text = text
        self._changed.set()

    def final(self, reply: Reply) -> Reply:
        """Return the answer so that it takes the place of the last draft, where that stays."""
        takes = self._message is not None and not reply.is_personal
        return replace(reply, replaces=self._message) if takes else reply

    @contextlib.asynccontextmanager
    async def flowing(self) -> AsyncIterator[None]:
        """Show drafts for as long as the answer is waited for."""
        showing = asyncio.create_task(self._flow()) if self._channel else None
        try:
            yield
        finally:
            if showing is not None:
                showing.cancel()
                await asyncio.gather(showing, return_exceptions=True)

    async def _flow(self) -> None:
        for _ in range(MOST_DRAFTS):
            await self._changed.wait()
            self._changed.clear()
            text = self._text.strip()
            if not text or text == self._shown:
                continue
            pause = await self._show(text)
            await self._clock.wait_until(self._clock.now() + pause, asyncio.Event())

    async def _show(self, text: str) -> timedelta:
        """Show the text so far; returns how long to wait before the next draft."""
        if self._channel is None:
            return timedelta(0)
        address = self._received.message.address
        try:
            shown = await self._channel.draft(
                self._received.message,
                self._received.id,
                neutral(text, is_partial=True),
                self._message,
            )
        except RateLimited as error:
            return timedelta(seconds=error.retry_after)
        except SparkError as error:
            log.debug("no draft", reason=error.brief)
            return self._channel.draft_pause(address)
        self._shown, self._message = text, shown
        return self._channel.draft_pause(address)
