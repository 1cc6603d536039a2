"""Fetching: the jobs that bring the content of a file here, hand it out, and take it away."""

from datetime import datetime

from storage.slots import fetch_lock
from storage.store import Store

FETCH, DISCARD, HAND_OUT = "fetch", "discard", "hand_out"


def defer_fetch(store: Store, file: int, person: int, now: datetime) -> None:
    """Defer the job that fetches a file; those of one person and channel come one by one."""
    store.queue.defer(FETCH, {"file": file}, lock=_lock(store, file, person), now=now)


def defer_discard(store: Store, file: int, person: int, now: datetime) -> None:
    """Defer the job that deletes the content of a file, and then what is known of it."""
    store.queue.defer(DISCARD, {"file": file}, lock=_lock(store, file, person), now=now)


def defer_hand_out(store: Store, file: int, message: int, person: int, now: datetime) -> None:
    """Defer the job that sends a file to whom it belongs, where the message asked for it."""
    args = {"file": file, "message": message}
    store.queue.defer(HAND_OUT, args, lock=_lock(store, file, person), now=now)


def _lock(store: Store, file: int, person: int) -> str:
    found = store.files.get(file)
    return fetch_lock(found.channel if found else "", person)
