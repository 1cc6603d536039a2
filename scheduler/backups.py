"""Backups: one a day at 03:30 UTC, or as soon as the machine is on again."""

from datetime import datetime, timedelta

from storage.store import Store

BACKUP = "backup"
"""The job, and the name under which the last one is remembered."""
HOUR = 3
LONGEST_AGE = timedelta(hours=26)
"""An older one is made anew at the next half hour: a machine may be off every night."""


def defer_backup(store: Store, now: datetime) -> int | None:
    """Defer today's backup where one is due, under a key: whoever comes second finds it there."""
    last = store.heartbeat.last(BACKUP)
    is_old = last is None or now - last > LONGEST_AGE
    if now.hour != HOUR and not is_old:
        return None
    return store.queue.defer(BACKUP, {}, now=now, key=f"{BACKUP}:{now:%Y-%m-%d}", lock=BACKUP)
