"""Exporting: the jobs that make an archive of everything a person has, and delete it again."""

import secrets
from datetime import datetime

from storage.store import Store

EXPORT, CLEAR = "export", "clear_export"


def defer_export(store: Store, person: int, message: int, now: datetime) -> bool:
    """Defer an archive, told of where a message was said; False where one is being made.

    `name` is the archive's own: known before it is written, so that it can always be deleted.
    """
    job = store.queue.defer(
        EXPORT,
        {"person": person, "message": message, "name": secrets.randbits(62)},
        key=f"{EXPORT}:{person}",
        lock=f"slow:{EXPORT}:{person}",
        now=now,
    )
    return job is not None


def defer_clear(
    store: Store, person: int, delivery: int, name: int, *, now: datetime, at: datetime
) -> None:
    """Defer the end of an archive: it goes once it was sent, or after a day."""
    store.queue.defer(
        CLEAR,
        {"person": person, "delivery": delivery, "name": name, "made": int(now.timestamp())},
        lock=f"slow:{CLEAR}:{name}",
        now=now,
        run_at=at,
    )


def archive_name(name: int) -> str:
    """Return the file name of an archive."""
    return f"sparkone-{name:016x}.zip"
