"""Upkeep: APScheduler says when it is time for maintenance, for as long as the process lives."""

import asyncio
import importlib
from datetime import timedelta

from bot.settings import Settings
from domain.clock import Clock
from storage.database import Database

AFTER = timedelta(seconds=10)
"""The start and the first messages come before it: what it needs takes long to import."""


async def keep_up(database: Database, clock: Clock, settings: Settings) -> None:
    """Defer what is due until cancelled."""
    await clock.wait_until(clock.now() + AFTER, asyncio.Event())
    module = await asyncio.to_thread(importlib.import_module, "scheduler.maintenance")
    triggers = module.maintenance(database, clock, backups=settings.sparkone_backups == "on")
    triggers.start()
    try:
        await asyncio.Event().wait()
    finally:
        triggers.shutdown(wait=False)
