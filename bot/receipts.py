"""Receipts: what services tell of messages of ours after they took them."""

from collections import OrderedDict
from collections.abc import Callable

import structlog

from bot.channel import Receipt, Told
from bot.outcomes import Outcomes, may_repeat
from bot.task import Ending, Later
from domain.clock import Clock
from domain.deliveries import Delivery, DeliveryState
from domain.records import OccurrenceState
from domain.sending import OutcomeUnknown, Withheld
from storage.database import Database
from storage.outgoing import defer_delivery
from storage.store import Store

WINDOW = "window"
MOST_EARLY = 1000
"""Receipts that came before the sending was recorded, and wait for that."""

log = structlog.get_logger(__name__)


class Receipts:
    """Puts receipts down, each once, whatever their order and however often they come."""

    def __init__(self, database: Database, outcomes: Outcomes, clock: Clock) -> None:
        self._database = database
        self.outcomes = outcomes
        self._clock = clock
        self._early: OrderedDict[tuple[str, str], list[Told]] = OrderedDict()

    async def take(self, channel: str, told: Told) -> None:
        """Record what became of a message; one that is not known yet waits a little."""
        if await self._database.run(lambda store: self._write(store, channel, told)):
            return
        # A part is waited for by the key: only the last one's id is recorded.
        name = (channel, (told.key or "") if told.is_part else told.external)
        self._early.setdefault(name, []).append(told)
        while len(self._early) > MOST_EARLY:
            self._early.popitem(last=False)
        # The sending may have been recorded in between, and found nothing that waits for it.
        if await self._database.run(lambda store: self._write(store, channel, told)):
            self._early.pop(name, None)

    def after(
        self, delivery: Delivery, external: str | None, write: Callable[[Store], object]
    ) -> Callable[[Store], object]:
        """Return a write with the receipts behind it that came before the sending was recorded."""
        channel = delivery.message.address.channel

        def both(store: Store) -> None:
            write(store)
            for name in (external or "", delivery.message.key):
                for told in self._early.pop((channel, name), []):
                    self._write(store, channel, told)

        return both

    def _write(self, store: Store, channel: str, told: Told) -> bool:
        """Record it; False where no message of ours is known by this id."""
        if told.category is not None:
            store.charges.settle(
                channel, told.external, category=told.category, micros=told.micros or 0
            )
        number = store.receipts.find(channel, told.external, told.key)
        delivery = store.outbox.get(number) if number is not None else None
        if delivery is None:
            return False
        if told.is_part:
            return told.receipt is not Receipt.FAILED or self._part_failed(store, delivery, told)
        if told.receipt is Receipt.FAILED:
            return self._failed(store, delivery, told)
        if delivery.state in {DeliveryState.SENDING, DeliveryState.UNKNOWN}:
            self._arrived(store, delivery, told)
        if told.receipt is Receipt.DELIVERED:
            store.receipts.delivered(delivery.id, told.at)
        elif told.receipt is Receipt.READ:
            store.receipts.read(delivery.id, told.at)
        return True

    def _arrived(self, store: Store, delivery: Delivery, told: Told) -> None:
        """Settle a doubt: the service knows the message, so it was taken."""
        store.outbox.mark_sent(delivery.id, external=told.external, now=told.at)
        if delivery.occurrence is not None:
            store.occurrences.mark_sent(delivery.occurrence, OccurrenceState.SENT, told.at)

    def _failed(self, store: Store, delivery: Delivery, told: Told) -> bool:
        """Nothing arrived after all: do what follows from why.

        A failure of an earlier sending of the same message says nothing of this one.
        """
        if delivery.state is DeliveryState.SENDING:
            return False
        known = store.receipts.external(delivery.id)
        is_of_this = delivery.state is DeliveryState.SENT and known == told.external
        is_doubtful = delivery.state is DeliveryState.UNKNOWN and known != told.external
        if not (is_of_this or is_doubtful) or store.receipts.delivered_at(delivery.id) is not None:
            return True
        error = told.error or OutcomeUnknown(reason="failed")
        log.warning("message failed", correlation=delivery.message.key, reason=error.brief)
        if isinstance(error, Withheld) and error.reason == WINDOW:
            ending: Ending = self._unopened(store, delivery, error, told)
        else:
            ending, _ = self.outcomes.of(delivery, error)
        self._follow(store, delivery, ending)
        return True

    def _part_failed(self, store: Store, delivery: Delivery, told: Told) -> bool:
        """Of a message in several parts one is lost: all of it is said once more, marked."""
        if delivery.state in {DeliveryState.SENDING, DeliveryState.PENDING}:
            return delivery.state is DeliveryState.PENDING or delivery.repeats > 0
        if delivery.state is DeliveryState.SENT and may_repeat(delivery):
            reason = told.error.brief if told.error else "failed"
            log.warning("part failed", correlation=delivery.message.key, reason=reason)
            store.outbox.mark(delivery.id, DeliveryState.PENDING, repeats=1)
            defer_delivery(store, delivery.id, delivery.message.address, now=self._clock.now())
        return True

    def _unopened(self, store: Store, delivery: Delivery, error: Withheld, told: Told) -> Ending:
        """Shut the window that we took for open, and let the channel find another way, once.

        Where it was known to be shut there is none: it waits, or goes elsewhere.
        """
        wrote_at = store.windows.at(delivery.message.address)
        if wrote_at is None:
            ending, _ = self.outcomes.of(delivery, error)
            return ending
        if wrote_at <= told.at:
            store.windows.shut(delivery.message.address)
        return self.outcomes.again(delivery, error)

    def _follow(self, store: Store, delivery: Delivery, ending: Ending) -> None:
        ending.write(store)
        if isinstance(ending, Later):
            address, now = delivery.message.address, self._clock.now()
            defer_delivery(store, delivery.id, address, now=now, run_at=ending.until)
