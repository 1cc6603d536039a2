"""Progress: which parts of a message are out, so that the rest goes out and nothing twice."""

from collections.abc import Awaitable, Callable
from hashlib import sha256

import structlog

from bot.channel import Book
from domain.errors import SparkError
from domain.markup import plain
from domain.messages import OutboundMessage
from domain.sending import NotSent
from storage.channel_notes import PARTS

log = structlog.get_logger(__name__)


class Progress:
    """Kept across restarts, and only where a message of several parts broke off."""

    def __init__(self) -> None:
        self.book: Book | None = None

    async def done(self, message: OutboundMessage, count: int) -> list[str]:
        """Return the ids of the parts that are out, of so many, by the service's names.

        A message that says something else by now begins anew. Errors: NotSent.
        """
        if self.book is None or count < 2:
            return []
        try:
            note = await self.book.note(_name(message, count))
        except SparkError as error:
            raise NotSent(reason=error.brief) from None
        return note.split() if note else []

    async def rest(
        self,
        message: OutboundMessage,
        count: int,
        done: list[str],
        part: Callable[[int], Awaitable[str]],
        resumed: tuple[type[SparkError], ...],
    ) -> str | None:
        """Send the parts that are not out, each by its number from 0; returns the last one's id.

        After an error that is `resumed` the rest goes out later; after any other one all of it
        begins anew, as a possible repeat.
        """
        is_resumed = bool(done)
        try:
            while len(done) < count:
                done.append(await part(len(done)))
        except resumed:
            await self._keep(message, count, " ".join(done))
            raise
        if is_resumed:
            await self._keep(message, count, None)
        return done[-1] if done else None

    async def _keep(self, message: OutboundMessage, count: int, value: str | None) -> None:
        """Keep what is out; None: all of it is. Never fails."""
        if self.book is None or count < 2 or value == "":
            return
        try:
            await self.book.keep(_name(message, count), value)
        except SparkError as error:
            log.error("progress not kept", reason=error.brief)


def _name(message: OutboundMessage, count: int) -> str:
    """Return a name that says nothing of the message, nor of whose it is."""
    whole = f"{message.key}\n{count}\n{plain(message.text)}".encode("utf-8", "replace")
    return f"{PARTS}{sha256(whole).hexdigest()}"
