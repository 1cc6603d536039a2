"""The watch: once a minute, what is to be told unasked is told."""

import asyncio
from collections.abc import Collection
from datetime import datetime, timedelta

import structlog

from domain.clock import Clock
from domain.errors import StorageUnavailable
from scheduler import insisting, nudging
from storage.database import Database
from storage.store import Store

LONGEST_WAIT = timedelta(seconds=10)
"""The wall time is read again at least this often: monotonic clocks stop in suspend."""
STORAGE_RETRY = timedelta(seconds=1)
MINUTE = timedelta(minutes=1)
MOST_KNOWN = 50_000
"""Keys of what was told that are remembered, so that they are not looked up every minute."""

log = structlog.get_logger(__name__)


class Watch:
    """An own loop over `Clock`: it looks at the beginning of every minute, and at the start.

    What falls into the minute that begins is told now. A look that finds nothing writes
    nothing; what is found is looked for once more in the transaction that tells it.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._known: set[str] = set()
        self.looked_at: datetime | None = None
        """The minute of the last look that was finished."""

    async def run(self) -> None:
        """Tell what is due until cancelled."""
        never = asyncio.Event()
        while True:
            next_look = await self._turn()
            await self._clock.wait_until(next_look, never)

    async def _turn(self) -> datetime:
        """Look once a minute; returns when to look again."""
        now = self._clock.now()
        minute = now.replace(second=0, microsecond=0)
        if minute != self.looked_at:
            try:
                await self._look(now)
            except StorageUnavailable as error:
                log.error("storage unavailable", reason=str(error))
                return now + STORAGE_RETRY
            self.looked_at = minute
        return min(minute + MINUTE, now + LONGEST_WAIT)

    async def _look(self, now: datetime) -> None:
        known = frozenset(self._known)
        found = await self._database.read(lambda store: look(store, now, known))
        if len(self._known) + len(found.known) > MOST_KNOWN:
            self._known.clear()
        self._known |= found.known
        if found.is_due:
            count = await self._database.run(lambda store: tell(store, now, known))
            log.info("notices told", count=count)


class Found:
    """What a look found: whether there is something to tell, and keys that were told before."""

    def __init__(self, *, is_due: bool, known: set[str]) -> None:
        self.is_due = is_due
        self.known = known


def look(store: Store, now: datetime, known: Collection[str] = ()) -> Found:
    """Look whether there is anything to tell, without telling it."""
    told: set[str] = set()
    messages = nudging.messages(store, now, known, told)
    is_due = bool(messages) or bool(insisting.due(store, now, known, told))
    return Found(is_due=is_due, known=told)


def tell(store: Store, now: datetime, known: Collection[str] = ()) -> int:
    """Hand what is due to the outbox; returns how many messages it became."""
    told: set[str] = set()
    messages = nudging.messages(store, now, known, told)
    again = insisting.due(store, now, known, told)
    for message in messages:
        nudging.tell(store, message, now)
    for one in again:
        insisting.tell(store, one, now)
    return len(messages) + len(again)
