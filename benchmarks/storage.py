"""What storing costs: units of work that wait together, and one alone.

One unit is what every message needs before it is acknowledged: an inbox row and its job,
committed with `synchronous=FULL`. Run: python -m benchmarks.storage
"""

import asyncio
import statistics
import tempfile
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import perf_counter, process_time

from benchmarks import scratch
from domain.messages import Address, InboundMessage
from storage.database import Database
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store

NOW = datetime(2026, 11, 21, 15, tzinfo=UTC)
CHAT = Address(channel="telegram", chat="42")
TOGETHER = 1000
ROUNDS = 3
ALONE = 500


def accept(store: Store, key: str) -> None:
    """Store one message with the job that answers it."""
    message = InboundMessage(
        key=key, address=CHAT, sender="7", text="remind me at nine", received_at=NOW
    )
    number = store.inbox.add(message)
    assert number is not None
    store.queue.defer("answer", {"message": number}, lock=f"in:{CHAT}", now=NOW)


async def units_per_second(database: Database) -> float:
    """Return how many of 1,000 units that are handed in at once are committed in a second."""
    rates = []
    for round_ in range(ROUNDS):
        before = perf_counter()
        await asyncio.gather(
            *(database.run(partial(accept, key=f"{round_}-{number}")) for number in range(TOGETHER))
        )
        rates.append(TOGETHER / (perf_counter() - before))
    return statistics.median(rates)


async def processor_microseconds_alone(database: Database) -> float:
    """Return what one unit costs all threads together when it has a commit to itself."""
    before = process_time()
    for number in range(ALONE):
        await database.run(partial(accept, key=f"alone-{number}"))
    return (process_time() - before) / ALONE * 1e6


async def _measure(path: Path) -> dict[str, float]:
    async with SqliteDatabase(path) as database:
        return {
            "units a second, 1,000 waiting": await units_per_second(database),
            "processor µs of a unit alone": await processor_microseconds_alone(database),
        }


def measure() -> dict[str, float]:
    """Return the figures on a new file."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        path = Path(folder) / "sparkone.db"
        migrate(sqlite_engine(path), path)
        return asyncio.run(_measure(path))


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:32}{value:12,.0f}")
