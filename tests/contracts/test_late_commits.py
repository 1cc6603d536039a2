"""A message that another process commits after one with a higher id is remembered too."""

import asyncio
from collections.abc import Iterator
from datetime import datetime
from functools import partial

import psycopg
import pytest

from engine.indexing import LONGEST, SETTLED, Progress, catch_up, index
from storage.opening import open_database
from storage.store import Store
from tests.contracts.test_memories import LATER, say, texts, two_people


class Late:
    """A second process, whose unit has stored a message and is not committed yet."""

    def __init__(self, url: str) -> None:
        self._connection = psycopg.connect(url)

    def say(self) -> None:
        """Take the next id, and keep it open."""
        self._connection.execute(
            "INSERT INTO inbox (channel, key, chat, sender, text, length, origin, state,"
            " received_at) VALUES ('test', 'late', 'ana', 'ana', 'a jabuticaba', 12, 'owner',"
            " 'new', 1)"
        )

    def commit(self) -> None:
        """Commit it at last."""
        self._connection.commit()

    def close(self) -> None:
        """Let go of it, whatever came of it."""
        self._connection.close()


@pytest.fixture
def late(emptied_postgres_url: str) -> Iterator[Late]:
    process = Late(emptied_postgres_url)
    yield process
    process.close()


async def test_a_message_that_is_committed_after_a_later_one_is_found(
    emptied_postgres_url: str, late: Late
) -> None:
    async with open_database(emptied_postgres_url) as database:
        ana, _ = await database.run(two_people)
        progress, now = Progress(), LATER
        await asyncio.to_thread(late.say)
        await database.run(lambda store: say(store, "ana", "o caju"))
        await database.run(lambda store: catch_up(store, ana))
        assert await database.read(lambda store: texts(store, ana, "caju")) == ["o caju"]
        for _ in range(5):
            now += SETTLED
            progress = await database.run(partial(_next, progress=progress, now=now))
        assert progress.message == 0

        await asyncio.to_thread(late.commit)
        found: list[str] = []
        while not found and now < LATER + 2 * LONGEST:  # others may be busy on the same server
            now += SETTLED
            progress = await database.run(partial(_next, progress=progress, now=now))
            found = await database.read(lambda store: texts(store, ana, "jabuticaba"))

        assert found == ["a jabuticaba"]
        # Another process goes on from there, and does nothing twice.
        again = await database.run(partial(_next, progress=Progress(), now=now))
        assert again.message == progress.message
        assert await database.read(lambda store: store.memories.count(ana)) == 2


async def test_somebody_elses_long_transaction_holds_the_index_up_for_minutes_at_most(
    emptied_postgres_url: str, late: Late
) -> None:
    async with open_database(emptied_postgres_url) as database:
        ana, _ = await database.run(two_people)
        await asyncio.to_thread(late.say)
        await database.run(lambda store: say(store, "ana", "o caju"))
        progress = await database.run(partial(_next, progress=Progress(), now=LATER))

        progress = await database.run(partial(_next, progress=progress, now=LATER + LONGEST))

        assert await database.read(lambda store: texts(store, ana, "caju")) == ["o caju"]
        await asyncio.to_thread(late.commit)


def _next(store: Store, *, progress: Progress, now: datetime) -> Progress:
    return index(store, progress, now)[0]
