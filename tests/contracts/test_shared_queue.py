"""What the queue of many processes does: jobs are claimed, and taken over from the dead."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import psycopg
import pytest

from bot.pools import Pools
from domain.errors import LostClaim
from storage.database import Database
from storage.migrate import migrate
from storage.postgres import PostgresDatabase, postgres_engine
from storage.queue import Job
from storage.queues.schema import prepare_queue
from storage.slots import OUT
from storage.store import Store
from tests.contracts.claiming import ENDINGS, claimed, shared, worker
from tests.contracts.records import HOUR, MINUTE, NOW


@pytest.fixture
def database_url(emptied_postgres_url: str) -> str:
    """A PostgreSQL database."""
    return emptied_postgres_url


async def _defer(database: Database, *locks: str | None) -> list[int | None]:
    def write(store: Store) -> list[int | None]:
        return [store.queue.defer("greet", {"id": 7}, now=NOW, lock=lock) for lock in locks]

    return await database.run(write)


async def test_jobs_of_one_lock_are_claimed_one_at_a_time_and_in_order(
    database: PostgresDatabase,
) -> None:
    numbers = await _defer(database, "chat", "other", "chat", None, None)
    mine = await worker(database)

    first = await claimed(database, mine)
    assert [job.id for job in first] == [numbers[0], numbers[1], numbers[3], numbers[4]]
    assert await claimed(database, await worker(database)) == []

    await database.run(lambda store: store.queue.finish(first[0]))
    assert [job.id for job in await claimed(database, mine)] == [numbers[2]]


async def test_a_job_that_waits_holds_back_those_behind_it_in_its_lock(
    database: PostgresDatabase,
) -> None:
    await _defer(database, "chat", "chat")
    mine = await worker(database)
    (job,) = await claimed(database, mine)

    await database.run(lambda store: store.queue.postpone(job, NOW + HOUR, now=NOW, failed=False))

    assert await claimed(database, mine) == []


async def test_no_job_is_claimed_by_two(database: PostgresDatabase) -> None:
    numbers = await _defer(database, *[None] * 20)

    mine, theirs = await worker(database), await worker(database)
    found = [*await claimed(database, mine), *await claimed(database, theirs)]

    assert sorted(job.id for job in found) == numbers


async def test_what_may_hang_holds_up_nothing_else_and_who_holds_a_channel_sends_over_it(
    database: PostgresDatabase,
) -> None:
    locks = ("slow:telegram:1", "in:telegram:1", "chore", "out:terminal:local", "out:telegram:1")
    await _defer(database, *locks, "notice:terminal:local", "notice:telegram:1")
    mine = await worker(database)

    async def locks_in(queue: str) -> list[str | None]:
        jobs = await database.claim(lambda store: shared(store).claim(mine, [queue], 9))
        return [job.lock for job in jobs]

    assert await locks_in("slow") == ["slow:telegram:1"]
    assert await locks_in("in") == ["in:telegram:1"]
    assert await locks_in("fast") == ["chore"]
    assert await locks_in("out:telegram") == ["out:telegram:1", "notice:telegram:1"]
    assert await locks_in("terminal") == ["out:terminal:local", "notice:terminal:local"]


@pytest.mark.parametrize("ending", ENDINGS.values(), ids=ENDINGS.keys())
async def test_a_worker_frozen_past_its_lease_cannot_commit(
    database: PostgresDatabase, ending: Callable[[Store, Job], object]
) -> None:
    await _defer(database, "chat")
    (frozen,) = await claimed(database, await worker(database))

    (taken,) = await database.run(lambda store: shared(store).recover())

    assert taken.interrupted
    assert (taken.job.attempt, taken.job.failures) == (2, 1)
    with pytest.raises(LostClaim):
        await database.run(lambda store: ending(store, frozen))
    (again,) = await claimed(database, await worker(database))
    assert again == taken.job
    with pytest.raises(LostClaim):
        await database.run(lambda store: ending(store, frozen))
    await database.run(lambda store: store.queue.finish(again))


async def test_jobs_of_workers_that_live_are_left_to_them(database: PostgresDatabase) -> None:
    await _defer(database, "chat")
    (job,) = await claimed(database, await worker(database))

    assert await database.run(lambda store: shared(store).recover(timedelta(seconds=15))) == []

    await database.run(lambda store: store.queue.finish(job))


async def test_what_a_worker_that_left_was_doing_is_taken_over_at_once(
    database: PostgresDatabase,
) -> None:
    await _defer(database, "chat", "chat")
    mine = await worker(database)
    (job,) = await claimed(database, mine)

    await database.run(lambda store: shared(store).unregister(mine))

    (taken,) = await database.run(lambda store: shared(store).recover(timedelta(days=1)))
    assert taken.job.id == job.id


async def test_what_a_living_worker_lost_is_taken_back_by_itself(
    database: PostgresDatabase,
) -> None:
    numbers = await _defer(database, "one", "two")
    mine = await worker(database)
    await claimed(database, mine)
    lost = [number for number in numbers if number is not None][:1]

    def take_back(store: Store) -> list[int]:
        found = shared(store).recover(timedelta(days=1), mine=mine, strays=lost)
        return [one.job.id for one in found]

    assert await database.read(lambda store: shared(store).doing(mine)) == set(numbers)
    assert await database.run(take_back) == lost


async def test_periods_of_the_dead_are_cleared_and_hold_back_no_job(
    database: PostgresDatabase,
) -> None:
    await database.run(lambda store: shared(store).defer_periodic("take_over", 1_000, NOW))
    await _defer(database, "chat")
    await claimed(database, await worker(database))
    await database.run(lambda store: shared(store).defer_periodic("take_over", 1_001, NOW))

    found = await database.run(lambda store: shared(store).recover())
    await database.run(lambda store: shared(store).clear_periodic(timedelta(0)))

    assert [one.job.task for one in found] == ["greet"]
    everything = await database.read(lambda store: store.queue.everything())
    assert sorted(task for _, task, _ in everything) == ["greet", "take_over"]


async def test_who_lost_a_job_cannot_begin_with_it(database: PostgresDatabase) -> None:
    await _defer(database, "chat")
    (frozen,) = await claimed(database, await worker(database))
    await database.run(lambda store: shared(store).recover())

    with pytest.raises(LostClaim):
        await database.run(lambda store: store.queue.hold(frozen), by_rows=True)


async def test_a_worker_that_was_struck_off_learns_of_it(database: PostgresDatabase) -> None:
    mine = await worker(database)
    assert await database.run(lambda store: shared(store).beat(mine))

    await database.run(lambda store: shared(store).prune(timedelta(seconds=-1)))

    assert not await database.run(lambda store: shared(store).beat(mine))


async def test_the_job_of_a_period_is_stored_once_and_goes_first(
    database: PostgresDatabase,
) -> None:
    await _defer(database, "chat")

    def defer(store: Store) -> bool:
        return shared(store).defer_periodic("take_over", 1_000, NOW)

    assert await database.run(defer)
    assert not await database.run(defer)

    found = await claimed(database, await worker(database))
    assert [job.task for job in found] == ["take_over", "greet"]


async def test_a_period_whose_worker_died_in_it_holds_back_no_later_one(
    database: PostgresDatabase,
) -> None:
    assert await database.run(lambda store: shared(store).defer_periodic("take_over", 1_000, NOW))
    assert not await database.run(
        lambda store: shared(store).defer_periodic("take_over", 1_001, NOW)
    )
    await claimed(database, await worker(database))

    assert await database.run(lambda store: shared(store).defer_periodic("take_over", 1_002, NOW))


async def test_a_poisonous_job_counts_every_process_that_it_killed(
    database: PostgresDatabase,
) -> None:
    await _defer(database, "chat")

    for killed in range(1, 4):
        await claimed(database, await worker(database))
        (taken,) = await database.run(lambda store: shared(store).recover())
        assert taken.job.failures == killed

    await database.run(lambda store: store.queue.bury(taken.job, "interrupted again and again"))
    assert await claimed(database, await worker(database)) == []


async def test_no_job_is_lost_when_procrastinate_brings_a_change_of_its_tables(
    database: PostgresDatabase, database_url: str, tmp_path: Path
) -> None:
    (number,) = await _defer(database, "chat")
    changes = tmp_path / "sql" / "migrations"
    changes.mkdir(parents=True)
    (changes / "99.00.00_01_pre_more.sql").write_text(
        "ALTER TABLE procrastinate_jobs ADD COLUMN IF NOT EXISTS more text DEFAULT '50%';",
        encoding="utf-8",
    )
    try:
        assert prepare_queue(postgres_engine(database_url), tmp_path)
        assert not prepare_queue(postgres_engine(database_url), tmp_path)

        assert [job.id for job in await claimed(database, await worker(database))] == [number]
    finally:
        with psycopg.connect(database_url) as connection:
            connection.execute("ALTER TABLE procrastinate_jobs DROP COLUMN IF EXISTS more")
            connection.execute("DELETE FROM queue_migrations WHERE name LIKE '99.%'")


async def test_what_an_older_version_stored_goes_out_too(database: PostgresDatabase) -> None:
    (number,) = await _defer(database, "out:telegram:1")
    sent = "UPDATE procrastinate_jobs SET queue_name = 'out'"
    await database.run(lambda store: store.sql.driver.execute(sent))
    mine = await worker(database)

    queues = list(Pools(["telegram"]).free(OUT, []))
    jobs = await database.claim(lambda store: shared(store).claim(mine, queues, 9))

    assert [job.id for job in jobs] == [number]


def test_a_database_at_head_is_left_alone(postgres_url: str) -> None:
    assert not migrate(postgres_engine(postgres_url))


async def test_a_delivery_waits_for_whoever_claims_it(database: PostgresDatabase) -> None:
    run_at = NOW + MINUTE
    await database.run(
        lambda store: store.queue.defer("greet", {}, now=NOW, lock="chat", run_at=run_at)
    )

    assert await claimed(database, await worker(database)) == []
