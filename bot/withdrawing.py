"""Withdrawing: what waited to be sent, and is not wanted any more."""

from domain.deliveries import Delivery, DeliveryState
from domain.messages import Purpose
from domain.records import OccurrenceState, ReminderState
from storage.store import Store


def is_withdrawn(store: Store, delivery: Delivery) -> bool:
    """Tell whether what waited was done or taken back meanwhile, or its person banned."""
    if delivery.person is not None and delivery.message.purpose is not Purpose.REPLY:
        try:
            if store.people.get(delivery.person).banned_at is not None:
                return True
        except KeyError:
            return True
    if delivery.occurrence is None:
        return False
    occurrence = store.occurrences.get(delivery.occurrence)
    if occurrence is None or occurrence.state is OccurrenceState.DONE:
        return True
    reminder = store.reminders.get(occurrence.reminder)
    return reminder is None or reminder.state is ReminderState.CANCELLED


def withdraw(store: Store, delivery: Delivery) -> None:
    """End what is not wanted any more; a moment that was only handed over is taken back."""
    store.outbox.end(delivery.id, DeliveryState.FAILED, "withdrawn before it was sent")
    found = store.occurrences.get(delivery.occurrence) if delivery.occurrence else None
    if found is not None and found.state is OccurrenceState.DUE:
        store.occurrences.settle(found.id, OccurrenceState.CANCELLED)
