"""Sweeping: what was settled long ago goes, once a day."""

from datetime import datetime, timedelta

from storage.store import Store

SWEEP = "sweep"
KEEP_MESSAGES = timedelta(days=90)
"""How long answered messages and ended deliveries stay; records stay until they are deleted."""


def defer_daily(store: Store, now: datetime) -> int | None:
    """Defer today's sweep under a key: whoever comes second finds it there."""
    return store.queue.defer(SWEEP, {}, now=now, key=f"{SWEEP}:{now:%Y-%m-%d}", lock=SWEEP)


def sweep(store: Store, now: datetime) -> int:
    """Delete messages that were settled long ago; returns how many rows went."""
    before = now - KEEP_MESSAGES
    return store.inbox.delete_settled(before) + store.outbox.delete_settled(before)
