"""Fetching: the jobs that bring the content of a file here, hand it out, and take it away."""

from datetime import datetime

from storage.store import Store

FETCH, DISCARD, HAND_OUT = "fetch", "discard", "hand_out"


def defer_fetch(store: Store, file: int, person: int, now: datetime) -> None:
    """Defer the job that fetches a file; those of one person come one after the other."""
    store.queue.defer(FETCH, {"file": file}, lock=f"slow:fetch:{person}", now=now)


def defer_discard(store: Store, file: int, person: int, now: datetime) -> None:
    """Defer the job that deletes the content of a file, and then what is known of it."""
    store.queue.defer(DISCARD, {"file": file}, lock=f"slow:fetch:{person}", now=now)


def defer_hand_out(store: Store, file: int, message: int, person: int, now: datetime) -> None:
    """Defer the job that sends a file to whom it belongs, where the message asked for it."""
    args = {"file": file, "message": message}
    store.queue.defer(HAND_OUT, args, lock=f"slow:fetch:{person}", now=now)
