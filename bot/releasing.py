"""Releasing: what waited until somebody came, or until its channel was set up again."""

from collections.abc import Iterable
from datetime import datetime

from bot.channels.terminal import NAME as TERMINAL
from domain.deliveries import Delivery, DeliveryState
from domain.messages import Address
from storage.outgoing import defer_delivery
from storage.store import Store


def release(store: Store, address: Address, now: datetime) -> None:
    """Send what waited for a chat."""
    _send(store, store.outbox.of_chat(address, DeliveryState.WAITING), now)


def release_channels(store: Store, channels: Iterable[str], now: datetime) -> None:
    """Send what waited for channels that were not there; at a terminal somebody has to come."""
    there = set(channels) - {TERMINAL}
    waiting = store.outbox.in_state(DeliveryState.WAITING)
    _send(store, [one for one in waiting if one.message.address.channel in there], now)


def _send(store: Store, waiting: Iterable[Delivery], now: datetime) -> None:
    for delivery in waiting:
        store.outbox.mark(delivery.id, DeliveryState.PENDING, repeats=delivery.repeats)
        defer_delivery(store, delivery.id, delivery.message.address, now=now)
