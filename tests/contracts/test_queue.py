from collections.abc import Callable
from functools import partial

import pytest

from domain.errors import LostClaim
from storage.database import Database
from storage.queue import Job, JobReady
from storage.store import Store
from tests.contracts.records import HOUR, MINUTE, NOW

ENDINGS: dict[str, Callable[[Store, Job], object]] = {
    "finish": lambda store, job: store.queue.finish(job),
    "postpone": lambda store, job: store.queue.postpone(job, NOW + MINUTE, failed=False),
    "bury": lambda store, job: store.queue.bury(job, "Boom"),
}


async def _deferred(database: Database, *, lock: str | None = None) -> Job:
    """Defer a job and return it as its process is told of it."""
    signals: list[object] = []
    database.on_commit(signals.extend)
    await database.run(lambda store: store.queue.defer("greet", {"id": 7}, now=NOW, lock=lock))
    ready = signals.pop()
    assert isinstance(ready, JobReady)
    return ready.job


async def _recovered(database: Database) -> list[Job]:
    found = await database.run(lambda store: store.queue.recover())
    return [each.job for each in found]


def _fail(store: Store, job: Job) -> Job:
    return store.queue.postpone(job, NOW, failed=True, error="Boom")


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


async def test_jobs_are_found_in_the_order_they_were_deferred(database: Database) -> None:
    def write(store: Store) -> list[int | None]:
        return [
            store.queue.defer("greet", {"id": id_}, now=NOW, run_at=NOW + (9 - id_) * MINUTE)
            for id_ in range(4)
        ]

    numbers = await database.run(write)

    jobs = await _recovered(database)
    assert [job.id for job in jobs] == numbers
    assert [job.args["id"] for job in jobs] == [0, 1, 2, 3]


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

    await database.run(defer)
    (job,) = await _recovered(database)

    await database.run(lambda store: ENDINGS[ending](store, job))

    assert await database.run(defer) is not None


async def test_a_finished_job_is_gone(database: Database) -> None:
    job = await _deferred(database)

    await database.run(lambda store: store.queue.finish(job))

    assert await database.read(lambda store: store.queue.depth()) == 0
    assert await _recovered(database) == []


async def test_a_postponed_job_waits_for_its_new_time(database: Database) -> None:
    job = await _deferred(database)

    again = await database.run(
        lambda store: store.queue.postpone(job, NOW + HOUR, failed=False, error="RateLimited")
    )

    assert (again.attempt, again.failures, again.run_at) == (2, 0, NOW + HOUR)
    assert await database.read(lambda store: store.queue.oldest()) == NOW + HOUR


async def test_a_failure_is_counted(database: Database) -> None:
    job = await _deferred(database)

    for _ in range(2):
        job = await database.run(partial(_fail, job=job))

    assert (job.attempt, job.failures) == (3, 2)
    (stored,) = await _recovered(database)
    assert stored.failures == 3  # and the process that ended counts as one more


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
async def test_an_earlier_attempt_cannot_commit(
    database: Database, ending: Callable[[Store, Job], object]
) -> None:
    job = await _deferred(database)
    await database.run(lambda store: store.queue.postpone(job, NOW, failed=True))

    def write(store: Store) -> None:
        store.heartbeat.beat("frozen worker", NOW)
        store.queue.defer("reply", {}, now=NOW)
        ending(store, job)

    with pytest.raises(LostClaim):
        await database.run(write)

    assert await database.read(lambda store: store.queue.depth()) == 1


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
async def test_attempts_of_earlier_processes_cannot_commit(
    database: Database, ending: Callable[[Store, Job], object]
) -> None:
    job = await _deferred(database)
    (taken_over,) = await _recovered(database)

    with pytest.raises(LostClaim):
        await database.run(lambda store: ending(store, job))

    await database.run(lambda store: store.queue.finish(taken_over))
    assert await database.read(lambda store: store.queue.depth()) == 0


async def test_a_job_ends_once(database: Database) -> None:
    job = await _deferred(database)
    await database.run(lambda store: store.queue.bury(job, "Boom"))

    with pytest.raises(LostClaim):
        await database.run(lambda store: store.queue.finish(job))


async def test_only_the_first_job_of_each_lock_may_have_been_interrupted(
    database: Database,
) -> None:
    def write(store: Store) -> None:
        for id_, lock in enumerate(["a", "a", "b", None, None, "b"]):
            store.queue.defer("greet", {"id": id_}, now=NOW, lock=lock)

    await database.run(write)

    found = await database.run(lambda store: store.queue.recover())

    assert [each.interrupted for each in found] == [True, False, True, True, True, False]
    assert [each.job.failures for each in found] == [1, 0, 1, 1, 1, 0]
    assert {each.job.attempt for each in found} == {2}


async def test_a_poisonous_job_counts_every_process_it_killed(database: Database) -> None:
    await _deferred(database)

    for killed in range(1, 4):
        (job,) = await _recovered(database)
        assert job.failures == killed

    await database.run(lambda store: store.queue.bury(job, "interrupted again and again"))
    assert await _recovered(database) == []


async def test_a_job_given_up_stays_as_a_dead_letter(database: Database) -> None:
    job = await _deferred(database, lock="chat")

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
