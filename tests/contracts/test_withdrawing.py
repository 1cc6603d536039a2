"""A reminder that waited to be sent and was cancelled meanwhile: nothing of it stays open."""

from dataclasses import replace
from datetime import timedelta

from bot.withdrawing import is_withdrawn, withdraw
from domain.deliveries import Delivery, DeliveryState
from domain.records import OccurrenceState, ReminderState
from storage.database import Database
from storage.store import Store
from tests.contracts.records import NOW, add_occurrence, outbound, the_reminder


def _due(store: Store, state: OccurrenceState) -> Delivery:
    """Return the delivery of a moment that came; its reminder is cancelled then."""
    occurrence = add_occurrence(store, NOW + timedelta(hours=1))
    store.occurrences.settle(occurrence, state)
    delivery = store.outbox.add(outbound(), language="en", now=NOW, occurrence=occurrence)
    assert delivery is not None
    found = store.occurrences.get(occurrence)
    assert found is not None
    cancelled = replace(the_reminder(store, found.reminder), state=ReminderState.CANCELLED)
    store.reminders.save(cancelled)
    return delivery


def _state(store: Store, delivery: Delivery) -> OccurrenceState:
    found = store.occurrences.get(delivery.occurrence or 0)
    assert found is not None
    return found.state


async def test_a_moment_that_was_only_handed_over_is_cancelled_too(database: Database) -> None:
    def unit(store: Store) -> tuple[bool, OccurrenceState, DeliveryState]:
        delivery = _due(store, OccurrenceState.DUE)
        wanted = is_withdrawn(store, delivery)
        withdraw(store, delivery)
        found = store.outbox.get(delivery.id)
        assert found is not None
        return wanted, _state(store, delivery), found.state

    assert await database.run(unit) == (True, OccurrenceState.CANCELLED, DeliveryState.FAILED)


async def test_one_that_may_have_arrived_stays_unknown(database: Database) -> None:
    def unit(store: Store) -> OccurrenceState:
        delivery = _due(store, OccurrenceState.UNKNOWN)
        withdraw(store, delivery)
        return _state(store, delivery)

    assert await database.run(unit) is OccurrenceState.UNKNOWN
