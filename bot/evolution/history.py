"""The history that the server keeps: whose a message is, what was missed, what we sent."""

from datetime import UTC, datetime, timedelta
from typing import Any

import msgspec

from bot.channel import Book
from bot.evolution import events
from bot.evolution.client import EvolutionApi
from bot.evolution.events import Upsert
from domain.sending import OutcomeUnknown
from storage.channel_notes import FORGOTTEN

SEEN = "seen"
"""The note that says up to when messages are stored, in seconds since 1970."""
STEP = 60
"""Seconds by which the note lags behind: it is not written for each message."""
OVERLAP = timedelta(minutes=10)
"""Messages are looked for again from so long before; what is stored is not stored twice."""
LONGEST_AWAY = timedelta(days=30)
"""What is older was missed for good: of what was answered then, nothing may be stored any more."""
PAGE = 50
MOST_PAGES = 60


class History:
    """Asks for messages that are past."""

    def __init__(self, api: EvolutionApi) -> None:
        self._api = api
        self._seen = 0

    async def find(self, message: str) -> Upsert | None:
        """Return a message by its id; None where the server has none. Errors: SparkError."""
        page = await self._page({"key": {"id": message}}, 1)
        found = [one for raw in page.records if (one := _record(raw)) and one.key.id == message]
        return found[0] if found else None

    async def ours(self, since: datetime, until: datetime) -> list[Upsert]:
        """Return what went out between two instants, the newest first. Errors: SparkError."""
        where = {"key": {"fromMe": True}, "messageTimestamp": _between(since, until)}
        page = await self._page(where, 1, size=2 * PAGE)
        found = [_record(raw) for raw in page.records]
        return [one for one in found if one is not None and one.key.from_me]

    async def missed(self, since: datetime, until: datetime) -> list[Upsert]:
        """Return what came between two instants, the oldest first. Errors: SparkError.

        The newest page is asked for first: what comes meanwhile pushes others onto the next one,
        so that one may be seen twice, and none is overlooked.
        """
        where = {"messageTimestamp": _between(since, until)}
        found: list[Upsert] = []
        number = pages = 1
        while number <= min(pages, MOST_PAGES):
            page = await self._page(where, number)
            found += [one for raw in page.records if (one := _record(raw)) is not None]
            number, pages = number + 1, page.pages
        return found[::-1]

    async def seen(self, book: Book | None, moment: datetime) -> None:
        """Note that messages up to a moment are stored."""
        seconds = int(moment.timestamp())
        if book is not None and self._seen + STEP <= seconds:
            self._seen = seconds
            await book.keep(SEEN, str(seconds))

    async def _page(self, where: dict[str, Any], number: int, size: int = PAGE) -> events.Page:
        answer = await self._api.post("/chat/findMessages", where=where, page=number, offset=size)
        try:
            return msgspec.json.decode(answer, type=events.History).messages
        except (msgspec.DecodeError, RecursionError):
            raise OutcomeUnknown(reason="a history that cannot be read") from None


async def missing_since(book: Book, now: datetime) -> datetime:
    """Return from when on messages may be missing; at the first start, that is now.

    What was forgotten is still in the server's history: it is not asked for again.
    """
    note = await book.note(SEEN)
    if note is None:
        await book.keep(SEEN, str(int(now.timestamp())))
        return now
    since = max(datetime.fromtimestamp(int(note), UTC) - OVERLAP, now - LONGEST_AWAY)
    forgotten = await book.note(FORGOTTEN)
    if forgotten is None:
        return since
    return max(since, datetime.fromtimestamp(int(forgotten) + 1, UTC))


def _between(since: datetime, until: datetime) -> dict[str, str]:
    until += timedelta(days=1)  # phones' clocks may be ahead
    return {"gte": f"{since:%Y-%m-%dT%H:%M:%SZ}", "lte": f"{until:%Y-%m-%dT%H:%M:%SZ}"}


def _record(raw: msgspec.Raw) -> Upsert | None:
    try:
        return msgspec.json.decode(raw, type=Upsert)
    except (msgspec.DecodeError, RecursionError):
        return None
