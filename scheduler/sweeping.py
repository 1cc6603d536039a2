"""Sweeping: what was settled long ago goes, once a day."""

from datetime import datetime, timedelta

from storage.store import Store

SWEEP = "sweep"
KEEP_MESSAGES = timedelta(days=90)
"""How long answered messages and ended deliveries stay; records stay until they are deleted."""
KEEP_BEFORE = timedelta(days=2)
"""How long it is kept what a record was before it was changed or deleted: undo reaches a day."""
KEEP_EARLY = timedelta(hours=1)
"""How long a receipt waits for its sending to be recorded; most that stay are not of ours."""


def defer_daily(store: Store, now: datetime) -> int | None:
    """Defer today's sweep under a key: whoever comes second finds it there."""
    return store.queue.defer(SWEEP, {}, now=now, key=f"{SWEEP}:{now:%Y-%m-%d}", lock=SWEEP)


def sweep_messages(store: Store, now: datetime) -> int:
    """Delete some of the messages that were settled long ago; 0 where none is left.

    There may be very many: each unit deletes as many as hold up nobody.
    """
    before = now - KEEP_MESSAGES
    return store.inbox.delete_settled(before) + store.outbox.delete_settled(before)


def sweep(store: Store, now: datetime) -> int:
    """Delete what else was settled long ago; returns how many rows went."""
    before = now - KEEP_MESSAGES
    return (
        sweep_messages(store, now)
        + store.quarantine.delete_older(before)
        + store.codes.delete_expired(before)
        + store.nudges.delete_old(before)
        + store.turns.delete_old(before)
        + store.cards.delete_old(before)
        + store.answers.delete_expired(now)
        + store.usage.sweep(now)
        + store.journal.forget_before(now - KEEP_BEFORE)
        + store.channel_notes.drop_parts(now - KEEP_BEFORE)
        + store.early_receipts.delete_older(now - KEEP_EARLY)
    )
