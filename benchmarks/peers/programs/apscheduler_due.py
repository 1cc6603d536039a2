"""APScheduler with its store of SQLAlchemy: jobs due in one second, out of many stored.

The store is an SQLite file in a write-ahead log that is synced at every commit, as ours. Each job
counts, and does nothing else. Prints its figures as one JSON object.
Run: apscheduler_due.py FOLDER STORED DUE ADDED
"""

import asyncio
import json
import pickle
import sys
import time
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from typing import Any

import uvloop
from apscheduler.jobstores.sqlalchemy import SQLAlchemyJobStore
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from sqlalchemy import create_engine, event

AHEAD = timedelta(seconds=5)
PARCEL = 10_000
_counted: list[float] = []
_expected = int(sys.argv[3]) if len(sys.argv) > 3 else 0
_all = asyncio.Event()


async def count(number: int, title: str) -> None:
    """Be called."""
    _counted.append(time.perf_counter())
    if len(_counted) == _expected:
        _all.set()


def _in_a_log(connection: Any, _record: object) -> None:
    cursor = connection.cursor()
    cursor.execute("PRAGMA journal_mode=WAL")
    cursor.execute("PRAGMA synchronous=FULL")
    cursor.close()


def _add(scheduler: AsyncIOScheduler, number: int, at: datetime) -> Any:
    title = f"call the dentist about number {number}"
    return scheduler.add_job(
        count, "date", run_date=at, args=(number, title), misfire_grace_time=None
    )


def _rows(state: dict[str, Any], moments: dict[int, datetime]) -> Iterator[dict[str, Any]]:
    """Yield rows as the store writes them: one job's state with other ids, moments and titles."""
    for number, at in moments.items():
        own = {
            "id": f"{number:032x}",
            "next_run_time": at,
            "args": (number, f"call the dentist about number {number}"),
        }
        yield {
            "id": own["id"],
            "next_run_time": at.timestamp(),
            "job_state": pickle.dumps({**state, **own}, pickle.HIGHEST_PROTOCOL),
        }


def _fill(store: SQLAlchemyJobStore, rows: Iterator[dict[str, Any]]) -> None:
    with store.engine.begin() as connection:
        while parcel := list(islice(rows, PARCEL)):
            connection.execute(store.jobs_t.insert(), parcel)


async def _stalls(found: list[float]) -> None:
    """Note by how much the loop was late, each millisecond."""
    while True:
        asked = time.perf_counter()
        await asyncio.sleep(0.001)
        found.append(time.perf_counter() - asked - 0.001)


async def _measure(folder: Path, stored: int, due: int, added: int) -> dict[str, float]:
    engine = create_engine(f"sqlite:///{folder / 'apscheduler.db'}")
    event.listen(engine, "connect", _in_a_log)
    store = SQLAlchemyJobStore(engine=engine)
    scheduler = AsyncIOScheduler(timezone="UTC", jobstores={"default": store})
    scheduler.start(paused=True)
    far = datetime.now(UTC).replace(microsecond=0) + timedelta(days=10)
    state = _add(scheduler, 0, far).__getstate__()
    later = {n: far + timedelta(seconds=n * 7919 % 31_000_000) for n in range(due, stored)}
    _fill(store, _rows(state, later))
    found: dict[str, float] = {}
    began, spent = time.perf_counter(), time.process_time()
    for number in range(added):
        _add(scheduler, number, far)
    found["add_ms"] = (time.perf_counter() - began) / added * 1000
    found["add_processor_ms"] = (time.process_time() - spent) / added * 1000
    at = datetime.now(UTC) + AHEAD
    _fill(store, _rows(state, dict.fromkeys(range(due), at)))
    late: list[float] = []
    ticking = asyncio.create_task(_stalls(late))
    moment = time.perf_counter() + (at - datetime.now(UTC)).total_seconds()
    spent = time.process_time()
    scheduler.resume()
    await _all.wait()
    found["due_s"] = max(_counted) - moment
    found["first_s"] = min(_counted) - moment
    found["due_processor_s"] = time.process_time() - spent
    found["stall_ms"] = max(late) * 1000
    ticking.cancel()
    scheduler.shutdown(wait=False)
    return found


def main() -> None:
    """Measure, and print."""
    folder, *numbers = sys.argv[1:]
    stored, due, added = (int(number) for number in numbers)
    print(json.dumps(uvloop.run(_measure(Path(folder), stored, due, added))), flush=True)


if __name__ == "__main__":
    main()
