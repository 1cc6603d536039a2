"""Progress: which parts of a message are out, so that the rest goes out and nothing twice."""

from hashlib import sha256

import structlog

from bot.channel import Book
from domain.errors import SparkError
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

    async def broke_off(self, message: OutboundMessage, count: int, done: list[str]) -> None:
        """Keep what is out; never fails."""
        await self._keep(message, count, " ".join(done))

    async def over(self, message: OutboundMessage, count: int) -> None:
        """Forget what was kept: all of it is out; never fails."""
        await self._keep(message, count, None)

    async def _keep(self, message: OutboundMessage, count: int, value: str | None) -> None:
        if self.book is None or count < 2 or value == "":
            return
        try:
            await self.book.keep(_name(message, count), value)
        except SparkError as error:
            log.error("progress not kept", reason=error.brief)


def _name(message: OutboundMessage, count: int) -> str:
    """Return a name that says nothing of the message, nor of whose it is."""
    whole = f"{message.key}\n{count}\n{message.text}".encode("utf-8", "replace")
    return f"{PARTS}{sha256(whole).hexdigest()}"
