from collections.abc import Callable
from functools import partial

import pytest

from domain.errors import LostClaim
from storage.database import Database
from storage.queue import Job, JobReady
from storage.store import Store
from tests.contracts.claiming import ENDINGS, begun_again, deferred
from tests.contracts.records import HOUR, MINUTE, NOW


def _fail(store: Store, job: Job) -> Job:
    return store.queue.postpone(job, NOW, now=NOW, failed=True, error="Boom")


async def test_a_deferred_job_is_told_to_its_process_with_what_it_carries(
    database: Database,
) -> None:
    signals: list[object] = []
    database.on_commit(signals.extend)

    number = await database.run(
        lambda store: store.queue.defer(
            "greet", {"id": 7}, now=NOW, lock="chat", run_at=NOW + MINUTE, carried="hello"
        )
    )

    assert number is not None
    job = Job(id=number, task="greet", args={"id": 7}, lock="chat", run_at=NOW + MINUTE)
    assert signals == [JobReady(job=job, carried="hello")]


async def test_a_key_is_taken_while_its_job_waits(database: Database) -> None:
    def defer(store: Store) -> int | None:
        return store.queue.defer("sweep", {}, now=NOW, key="sweep")

    first = await database.run(defer)

    assert first is not None
    assert await database.run(defer) is None
    assert await database.read(lambda store: store.queue.depth()) == 1


@pytest.mark.parametrize("ending", ["finish", "bury"])
async def test_a_key_is_free_once_its_job_has_ended(database: Database, ending: str) -> None:
    def defer(store: Store) -> int | None:
        return store.queue.defer("sweep", {}, now=NOW, key="sweep")

    number = await database.run(defer)
    assert number is not None
    job = Job(id=number, task="sweep", args={}, lock=None, run_at=NOW)

    await database.run(lambda store: ENDINGS[ending](store, job))

    assert await database.run(defer) is not None


async def test_a_finished_job_is_gone(database: Database) -> None:
    job = await deferred(database)

    await database.run(lambda store: store.queue.finish(job))

    assert await database.read(lambda store: store.queue.depth()) == 0
    assert await database.read(lambda store: store.queue.everything()) == []


async def test_a_postponed_job_waits_for_its_new_time(database: Database) -> None:
    job = await deferred(database)

    again = await database.run(
        lambda store: store.queue.postpone(
            job, NOW + HOUR, now=NOW, failed=False, error="RateLimited"
        )
    )

    assert (again.attempt, again.failures, again.run_at) == (2, 0, NOW + HOUR)
    assert await database.read(lambda store: store.queue.oldest()) == NOW + HOUR


async def test_a_failure_is_counted(database: Database) -> None:
    job = await deferred(database)

    for _ in range(2):
        job = await database.run(partial(_fail, job=job))
        job = await begun_again(database, job)

    assert (job.attempt, job.failures) == (3, 2)


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
async def test_an_earlier_attempt_cannot_commit(
    database: Database, ending: Callable[[Store, Job], object]
) -> None:
    job = await deferred(database)
    await database.run(lambda store: store.queue.postpone(job, NOW, now=NOW, failed=True))

    def write(store: Store) -> None:
        store.heartbeat.beat("frozen worker", NOW)
        store.queue.defer("reply", {}, now=NOW)
        ending(store, job)

    with pytest.raises(LostClaim):
        await database.run(write)

    assert await database.read(lambda store: store.queue.depth()) == 1


async def test_a_job_ends_once(database: Database) -> None:
    job = await deferred(database)
    await database.run(lambda store: store.queue.bury(job, "Boom"))

    with pytest.raises(LostClaim):
        await database.run(lambda store: store.queue.finish(job))


async def test_a_job_given_up_stays_as_a_dead_letter(database: Database) -> None:
    job = await deferred(database, lock="chat")

    await database.run(lambda store: store.queue.bury(job, "Boom"))

    (letter,) = await database.read(lambda store: store.queue.dead())
    assert (letter.id, letter.task, letter.args) == (job.id, "greet", {"id": 7})
    assert (letter.failures, letter.error) == (1, "Boom")
    assert await database.read(lambda store: store.queue.depth()) == 0


async def test_the_oldest_waiting_job_tells_how_far_behind_we_are(database: Database) -> None:
    def write(store: Store) -> None:
        store.queue.defer("greet", {}, now=NOW, run_at=NOW + HOUR)
        store.queue.defer("greet", {}, now=NOW)

    assert await database.read(lambda store: store.queue.oldest()) is None
    await database.run(write)

    assert await database.read(lambda store: store.queue.oldest()) == NOW
    assert await database.read(lambda store: store.queue.depth()) == 2


async def test_jobs_are_counted_by_their_tasks(database: Database) -> None:
    def write(store: Store) -> None:
        for task in ("greet", "greet", "sweep"):
            store.queue.defer(task, {}, now=NOW)

    await database.run(write)

    assert await database.read(lambda store: store.queue.waiting()) == {"greet": 2, "sweep": 1}


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
async def test_who_runs_a_job_that_was_forgotten_cannot_commit(
    database: Database, ending: Callable[[Store, Job], object]
) -> None:
    job = await deferred(database)

    await database.run(lambda store: store.queue.forget(job.id))

    assert await database.read(lambda store: store.queue.everything()) == []
    with pytest.raises(LostClaim):
        await database.run(lambda store: ending(store, job))
