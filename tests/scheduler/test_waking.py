import asyncio
from datetime import datetime, timedelta
from pathlib import Path

from domain.records import OccurrenceState
from scheduler.clockwork import LONGEST_WAIT, Clockwork
from storage.database import Database
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from tests.contracts.records import NOW, add_occurrence
from tests.fakes import HandClock, until

SECOND = timedelta(seconds=1)


async def _looks_again(database: Database, clock: HandClock, work: Clockwork, at: datetime) -> bool:
    """Promise something for an instant; tell whether the clock looked again because of that."""
    before = work.looked_at
    clock.advance(seconds=1)
    await database.run(lambda store: add_occurrence(store, at))
    # Whoever is woken by a commit reads before what was asked for after it is read.
    for _ in range(2):
        await database.read(lambda store: store.occurrences.next_fire())
    await asyncio.sleep(0)
    return work.looked_at != before


async def test_only_what_comes_before_the_next_look_wakes_the_clock(tmp_path: Path) -> None:
    path, clock = tmp_path / "sparkone.db", HandClock(NOW)
    migrate(sqlite_engine(path), path)
    async with SqliteDatabase(path) as database:
        work = Clockwork(database, clock, lambda _missed: None)
        running = asyncio.create_task(work.run())
        await until(lambda: work._waits_until is not None, what="the clock waits")

        assert not await _looks_again(database, clock, work, NOW + 3 * LONGEST_WAIT)
        soon = clock.now() + 3 * SECOND
        await _looks_again(database, clock, work, soon)
        await until(lambda: work._waits_until == soon, what="the clock waits for it")

        clock.move_to(soon)
        await until(lambda: _is_fired(path), what="it is handed over")
        running.cancel()


def _is_fired(path: Path) -> bool:
    with sqlite_engine(path).connect() as connection:
        sql = "SELECT count(*) FROM occurrences WHERE state = ?"
        found = connection.exec_driver_sql(sql, (OccurrenceState.DUE.value,)).scalar()
    return bool(found)
