"""Failover: a reminder that one channel does not deliver goes to the person's next one.

Looked at a minute after it was handed over. What has not left goes elsewhere as it is; of what
left, and of which nobody knows whether it arrived, a copy goes, and says so.
"""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta

from domain.capabilities import capabilities, title_of
from domain.deliveries import Delivery, DeliveryState
from domain.messages import Address
from domain.records import OccurrenceState
from domain.texts import Texts
from engine import ways
from storage.outgoing import defer_delivery, send
from storage.store import Store

FAILOVER = "failover"
DELIVERED_WITHIN = timedelta(seconds=60)
_WAITS = {DeliveryState.PENDING, DeliveryState.WAITING}
_SETTLED = {OccurrenceState.DONE, OccurrenceState.CANCELLED, OccurrenceState.SNOOZED}
TEXTS = Texts(
    {
        "copy": {
            "pt": "_Também no {channel}, mas não sei se chegou lá:_\n{text!r}",
            "en": "_On {channel} too, but I do not know whether it arrived there:_\n{text!r}",
        },
    }
)


def watch(store: Store, delivery: Delivery, now: datetime) -> None:
    """Look at a reminder again in a minute, where its person has another channel."""
    if delivery.person is None or delivery.occurrence is None:
        return
    if ways.others(store, delivery.person, [delivery.message.address]):
        args = {"delivery": delivery.id}
        lock = f"{FAILOVER}:{delivery.id}"
        store.queue.defer(FAILOVER, args, now=now, lock=lock, run_at=now + DELIVERED_WITHIN)


def look(
    store: Store, number: int, now: datetime, among: Collection[str] | None = None
) -> str | None:
    """Send a reminder by another channel if it was not delivered; returns that channel.

    `among`: the channels that there are now.
    """
    delivery = store.outbox.get(number)
    if delivery is None or delivery.person is None or not _is_wanted(store, delivery):
        return None
    if not _is_missing(store, delivery):
        return None
    if delivery.state in _WAITS:
        return _move(store, delivery, delivery.person, now, among)
    round_key = ":".join(delivery.message.key.split(":")[:3])  # see engine.promises.key_of
    before = store.receipts.tried(delivery.occurrence or 0, round_key)
    tried = [delivery.message.address, *before]
    others = ways.others(store, delivery.person, tried, among)
    if not others:
        return None
    _copy(store, delivery, others[0], now)
    return others[0].channel


def _move(
    store: Store, delivery: Delivery, person: int, now: datetime, among: Collection[str] | None
) -> str | None:
    """Let what has not left go by the channel after its own, and look again in a minute."""
    here = delivery.message.address
    ring = ways.others(store, person, [], among)
    channels = [one.channel for one in ring]
    at = channels.index(here.channel) if here.channel in channels else -1
    following = ring[(at + 1) % len(ring)] if ring else here
    if following.channel == here.channel:
        return None
    store.outbox.move(delivery.id, following)
    defer_delivery(store, delivery.id, following, now=now)
    moved = replace(delivery, message=replace(delivery.message, address=following))
    watch(store, moved, now)
    return following.channel


def _is_wanted(store: Store, delivery: Delivery) -> bool:
    found = store.occurrences.get(delivery.occurrence) if delivery.occurrence else None
    return found is not None and found.state not in _SETTLED


def _is_missing(store: Store, delivery: Delivery) -> bool:
    """Tell whether it was not delivered, as far as its channel tells."""
    if delivery.state is DeliveryState.SENT:
        confirms = capabilities(delivery.message.address.channel).confirms
        return confirms and store.receipts.delivered_at(delivery.id) is None
    return delivery.state is not DeliveryState.FAILED


def _copy(store: Store, delivery: Delivery, address: Address, now: datetime) -> None:
    before = delivery.message
    text = TEXTS.say(
        "copy", delivery.language, channel=title_of(before.address.channel), text=before.text
    )
    copy = replace(
        before,
        key=f"{before.key}:{address.channel}",
        address=address,
        text=text,
        replaces=None,
        reply_to=None,
    )
    said = send(
        store,
        copy,
        language=delivery.language,
        now=now,
        person=delivery.person,
        occurrence=delivery.occurrence,
        zone=delivery.zone,
    )
    if said is not None:
        watch(store, said, now)
