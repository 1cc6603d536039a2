"""Indexing: messages and notes become memories, found by their words.

It runs beside the answers, in batches: the way of a message to its answer does not pay for it.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

from domain.memory import MemoryKind
from engine.keywords import keywords
from storage.memories import Unread
from storage.store import Store

BATCH = 200
SETTLED = timedelta(seconds=3)
"""Other processes may commit a lower id later than a higher one; by then they have."""


@dataclass(slots=True, kw_only=True)
class Progress:
    """Up to which id messages and notes are in the index; nothing is known at the start."""

    message: int | None = None
    note: int = 0


def index(store: Store, progress: Progress, now: datetime) -> tuple[Progress, int]:
    """Bring the next batch into the index; returns how far it is then, and how many were read."""
    after = progress.message
    if after is None:
        after = store.memories.last(MemoryKind.MESSAGE)
    said = store.memories.unread_messages(after, now - SETTLED, BATCH)
    noted = store.memories.unread_notes(progress.note, BATCH)
    _keep(store, MemoryKind.MESSAGE, said)
    _keep(store, MemoryKind.NOTE, noted)
    done = Progress(
        message=said[-1].ref if said else after,
        note=noted[-1].ref if noted else progress.note,
    )
    return done, len(said) + len(noted)


def catch_up(store: Store, now: datetime) -> None:
    """Bring what was said just now into the index, before it is searched."""
    after = store.memories.last(MemoryKind.MESSAGE)
    _keep(store, MemoryKind.MESSAGE, store.memories.unread_messages(after, now, BATCH))
    last = store.memories.last(MemoryKind.NOTE)
    _keep(store, MemoryKind.NOTE, store.memories.unread_notes(last, BATCH))


def _keep(store: Store, kind: MemoryKind, unread: list[Unread]) -> None:
    for one in unread:
        found = [] if one.text.startswith("/") else keywords(one.text)
        if found and not store.memories.is_known(kind, one.ref):
            store.memories.add(
                person=one.person,
                kind=kind,
                ref=one.ref,
                words=found,
                origin=one.origin,
                said_at=one.said_at,
            )
