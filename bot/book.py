"""The book of a channel: what the database knows of its chats, its costs and its marks."""

from collections.abc import Mapping
from datetime import datetime

from bot.releasing import release_channels
from domain.clock import Clock
from domain.messages import Address
from storage.charges import Sum
from storage.database import Database


class ChannelBook:
    """See `bot.channel.Book`."""

    def __init__(self, channel: str, database: Database, clock: Clock) -> None:
        self._channel = channel
        self._database = database
        self._clock = clock

    async def wrote_at(self, address: Address) -> datetime | None:
        """Return when the person last wrote in a chat."""
        return await self._database.read(lambda store: store.windows.at(address))

    async def shut(self, address: Address) -> None:
        """Record that the service takes no free text there any more."""
        await self._database.run(lambda store: store.windows.shut(address))

    async def knows(self, external: str) -> bool:
        """Tell whether the service's id is that of a message of ours."""
        found = await self._database.read(
            lambda store: store.receipts.find(self._channel, external, None)
        )
        return found is not None

    async def note(self, name: str) -> str | None:
        """Return what was kept under a name."""
        return await self._database.read(lambda store: store.channel_notes.get(self._channel, name))

    async def keep(self, name: str, value: str | None) -> None:
        """Keep a short text of our own making; None: forget it."""
        now = self._clock.now()
        await self._database.run(
            lambda store: store.channel_notes.set(self._channel, name, value, now)
        )

    async def wrote(self) -> list[datetime]:
        """Return when each person last wrote, the newest first; no chat is named."""
        rows = await self._database.read(lambda store: store.windows.of_channel(self._channel))
        return sorted((at for _, _, at in rows if at is not None), reverse=True)

    async def spent(self, since: datetime, until: datetime) -> int:
        """Return what sendings cost between two instants, in millionths of a US dollar."""
        return sum(one.micros for one in await self.costs(since, until))

    async def costs(self, since: datetime, until: datetime) -> list[Sum]:
        """Return the same by sort and category."""
        return await self._database.read(
            lambda store: store.charges.sums(self._channel, since, until)
        )

    async def charge(self, external: str, *, sort: str, category: str, micros: int) -> None:
        """Record what a sending is expected to cost; once for each id."""
        now = self._clock.now()
        await self._database.run(
            lambda store: store.charges.add(
                self._channel, external, sort=sort, category=category, micros=micros, now=now
            )
        )

    async def waiting(self) -> Mapping[str, int]:
        """Return how many messages wait on this channel, by why they do."""
        return await self._database.read(lambda store: store.figures.held(self._channel))

    async def release(self) -> None:
        """Let what waits on this channel be tried again."""
        now = self._clock.now()
        await self._database.run(lambda store: release_channels(store, [self._channel], now))
