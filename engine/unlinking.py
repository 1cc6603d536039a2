"""Unlinking: a channel on which a person is not known any more, and what was meant for there."""

from datetime import datetime

from domain.deliveries import Delivery, DeliveryState
from domain.messages import Address, Purpose
from engine.caller import Caller
from storage.outgoing import defer_delivery
from storage.store import Store

_HERE_ALONE = {Purpose.REPLY, Purpose.EDIT, Purpose.REACTION}
UNLINKED = "unlinked"
"""The act in the audit log: a person let a channel go; `details` is its name."""
_OPEN = (DeliveryState.PENDING, DeliveryState.WAITING)


def unlink(store: Store, caller: Caller, chats: list[Address]) -> None:
    """Forget that a person is in these chats: reminders and what has not left come to the caller.

    Answers of a moment ago are let go: they were for whoever is there.
    """
    here = caller.private or caller.address
    for identity in store.people.identities(caller.person.id):
        if Address(channel=identity.channel, chat=identity.chat or "") in chats:
            store.people.unlink_one(identity.channel, identity.external)
    for chat in chats:
        store.reminders.readdress(caller.person.id, chat, here)
        store.windows.shut(chat)
    for state in (*_OPEN, DeliveryState.UNKNOWN):
        for delivery in store.outbox.in_state(state):
            if delivery.person == caller.person.id and delivery.message.address in chats:
                _bring(store, delivery, here, caller.now)
    store.audit.add(caller.person.id, UNLINKED, caller.person.id, chats[0].channel, caller.now)


def _bring(store: Store, delivery: Delivery, here: Address, now: datetime) -> None:
    """Let a delivery come here; one that may have arrived there is marked, as any repeat."""
    is_doubtful = delivery.state is DeliveryState.UNKNOWN
    if delivery.message.purpose in _HERE_ALONE:
        if not is_doubtful or delivery.repeats == 0:
            store.outbox.end(delivery.id, DeliveryState.FAILED, "its channel was let go")
        return
    if is_doubtful and (delivery.repeats or delivery.message.purpose is not Purpose.REMINDER):
        return  # nothing more is sent of it
    store.outbox.move(delivery.id, here)
    if is_doubtful:
        store.outbox.mark(delivery.id, DeliveryState.PENDING, repeats=1)
    defer_delivery(store, delivery.id, here, now=now)
