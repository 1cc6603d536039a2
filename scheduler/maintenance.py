"""Maintenance: APScheduler says when, durable jobs do it, so several processes do it once."""

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.cron import CronTrigger

from domain.clock import Clock
from scheduler.sweeping import defer_daily
from storage.database import Database


def maintenance(database: Database, clock: Clock) -> AsyncIOScheduler:
    """Return a scheduler that defers the daily sweep at 04:30 UTC; start and shut it down."""

    async def defer_sweep() -> None:
        now = clock.now()
        await database.run(lambda store: defer_daily(store, now))

    scheduler = AsyncIOScheduler(timezone="UTC")
    scheduler.add_job(
        defer_sweep, CronTrigger(hour=4, minute=30, timezone="UTC"), misfire_grace_time=3600
    )
    return scheduler
