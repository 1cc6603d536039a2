"""Units about one person that run side by side in several processes: none of them is sent away."""

import asyncio
import contextlib

import pytest

from storage.opening import open_database
from storage.store import Store
from tests.contracts.records import add_person

PROCESSES = 4
UNITS = 60


@pytest.fixture
def database_url(emptied_postgres_url: str) -> str:
    """A PostgreSQL database."""
    return emptied_postgres_url


async def test_many_units_that_hold_one_person_follow_one_another(database_url: str) -> None:
    async with contextlib.AsyncExitStack() as stack:
        databases = [
            await stack.enter_async_context(open_database(database_url)) for _ in range(PROCESSES)
        ]
        number = await databases[0].run(add_person)

        def count(store: Store) -> None:
            store.people.hold(number)
            person = store.people.get(number)
            store.sql.driver.execute("SELECT pg_sleep(0.01)")  # as a unit that does something
            store.people.set_name(number, str(int(person.name or 0) + 1))

        await asyncio.gather(
            *(one.run(count, by_rows=True) for _ in range(UNITS) for one in databases)
        )

        person = await databases[0].read(lambda store: store.people.get(number))
    assert person.name == str(PROCESSES * UNITS)
