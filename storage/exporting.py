"""Exporting: the jobs that make an archive of everything a person has, and delete it again."""

import secrets
from collections.abc import Mapping
from datetime import datetime

from storage.store import Store

EXPORT, CLEAR, INVITE = "export", "clear_export", "invitation"


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


def defer_invitation(store: Store, person: int, message: int, event: int, now: datetime) -> None:
    """Defer the invitation to an event, sent to where a message was said."""
    store.queue.defer(
        INVITE,
        {"person": person, "message": message, "event": event, "name": secrets.randbits(62)},
        key=f"{INVITE}:{event}",
        lock=f"slow:{EXPORT}:{person}",
        now=now,
    )


def defer_clear(
    store: Store,
    person: int,
    delivery: int,
    name: int,
    *,
    now: datetime,
    at: datetime,
    event: int | None = None,
) -> None:
    """Defer the end of an archive, or of the invitation to an `event`.

    It goes once it was sent, or after a day.
    """
    made = int(now.timestamp())
    invited = {} if event is None else {"event": event}
    store.queue.defer(
        CLEAR,
        {"person": person, "delivery": delivery, "name": name, "made": made, **invited},
        lock=f"slow:{CLEAR}:{name}",
        now=now,
        run_at=at,
    )


def archive_name(name: int) -> str:
    """Return the file name of an archive."""
    return f"sparkone-{name:016x}.zip"


def file_of(args: Mapping[str, int]) -> str:
    """Return the name of the file that a job is about: an archive, or an invitation."""
    if "event" in args:
        return f"sparkone-{args['name']:016x}.ics"
    return archive_name(args["name"])
