"""The terminal as a channel: whoever sits there is the owner."""

import asyncio
import contextlib
import itertools
from collections import deque
from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol

from bot.channel import Accept
from bot.sharing.streams import Streams
from domain.clock import Clock
from domain.messages import Address, InboundMessage, OutboundMessage
from domain.sending import NobodyThere, OutcomeUnknown

NAME = "terminal"
OWNER = "owner"
DRAFT_PAUSE = timedelta(seconds=0.1)
MOST_FINISHED = 100
"""Answers that are remembered as finished."""
ADDRESS = Address(channel=NAME, chat=OWNER)


class Screen(Protocol):
    """One open terminal: it shows messages, and fails with NobodyThere once it is closed."""

    async def show(self, message: OutboundMessage) -> None:
        """Return when the message is shown."""

    async def grow(self, text: str, reply_to: str) -> None:
        """Show as much of a growing answer as is settled."""


class TerminalChannel:
    """Every open terminal is the same chat: what is said in one is answered in all."""

    name = NAME

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._screens: list[Screen] = []
        self._numbers = itertools.count(1)
        self._accept: Accept | None = None
        self._receiving = asyncio.Event()
        self._finished: deque[str] = deque(maxlen=MOST_FINISHED)
        self._streams: Streams | None = None
        self.on_open: Callable[[Address], Awaitable[None]] | None = None

    @property
    def is_open(self) -> bool:
        """Whether somebody sits at a terminal here."""
        return bool(self._screens)

    def join(self, streams: Streams) -> None:
        """Show what grows in other processes, and tell them what grows here."""
        self._streams = streams
        streams.watch(ADDRESS, self.grow)

    async def receive(self, accept: Accept) -> None:
        """Take messages in from the terminals that open, until cancelled."""
        self._accept = accept
        self._receiving.set()
        await asyncio.Event().wait()

    async def send(self, message: OutboundMessage) -> str | None:
        """Show a message in every open terminal, in all at once; NobodyThere where none is open.

        One that hangs keeps nothing from the others, and is let go.
        """
        if message.reply_to is not None:
            self._finished.append(message.reply_to)
        showing = [self._show(screen, message) for screen in self._screens]
        errors = await asyncio.gather(*showing, return_exceptions=True)
        if None in errors:
            return str(next(self._numbers))
        is_lost = any(not isinstance(error, NobodyThere) for error in errors)
        raise OutcomeUnknown if is_lost else NobodyThere

    async def typing(self, address: Address) -> None:
        """Show nothing: a terminal has no sign for it."""

    async def draft(
        self, message: InboundMessage, number: int, text: str, before: str | None
    ) -> str | None:
        """Show an answer that is still growing in every open terminal."""
        if self._streams is not None:
            self._streams.tell(ADDRESS, text, message.key)
        await self.grow(text, message.key)
        return None

    async def grow(self, text: str, reply_to: str) -> None:
        """Show as much of an answer as there is, in the terminals that hang on this process.

        What comes from another process may be late: after the answer itself it says nothing new.
        """
        if reply_to in self._finished:
            return
        for screen in tuple(self._screens):
            with contextlib.suppress(NobodyThere, ConnectionError):
                await screen.grow(text, reply_to)

    def draft_pause(self, address: Address) -> timedelta:
        """Return how long to wait between two drafts."""
        return DRAFT_PAUSE

    async def _show(self, screen: Screen, message: OutboundMessage) -> None:
        try:
            await screen.show(message)
        except (NobodyThere, ConnectionError, TimeoutError):
            self.close(screen)
            raise

    async def open(self, screen: Screen) -> None:
        """Let a terminal take part; what waited for somebody to come is shown to it."""
        self._screens.append(screen)
        if self.on_open is not None:
            await self.on_open(ADDRESS)

    def close(self, screen: Screen) -> None:
        """Let a terminal go."""
        if screen in self._screens:
            self._screens.remove(screen)

    async def hear(self, key: str, text: str, *, pressed: str | None = None) -> bool:
        """Store what was typed, or the action of the button that was pressed.

        Returns False where this key was stored before. Errors: as `Accept`.
        """
        await self._receiving.wait()
        if self._accept is None:
            raise NobodyThere
        message = InboundMessage(
            key=key,
            address=ADDRESS,
            sender=OWNER,
            text=text,
            callback=pressed,
            received_at=self._clock.now(),
        )
        return await self._accept(message)
