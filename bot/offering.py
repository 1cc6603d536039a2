"""Offering: each role is shown its commands in the menus of channels that have some."""

import asyncio
from collections.abc import Iterable, Mapping
from datetime import timedelta

import structlog

from bot.channel import Channel, Menus
from domain.clock import Clock
from domain.errors import StorageUnavailable
from domain.people import Role
from storage.database import Database
from storage.people import RolesChanged

FIRST_SECONDS = 0.3
"""After the start: messages that waited for it go first."""
RETRY = timedelta(seconds=1)
AGAIN = timedelta(seconds=30)
"""The pause after a service that did not take a menu."""

log = structlog.get_logger(__name__)


class Offering:
    """Shows the menus at the start, and again when somebody's role changes."""

    def __init__(self, database: Database, clock: Clock, channels: Iterable[Channel]) -> None:
        self._database = database
        self._clock = clock
        self._channels = [one for one in channels if isinstance(one, Menus)]
        self._changed = asyncio.Event()
        database.on_commit(self._committed)

    async def run(self) -> None:
        """Go on until cancelled; whoever begins shows them anew."""
        shown: dict[str, Mapping[str, Role]] = {}
        await asyncio.sleep(FIRST_SECONDS)
        while self._channels:
            self._changed.clear()
            pause: timedelta | None = None
            try:
                for channel in self._channels:
                    if not await self._offer(channel, shown):
                        pause = AGAIN
            except StorageUnavailable as error:
                log.warning("menus not offered", reason=str(error))
                pause = RETRY
            if pause is None:
                await self._changed.wait()
            else:
                await self._clock.wait_until(self._clock.now() + pause, self._changed)
        await asyncio.Event().wait()

    def look(self) -> None:
        """Look anew: in another process somebody's role may have changed."""
        self._changed.set()

    async def _offer(self, channel: Menus, shown: dict[str, Mapping[str, Role]]) -> bool:
        """Show what is not `shown` yet; False where that is to be tried again."""
        chats, former = await self._database.read(
            lambda store: (store.stewards.chats(channel.name), store.stewards.former(channel.name))
        )
        before = shown.get(channel.name)
        if chats == before:
            return True
        gone = former if before is None else before.keys() - chats.keys()
        if not await channel.offer(chats, sorted(gone)):
            return False
        shown[channel.name] = chats
        return True

    def _committed(self, signals: list[object]) -> None:
        if any(isinstance(signal, RolesChanged) for signal in signals):
            self.look()
