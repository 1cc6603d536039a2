"""Backups: one a day at 03:30 UTC, or as soon as the machine is on again; copies and drills."""

from datetime import datetime, timedelta

from storage.store import Store

BACKUP = "backup"
"""The job, and the name under which the last one is remembered."""
COPYING = "copy_backups"
"""The job that copies backups elsewhere, and the name under which the last success is known."""
DRILL = "drill"
"""The job that tries a backup, and the name under which the last success is remembered."""
HOUR = 3
DRILL_AGE = timedelta(days=7, hours=12)
"""When the last good drill is older, each new backup is tried: one failed, or was never made."""
LONGEST_AGE = timedelta(hours=26)
"""An older one is made anew at the next half hour: a machine may be off every night."""


def defer_backup(store: Store, now: datetime) -> int | None:
    """Defer today's backup where one is due, under a key: whoever comes second finds it there."""
    last = store.heartbeat.last(BACKUP)
    is_old = last is None or now - last > LONGEST_AGE
    if now.hour != HOUR and not is_old:
        return None
    return store.queue.defer(BACKUP, {}, now=now, key=f"{BACKUP}:{now:%Y-%m-%d}", lock=BACKUP)


def defer_copying(store: Store, now: datetime) -> int | None:
    """Defer the copying of backups to elsewhere; once, however many ask for it."""
    return store.queue.defer(COPYING, {}, now=now, key=COPYING, lock=f"slow:{COPYING}")


def defer_drill(store: Store, now: datetime, *, is_weekly: bool) -> int | None:
    """Defer a drill after a weekly backup, or where the last good one is too old."""
    last = store.heartbeat.last(DRILL)
    if not is_weekly and last is not None and now - last < DRILL_AGE:
        return None
    return store.queue.defer(DRILL, {}, now=now, key=DRILL, lock=f"slow:{DRILL}")
