"""Backups: made while everything goes on, checked, and the oldest daily ones removed."""

import asyncio
from datetime import datetime
from pathlib import Path

import structlog

from bot.task import Ending, Finish
from domain.clock import Clock
from domain.errors import SparkError
from scheduler.backups import BACKUP
from scheduler.troubles import backup_failed
from storage.backup import Verified, backup, verify
from storage.queue import Job
from storage.store import Store

KEPT = 30
"""Daily backups that stay; those that were asked for are never removed."""

log = structlog.get_logger(__name__)


def default_target(database: Path, now: datetime) -> Path:
    """Return where a backup goes that was asked for without a place."""
    return database.parent / "backups" / f"{database.stem}-{now:%Y%m%d-%H%M%S}.db"


def daily_target(database: Path, now: datetime) -> Path:
    """Return where today's backup goes."""
    return database.parent / "backups" / f"{database.stem}-daily-{now:%Y%m%d}.db"


class Backup:
    """The task that makes the daily backup (see `bot.task.Task`).

    One that fails is not tried again by the queue: the next half hour finds it missing.
    """

    name = BACKUP
    is_suspect = False

    def __init__(self, database: Path, clock: Clock) -> None:
        self._path = database
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Make today's backup, unless there is a sound one, and remove the oldest."""
        now = self._clock.now()
        try:
            await asyncio.to_thread(_daily, self._path, daily_target(self._path, now))
        except (SparkError, OSError) as error:
            kind = type(error).__name__
            reason = str(error.facts.get("reason", kind)) if isinstance(error, SparkError) else kind
            log.error("backup failed", reason=reason)
            return Finish(write=lambda store: backup_failed(store, kind, reason, now))
        log.info("backup made")
        return Finish(write=lambda store: note_backup(store, None, "daily", now))

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Whatever was half written is written anew."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave it: the next half hour finds it missing."""


def note_backup(store: Store, actor: int | None, how: str, now: datetime) -> None:
    """Remember that a backup was made, and by whom."""
    store.heartbeat.beat(BACKUP, now)
    store.audit.add(actor, "backup", None, how, now)


def _daily(database: Path, target: Path) -> Verified:
    """Make the backup of a day; one that stands there already counts only if it is sound."""
    if target.exists():
        return verify(target)
    found = backup(database, target)
    made = sorted(target.parent.glob(f"{database.stem}-daily-*.db"))
    for old in made[:-KEPT]:
        old.unlink(missing_ok=True)
    return found
