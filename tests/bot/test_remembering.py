from collections.abc import Callable, Sequence
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from bot.remembering import TROUBLED, Remembering
from domain.messages import Address, InboundMessage
from domain.people import Identity, Role
from engine.model import Unreachable
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import HandClock, until

NOON = datetime(2026, 11, 21, 15, tzinfo=UTC)


class Lengths:
    """An embedder that knows how long a text is, and fails when it is told to."""

    name = "lengths/8"
    size = 8

    def __init__(self) -> None:
        self.fails = False
        self.failures = 0
        self.read: list[str] = []

    def passages(self, texts: Sequence[str]) -> list[list[float]]:
        if self.fails:
            self.failures += 1
            raise Unreachable(reason="test")
        self.read += texts
        return [self.query(text) for text in texts]

    def query(self, text: str) -> list[float]:
        return [1.0, float(len(text)), 0, 0, 0, 0, 0, 0]


def _goes_on(clock: HandClock, ends: Callable[[], object]) -> bool:
    """Let a second go by, unless something has come."""
    if ends():
        return True
    clock.advance(seconds=1)
    return False


def opened(tmp_path: Path) -> SqliteDatabase:
    path = tmp_path / "memory.db"
    migrate(sqlite_engine(path), path)
    return SqliteDatabase(path)


def live(store: Store) -> int:
    person = store.people.add(role=Role.OWNER, zone="UTC", language=None, quiet=None, now=NOON)
    store.people.link(Identity(person=person.id, channel="test", external="ana", chat="ana"))
    return person.id


def say(store: Store, *texts: str) -> None:
    for text in texts:
        message = InboundMessage(
            key=text,
            address=Address(channel="test", chat="ana"),
            sender="ana",
            text=text,
            received_at=NOON - timedelta(minutes=1),
        )
        store.inbox.add(message)


async def test_what_was_said_is_indexed_and_embedded_beside_the_answers(tmp_path: Path) -> None:
    embedder = Lengths()
    async with opened(tmp_path) as database:
        person = await database.run(live)
        await database.run(lambda store: say(store, *(f"ladder number {n}" for n in range(70))))
        remembering = Remembering(database, HandClock(NOON), embedder)

        await remembering.catch_up()
        await remembering.catch_up()

        assert len(embedder.read) == 70
        bits = await database.read(lambda store: store.vectors.bits(person, embedder.name))
        assert len(bits) == 70
        assert (
            len(await database.read(lambda store: store.memories.holding(person, "ladder"))) == 70
        )


async def test_without_an_embedder_the_words_are_there(tmp_path: Path) -> None:
    async with opened(tmp_path) as database:
        person = await database.run(live)
        await database.run(lambda store: say(store, "the ladder is in the shed"))

        await Remembering(database, HandClock(NOON), None).catch_up()

        assert await database.read(lambda store: store.memories.holding(person, "shed"))


async def test_an_embedder_that_fails_is_left_alone_for_a_while(tmp_path: Path) -> None:
    import asyncio

    embedder, clock = Lengths(), HandClock(NOON)
    embedder.fails = True
    async with opened(tmp_path) as database:
        await database.run(live)
        await database.run(lambda store: say(store, "the ladder is in the shed"))
        running = asyncio.create_task(Remembering(database, clock, embedder).run())
        try:
            await until(partial(_goes_on, clock, lambda: embedder.failures == 1))
            embedder.fails = False
            began = clock.now()
            await until(partial(_goes_on, clock, lambda: embedder.read))
            assert embedder.read == ["the ladder is in the shed"]
            assert embedder.failures == 1
            assert clock.now() - began >= TROUBLED
        finally:
            running.cancel()
