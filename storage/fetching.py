"""Fetching: the jobs that bring the content of a file here, and take it away."""

from datetime import datetime

from storage.store import Store

FETCH, DISCARD = "fetch", "discard"


def defer_fetch(store: Store, file: int, person: int, now: datetime) -> None:
    """Defer the job that fetches a file; those of one person come one after the other."""
    store.queue.defer(FETCH, {"file": file}, lock=f"slow:fetch:{person}", now=now)


def defer_discard(store: Store, file: int, person: int, now: datetime) -> None:
    """Defer the job that deletes the content of a file, and then what is known of it."""
    store.queue.defer(DISCARD, {"file": file}, lock=f"slow:fetch:{person}", now=now)
