"""Jobs as a worker gets them: told of by the commit, or claimed where several processes serve."""

from collections.abc import Callable
from typing import Any

from storage.database import Database
from storage.queue import Job, JobReady
from storage.queues.procrastinate import ProcrastinateQueue
from storage.slots import FAST, HOMED, SLOW
from storage.store import Store
from tests.contracts.records import MINUTE, NOW

ENDINGS: dict[str, Callable[[Store, Job], object]] = {
    "finish": lambda store, job: store.queue.finish(job),
    "postpone": lambda store, job: store.queue.postpone(job, NOW + MINUTE, now=NOW, failed=False),
    "bury": lambda store, job: store.queue.bury(job, "Boom"),
}


def shared(store: Store) -> ProcrastinateQueue:
    """Return the queue of a store that many processes serve."""
    assert isinstance(store.queue, ProcrastinateQueue)
    return store.queue


async def worker(database: Database) -> int:
    """Enter a worker of the shared queue and return its number."""
    return await database.run(lambda store: shared(store).register())


async def claimed(database: Any, number: int, most: int = 10) -> list[Job]:
    """Claim as that worker."""
    found: list[Job] = await database.claim(
        lambda store: shared(store).claim(number, (FAST, SLOW, *HOMED), most)
    )
    return found


async def deferred(database: Database, *, lock: str | None = None) -> Job:
    """Defer a job and return it as whoever runs it gets it."""
    signals: list[object] = []
    database.on_commit(signals.extend)
    await database.run(lambda store: store.queue.defer("greet", {"id": 7}, now=NOW, lock=lock))
    ready = signals.pop()
    assert isinstance(ready, JobReady)
    return await _begun(database, ready.job)


async def _begun(database: Database, job: Job) -> Job:
    if not await database.read(lambda store: store.queue.is_shared):
        return job
    (found,) = await claimed(database, await worker(database))
    assert found == job
    return found


async def begun_again(database: Database, job: Job) -> Job:
    """Return a job that runs again, as whoever runs it gets it."""
    return await _begun(database, job)


def told_jobs(database: Database) -> list[Job]:
    """Return a list that grows by every job that is committed."""
    jobs: list[Job] = []
    database.on_commit(
        lambda signals: jobs.extend(one.job for one in signals if isinstance(one, JobReady))
    )
    return jobs
