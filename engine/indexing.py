"""Indexing: messages and notes become memories, found by their words.

It runs beside the answers, in batches: the way of a message to its answer does not pay for it.
"""

from dataclasses import replace
from datetime import datetime, timedelta

from domain.frozen import dataclass
from domain.memory import MemoryKind
from engine.keywords import keywords
from storage.memories import Mark, Unread
from storage.store import Store

BATCH = 200
SETTLED = timedelta(seconds=3)
"""So long even an id that was just drawn may be without a transaction that is known of."""
LONGEST = timedelta(minutes=5)
"""No unit of ours lasts so long; others on the same server may, and do not matter."""
_INDEXED = ("", "indexed")
"""The note that says up to which message all is in the index."""


_NOTHING = Mark(message=0, note=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """Up to which id messages and notes are in the index; nothing is known at the start.

    Side by side, a lower id may be committed after a higher one. So nothing is passed by before
    all that ran when the `mark` was made, at `marked_at`, has ended: up to `settled`.
    """

    message: int | None = None
    note: int = 0
    settled: Mark = _NOTHING
    mark: Mark | None = None
    marked_at: datetime | None = None


def index(store: Store, progress: Progress, now: datetime) -> tuple[Progress, int]:
    """Bring the next batch into the index; returns how far it is then, and how many were new."""
    progress = _settle(progress, store.memories.mark(), now)
    after, settled = progress.message, progress.settled
    if after is None:
        after = _indexed(store)
    said = store.memories.unread_messages(after, settled.message, BATCH)
    noted = store.memories.unread_notes(progress.note, BATCH)
    _keep(store, MemoryKind.MESSAGE, said)
    kept = _keep(store, MemoryKind.NOTE, noted)
    message = said[-1].ref if len(said) == BATCH else max(after, settled.message)
    note = min(settled.note, noted[-1].ref) if len(noted) == BATCH else settled.note
    if message != after:
        store.channel_notes.set(*_INDEXED, str(message))
    done = replace(progress, message=message, note=max(progress.note, note))
    return done, len(said) + kept


def _settle(progress: Progress, newest: Mark, now: datetime) -> Progress:
    """Return what is settled by now, and make a new mark where the one before is reached."""
    if not newest.next:  # each message that is there is later than those before it
        progress = replace(progress, settled=replace(progress.settled, message=newest.message))
    if progress.mark is None or progress.marked_at is None:
        return replace(progress, mark=newest, marked_at=now)
    age = now - progress.marked_at
    if age < SETTLED or (newest.oldest < progress.mark.next and age < LONGEST):
        return progress
    settled = progress.mark if newest.next else replace(newest, note=progress.mark.note)
    return replace(progress, settled=settled, mark=newest, marked_at=now)


def _indexed(store: Store) -> int:
    """Return up to which message all is in the index; noted before anything is put beyond it."""
    known = store.channel_notes.get(*_INDEXED)
    if known is None:
        known = str(store.memories.last(MemoryKind.MESSAGE))
        store.channel_notes.set(*_INDEXED, known)
    return int(known)


def catch_up(store: Store, person: int) -> None:
    """Bring what a person said just now into the index, before it is searched."""
    said = store.memories.unread_of(person, _indexed(store), BATCH)
    _keep(store, MemoryKind.MESSAGE, said)
    last = store.memories.last(MemoryKind.NOTE)
    _keep(store, MemoryKind.NOTE, store.memories.unread_notes(last, BATCH))


def _keep(store: Store, kind: MemoryKind, unread: list[Unread]) -> int:
    """Bring what has words into the index; returns how many those are."""
    count = 0
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
            count += 1
    return count
