"""Sending: an outbox row and its job, written together in the caller's transaction."""

from collections.abc import Sequence
from datetime import datetime

from domain.deliveries import Delivery, DeliveryState, Due
from domain.messages import Address, OutboundMessage
from storage.queue import Deferred
from storage.store import Store

DELIVER = "deliver"


def send(
    store: Store,
    message: OutboundMessage,
    *,
    language: str,
    now: datetime,
    person: int | None = None,
    due_at: datetime | None = None,
    occurrence: int | None = None,
    zone: str | None = None,
) -> Delivery | None:
    """Promise to send a message; None where a message with this key is promised already."""
    delivery = store.outbox.add(
        message,
        language=language,
        now=now,
        person=person,
        due_at=due_at,
        occurrence=occurrence,
        zone=zone,
    )
    if delivery is not None:
        is_begun = delivery.state is DeliveryState.SENDING
        carried = delivery if is_begun else None
        defer_delivery(store, delivery.id, message.address, now=now, carried=carried)
    return delivery


def send_all(store: Store, said: Sequence[Due], *, now: datetime) -> None:
    """Promise to send messages, each as `send` does."""
    if store.queue.is_shared:
        for one in said:
            send(
                store,
                one.message,
                language=one.language,
                now=now,
                person=one.person,
                due_at=one.due_at,
                occurrence=one.occurrence,
                zone=one.zone,
            )
        return
    deferred = [
        Deferred(args={"delivery": one.id}, lock=lock_of(one.message.address), carried=one)
        for one in store.outbox.add_all(said, now=now)
    ]
    store.queue.defer_all(DELIVER, deferred, now=now)


def notify(
    store: Store,
    message: OutboundMessage,
    *,
    language: str,
    now: datetime,
    person: int,
    run_at: datetime,
) -> None:
    """Promise a message that nobody asked for, not before `run_at` (UTC).

    It waits under a lock of its own, so that it holds back nothing else of the chat.
    """
    delivery = store.outbox.add(
        message, language=language, now=now, person=person, state=DeliveryState.PENDING
    )
    if delivery is not None:
        lock = f"notice:{message.address}"
        store.queue.defer(DELIVER, {"delivery": delivery.id}, lock=lock, now=now, run_at=run_at)


def defer_delivery(
    store: Store,
    delivery: int,
    address: Address,
    *,
    now: datetime,
    carried: Delivery | None = None,
    run_at: datetime | None = None,
) -> None:
    """Defer the job that delivers an outbox row, in order of the chat; not before `run_at`."""
    store.queue.defer(
        DELIVER,
        {"delivery": delivery},
        lock=lock_of(address),
        now=now,
        carried=carried,
        run_at=run_at,
    )


def lock_of(address: Address) -> str:
    """Return the lock of what goes out to a chat."""
    return f"out:{address}"
