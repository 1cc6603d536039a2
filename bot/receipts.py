"""Receipts: what services tell of messages of ours after they took them."""

from collections.abc import Sequence

import structlog

from bot import early
from bot.channel import Receipt, Told
from bot.outcomes import Outcomes, Taken, may_repeat
from bot.task import Alone, Later
from domain.capabilities import capabilities
from domain.clock import Clock
from domain.deliveries import Delivery, DeliveryState
from domain.records import OccurrenceState
from domain.sending import OutcomeUnknown, Withheld
from storage.database import Database
from storage.outgoing import defer_delivery
from storage.store import Store

WINDOW = "window"

log = structlog.get_logger(__name__)


class Receipts:
    """Puts receipts down, each once, whatever their order and however often they come."""

    def __init__(self, database: Database, outcomes: Outcomes, clock: Clock) -> None:
        self._database = database
        self.outcomes = outcomes
        self._clock = clock

    async def take(self, channel: str, told: Told) -> None:
        """Record what became of a message; one that is not known yet is kept until it is."""
        # A part is waited for by the key: only the last one's id is recorded.
        name = (told.key or "") if told.is_part else told.external

        def record_or_keep(store: Store) -> bool:
            is_known = self._write(store, channel, told)
            if not is_known and name:
                store.early_receipts.keep(channel, name, early.written(told), self._clock.now())
            return is_known

        def record(store: Store) -> None:
            if self._write(store, channel, told):
                store.early_receipts.drop(channel, name)

        if not await self._database.run(record_or_keep):
            # The sending may have been recorded beside that, by a unit that took nothing yet.
            await self._database.run(record)

    def record(self, store: Store, taken: Sequence[Taken]) -> None:
        """Record what channels took, with the receipts that came before that."""
        store.outbox.mark_all_sent((one.delivery.id, one.external, one.at) for one in taken)
        store.occurrences.mark_all_sent(
            (one.delivery.occurrence, one.at)
            for one in taken
            if one.delivery.occurrence is not None
        )
        for one in taken:
            address = one.delivery.message.address
            if capabilities(address.channel).confirms:
                self._write_early(store, address.channel, one)

    def _write_early(self, store: Store, channel: str, taken: Taken) -> None:
        """Put down what was kept under the two names of a message."""
        external, key = taken.external or "", taken.delivery.message.key
        for name in filter(None, (external, key)):
            for line in store.early_receipts.take(channel, name):
                self._write(store, channel, early.read(line, external=external, key=key))

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
            ending: Alone = self._unopened(store, delivery, error, told)
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

    def _unopened(self, store: Store, delivery: Delivery, error: Withheld, told: Told) -> Alone:
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

    def _follow(self, store: Store, delivery: Delivery, ending: Alone) -> None:
        ending.write(store)
        if isinstance(ending, Later):
            address, now = delivery.message.address, self._clock.now()
            defer_delivery(store, delivery.id, address, now=now, run_at=ending.until)
