"""The unit of work: whole or not at all, whatever else goes on."""

import asyncio
import threading
from functools import partial

import pytest

from domain.deliveries import DeliveryState
from domain.errors import StorageUnavailable
from domain.origin import Origin
from domain.people import Identity
from storage.database import Database, RefusedWrite
from storage.inbox import NEW
from storage.opening import open_database
from storage.store import Store
from tests.contracts.records import NOW, accept, add_person, inbound, outbound


class Stop(Exception):
    """What the units of these tests fail with."""


async def _count(database: Database) -> int:
    return await database.read(lambda store: store.inbox.count(NEW))


async def test_a_unit_is_committed_whole(database: Database, database_url: str) -> None:
    def write(store: Store) -> str:
        store.inbox.add(inbound("1"))
        store.inbox.add(inbound("2"))
        return "value"

    assert await database.run(write) == "value"

    async with open_database(database_url) as another:
        assert await _count(another) == 2


async def test_nothing_is_kept_of_a_unit_that_fails(database: Database) -> None:
    def write(store: Store) -> None:
        store.inbox.add(inbound("1"))
        raise Stop

    with pytest.raises(Stop):
        await database.run(write)

    assert await _count(database) == 0


async def test_of_many_units_the_failing_ones_are_rolled_back_alone(database: Database) -> None:
    def write(store: Store, number: int) -> int:
        store.inbox.add(inbound(str(number)))
        if number % 7 == 3:
            raise Stop
        return number

    outcomes = await asyncio.gather(
        *(database.run(partial(write, number=number)) for number in range(100)),
        return_exceptions=True,
    )

    failed = [number for number, outcome in enumerate(outcomes) if isinstance(outcome, Stop)]
    assert failed == list(range(3, 100, 7))
    assert await _count(database) == 100 - len(failed)


async def test_a_broken_rule_is_that_units_error_and_shows_no_value(database: Database) -> None:
    def steal(store: Store) -> None:
        store.inbox.add(inbound("kept by nobody"))
        store.people.link(Identity(person=999_999_123, channel="telegram", external="5511987"))

    outcomes = await asyncio.gather(
        database.run(lambda store: store.inbox.add(inbound("1"))),
        database.run(steal),
        database.run(lambda store: store.inbox.add(inbound("2"))),
        return_exceptions=True,
    )

    assert isinstance(outcomes[1], RefusedWrite)
    assert not {"999999123", "5511987"} & set(str(outcomes[1]).replace("=", " ").split())
    assert await _count(database) == 2


async def test_signals_are_told_after_the_commit_and_before_the_answer(
    database: Database, database_url: str
) -> None:
    told: list[object] = []
    database.on_commit(told.extend)

    def write(store: Store) -> None:
        store.inbox.add(inbound("1"))
        store.signal("first")
        store.signal("second")
        assert told == []

    await database.run(write)

    assert told == ["first", "second"]
    async with open_database(database_url) as another:
        assert await _count(another) == 1


async def test_a_unit_that_fails_signals_nothing(database: Database) -> None:
    told: list[object] = []
    database.on_commit(told.extend)

    def write(store: Store, number: int) -> None:
        store.signal(number)
        store.inbox.add(inbound(str(number)))
        if number % 2:
            raise Stop

    await asyncio.gather(
        *(database.run(partial(write, number=number)) for number in range(10)),
        return_exceptions=True,
    )
    await database.run(lambda store: store.signal("end"))

    assert sorted(map(str, told)) == ["0", "2", "4", "6", "8", "end"]


async def test_a_signal_is_told_even_if_nobody_waits_for_the_answer(database: Database) -> None:
    told = asyncio.Event()
    database.on_commit(lambda _: told.set())
    begun, go_on = threading.Event(), threading.Event()

    def write(store: Store) -> None:
        begun.set()
        assert go_on.wait(10)
        store.inbox.add(inbound("1"))
        store.signal("committed")

    waiting = asyncio.create_task(database.run(write))
    await asyncio.to_thread(begun.wait, 10)
    waiting.cancel()
    go_on.set()

    await asyncio.wait_for(told.wait(), 10)
    assert await _count(database) == 1


async def test_a_unit_may_run_twice_and_nothing_is_lost(database: Database) -> None:
    def write(store: Store) -> int:
        delivery = store.outbox.add(outbound(), language="en", now=NOW)
        assert delivery is not None
        return delivery.id

    number = await database.run(write)

    def count_up(store: Store) -> None:
        delivery = store.outbox.get(number)
        assert delivery is not None
        store.outbox.mark(number, DeliveryState.UNKNOWN, repeats=delivery.repeats + 1)

    await asyncio.gather(*(database.run(count_up) for _ in range(24)))

    delivery = await database.read(lambda store: store.outbox.get(number))
    assert delivery is not None
    assert delivery.repeats == 24


async def test_what_two_units_read_cannot_both_be_outdated(database: Database) -> None:
    def add_if_none(store: Store) -> bool:
        if store.inbox.count(NEW):
            return False
        return store.inbox.add(inbound(str(id(store)))) is not None

    outcomes = await asyncio.gather(*(database.run(add_if_none) for _ in range(8)))

    assert outcomes.count(True) == 1
    assert await _count(database) == 1


async def test_many_deliveries_of_one_message_are_stored_once(database: Database) -> None:
    outcomes = await asyncio.gather(
        *(database.run(lambda store: store.inbox.add(inbound("1"))) for _ in range(50))
    )

    assert len([number for number in outcomes if number is not None]) == 1


async def test_a_query_cannot_write(database: Database) -> None:
    with pytest.raises((StorageUnavailable, RefusedWrite)):
        await database.read(lambda store: store.inbox.add(inbound("1")))

    assert await _count(database) == 0


async def test_a_query_reads_what_was_committed_before_it(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        store.notes.add(person=person, text="door 42", origin=Origin.OWNER, now=NOW)
        return person

    person = await database.run(write)

    assert len(await database.read(lambda store: store.notes.all(person))) == 1


async def test_a_query_that_fails_leaves_the_next_one_alone(database: Database) -> None:
    for _ in range(8):
        with pytest.raises(KeyError):
            await database.read(lambda store: store.people.get(99))

    assert await _count(database) == 0


async def test_units_handed_in_before_the_end_are_committed(database_url: str) -> None:
    async with open_database(database_url) as database:
        tasks = [asyncio.create_task(database.run(accept(number))) for number in range(20)]
        await asyncio.sleep(0)
    await asyncio.gather(*tasks)

    async with open_database(database_url) as again:
        assert await _count(again) == 20


async def test_a_closed_database_answers_that_it_is_closed(database_url: str) -> None:
    async with open_database(database_url) as database:
        pass

    with pytest.raises(StorageUnavailable, match="closed"):
        await database.run(lambda store: store.inbox.add(inbound("1")))
    with pytest.raises(StorageUnavailable, match="closed"):
        await _count(database)
