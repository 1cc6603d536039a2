"""What the embedded queue alone does: one process takes everything over at its start."""

from collections.abc import Callable

import pytest

from domain.errors import LostClaim
from storage.database import Database
from storage.queue import Job
from storage.store import Store
from tests.contracts.claiming import ENDINGS, deferred
from tests.contracts.records import MINUTE, NOW


@pytest.fixture
def database_url(embedded_url: str) -> str:
    """An SQLite file."""
    return embedded_url


async def _recovered(database: Database) -> list[Job]:
    found = await database.run(lambda store: store.queue.recover())
    return [each.job for each in found]


async def test_jobs_are_found_in_the_order_they_weredeferred(database: Database) -> None:
    def write(store: Store) -> list[int | None]:
        return [
            store.queue.defer("greet", {"id": id_}, now=NOW, run_at=NOW + (9 - id_) * MINUTE)
            for id_ in range(4)
        ]

    numbers = await database.run(write)

    jobs = await _recovered(database)
    assert [job.id for job in jobs] == numbers
    assert [job.args["id"] for job in jobs] == [0, 1, 2, 3]


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
async def test_attempts_of_earlier_processes_cannot_commit(
    database: Database, ending: Callable[[Store, Job], object]
) -> None:
    job = await deferred(database)
    (taken_over,) = await _recovered(database)

    with pytest.raises(LostClaim):
        await database.run(lambda store: ending(store, job))

    await database.run(lambda store: store.queue.finish(taken_over))
    assert await database.read(lambda store: store.queue.depth()) == 0


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


async def test_a_job_that_waits_for_a_later_time_has_killed_no_process(database: Database) -> None:
    await database.run(
        lambda store: store.queue.defer("greet", {"id": 1}, now=NOW, run_at=NOW + MINUTE)
    )

    early = await database.run(lambda store: store.queue.recover(now=NOW))
    late = await database.run(lambda store: store.queue.recover(now=NOW + MINUTE))

    assert [each.job.failures for each in early] == [0]
    assert [each.interrupted for each in early] == [True]
    assert [each.job.failures for each in late] == [1]


async def test_a_poisonous_job_counts_every_process_it_killed(database: Database) -> None:
    await deferred(database)

    for killed in range(1, 4):
        (job,) = await _recovered(database)
        assert job.failures == killed

    await database.run(lambda store: store.queue.bury(job, "interrupted again and again"))
    assert await _recovered(database) == []
