"""What channels tell besides messages: who left, who moved, what could not be read."""

from collections.abc import Mapping

import structlog

from bot.channel import Told
from bot.metrics import Metrics
from bot.receipts import Receipts
from domain.clock import Clock
from domain.errors import StorageUnavailable
from domain.messages import Address
from scheduler.troubles import channel_trouble, channel_well
from storage.database import Database
from storage.store import Store

log = structlog.get_logger(__name__)


class ChannelReport:
    """See `bot.channel.Report`."""

    def __init__(
        self, database: Database, clock: Clock, metrics: Metrics, receipts: Receipts
    ) -> None:
        self._database = database
        self._receipts = receipts
        self._clock = clock
        self._metrics = metrics

    async def membership(self, address: Address, *, is_open: bool) -> None:
        """Record that a private chat began or ceased to take our messages."""
        at = None if is_open else self._clock.now()
        await self._database.run(lambda store: store.people.set_blocked(address, at))

    async def moved(self, old: Address, chat: str) -> None:
        """Let what was meant for a chat go to its new address."""

        def move(store: Store) -> None:
            store.outbox.redirect(old, chat)
            store.reminders.redirect(old, chat)

        await self._database.run(move)

    async def renamed(self, channel: str, old: str, new: str, phone: str | None) -> None:
        """Let somebody be known by another name; nobody or twice does no harm."""
        await self._database.run(lambda store: store.aliases.rename(channel, old, new, phone))

    async def set_aside(self, channel: str, raw: bytes, reason: str) -> None:
        """Keep what cannot be read, and count it."""
        now = self._clock.now()
        await self._database.run(lambda store: store.quarantine.add(channel, raw, reason, now))
        self._metrics.quarantined.labels(channel).inc()

    async def trouble(
        self, channel: str, reason: str, advice: Mapping[str, str] | None = None
    ) -> None:
        """Note that a service does not serve us, or does again; the owner is told."""
        now = self._clock.now()
        self._metrics.channel_up.labels(channel).set(0 if reason else 1)

        def note(store: Store) -> None:
            if reason:
                channel_trouble(store, channel, reason, now, advice)
            else:
                channel_well(store, channel, now)

        try:
            await self._database.run(note)
        except StorageUnavailable as error:
            log.error("trouble not noted", channel=channel, reason=str(error))

    async def receipt(self, channel: str, told: Told) -> None:
        """Record what became of a message of ours, and count it."""
        self._metrics.receipts.labels(channel, told.receipt.value).inc()
        await self._receipts.take(channel, told)
