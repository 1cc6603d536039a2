"""What channels tell besides messages: who left, who moved, what could not be read."""

from collections.abc import Mapping
from datetime import datetime

import structlog

from bot.channel import Page, Told
from bot.folders import Folders
from bot.metrics import Metrics
from bot.pictures import block, sees, written
from bot.receipts import Receipts
from domain.clock import Clock
from domain.errors import StorageUnavailable
from domain.messages import Address, OutboundMessage, Purpose
from domain.texts import FALLBACK
from scheduler.troubles import channel_trouble, channel_well, owner_beside
from storage.database import Database
from storage.outgoing import notify
from storage.store import Store

log = structlog.get_logger(__name__)


class ChannelReport:
    """See `bot.channel.Report`."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        receipts: Receipts,
        folders: Folders,
    ) -> None:
        self._database = database
        self._folders = folders
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
        self,
        channel: str,
        reason: str,
        advice: Mapping[str, str] | None = None,
        said: Mapping[str, str] | None = None,
    ) -> None:
        """Note that a service does not serve us, or does again; the owner is told."""
        now = self._clock.now()
        self._metrics.channel_up.labels(channel).set(0 if reason else 1)

        def note(store: Store) -> None:
            if reason:
                channel_trouble(store, channel, reason, now, advice=advice, said=said)
            else:
                channel_well(store, channel, now)

        try:
            await self._database.run(note)
        except StorageUnavailable as error:
            log.error("trouble not noted", channel=channel, reason=str(error))

    async def show(
        self, channel: str, page: Page, caption: Mapping[str, str], until: datetime
    ) -> None:
        """Show the owner a picture, or its drawing where pictures are not seen."""
        now = self._clock.now()
        path = await written(self._folders, page.picture, now) if page.picture else None

        def note(store: Store) -> None:
            found = owner_beside(store, channel)
            if found is None:
                return
            owner, address = found
            if address.channel == channel:  # it would come when it is of no use any more
                return
            language = owner.language or owner.spoken or FALLBACK
            is_seen = path is not None and sees(address.channel)
            message = OutboundMessage(
                key=f"shown:{channel}:{now:%Y-%m-%dT%H:%M:%S}",
                address=address,
                text=caption[language] if is_seen else block(caption[language], page.drawing),
                purpose=Purpose.REPLY,  # handed on to nowhere
                file=str(path) if is_seen else None,
                expires_at=until,
            )
            notify(store, message, language=language, now=now, person=owner.id, run_at=now)

        await self._database.run(note)

    async def receipt(self, channel: str, told: Told) -> None:
        """Record what became of a message of ours, and count it."""
        self._metrics.receipts.labels(channel, told.receipt.value).inc()
        await self._receipts.take(channel, told)
