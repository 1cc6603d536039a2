"""Backups: the task that makes one a day while everything goes on."""

import asyncio
from datetime import datetime

import structlog

from bot.settings import Settings
from bot.task import Ending, Finish
from domain.clock import Clock
from domain.errors import SparkError
from scheduler.backups import BACKUP, defer_copying, defer_drill
from scheduler.troubles import backup_failed
from storage.queue import Job
from storage.store import Store

log = structlog.get_logger(__name__)


class Backup:
    """The task that makes the daily backup (see `bot.task.Task`).

    One that fails is not tried again by the queue: the next half hour finds it missing. A weekly
    one is tried afterwards, and all are copied to where the settings say.
    """

    name = BACKUP
    is_suspect = False

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Make today's backup, unless there is a sound one, and remove the oldest."""
        from bot.safekeeping.making import Safe  # noqa: PLC0415 - not at the start

        now = self._clock.now()
        try:
            made = await asyncio.to_thread(Safe(self._settings).make_daily, now)
        except (SparkError, OSError) as error:
            kind, reason = type(error).__name__, reason_of(error)
            log.error("backup failed", reason=reason)
            return Finish(write=lambda store: backup_failed(store, kind, reason, now))
        is_weekly = made is not None and made.holds_files
        log.info("backup made", is_weekly=is_weekly)

        def write(store: Store) -> None:
            note_backup(store, None, "daily", now, copies=bool(self._settings.sparkone_backup_to))
            defer_drill(store, now, is_weekly=is_weekly)

        return Finish(write=write)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Whatever was half written is written anew."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave it: the next half hour finds it missing."""


def note_backup(store: Store, actor: int | None, how: str, now: datetime, *, copies: bool) -> None:
    """Remember that a backup was made, and by whom; `copies`: it is copied elsewhere next."""
    if copies:
        defer_copying(store, now)
    store.heartbeat.beat(BACKUP, now)
    store.audit.add(actor, "backup", None, how, now)


def reason_of(error: SparkError | OSError) -> str:
    """Return why something failed, in a few words for whoever mends it."""
    if isinstance(error, SparkError):
        return error.brief
    return error.strerror or type(error).__name__
