"""Maintenance: APScheduler says when, durable jobs do it, so several processes do it once."""

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from domain.clock import Clock
from scheduler.backups import defer_backup
from scheduler.sweeping import defer_daily
from storage.database import Database


def maintenance(database: Database, clock: Clock, *, backups: bool = True) -> AsyncIOScheduler:
    """Return a scheduler of the daily sweep and backup, in UTC; start and shut it down.

    The sweep is at 04:30. A backup is looked for at every half hour, and made at 03:30 or where
    the last one is too old.
    """

    async def defer_sweep() -> None:
        now = clock.now()
        await database.run(lambda store: defer_daily(store, now))

    async def defer_copy() -> None:
        now = clock.now()
        await database.run(lambda store: defer_backup(store, now))

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        defer_sweep, CronTrigger(hour=4, minute=30, timezone="UTC"), misfire_grace_time=3600
    )
    if backups:
        scheduler.add_job(
            defer_copy, CronTrigger(minute=30, timezone="UTC"), misfire_grace_time=1500
        )
    return scheduler
