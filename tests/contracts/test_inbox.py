from dataclasses import replace

import pytest

from domain.messages import Address
from domain.origin import Origin
from storage.database import Database
from storage.inbox import DEAD, DONE, NEW
from storage.store import Store
from tests.contracts.records import MINUTE, NOW, inbound


async def test_a_message_is_read_back_as_it_came(database: Database) -> None:
    message = replace(
        inbound(text="100% 😀 {x} 'q' :name %(name)s ?"),
        callback="done:1",
        length=12_000,
        origin=Origin.THIRD_PARTY,
    )

    number = await database.run(lambda store: store.inbox.add(message))

    assert number is not None
    assert await database.read(lambda store: store.inbox.get(number)) == message


async def test_a_message_that_was_not_cut_knows_its_own_length(database: Database) -> None:
    number = await database.run(lambda store: store.inbox.add(inbound(text="hello")))

    assert number is not None
    assert (await database.read(lambda store: store.inbox.get(number))).length == 5


async def test_a_second_delivery_of_the_same_message_is_recognised(database: Database) -> None:
    first = await database.run(lambda store: store.inbox.add(inbound("1")))

    again = await database.run(lambda store: store.inbox.add(inbound("1", text="other words")))

    assert first is not None
    assert again is None
    assert (await database.read(lambda store: store.inbox.get(first))).text == "hello"


async def test_two_channels_may_use_the_same_key(database: Database) -> None:
    elsewhere = Address(channel="whatsapp", chat="42")

    await database.run(lambda store: store.inbox.add(inbound("1")))
    other = await database.run(lambda store: store.inbox.add(inbound("1", chat=elsewhere)))

    assert other is not None


async def test_an_unknown_message_is_not_made_up(database: Database) -> None:
    with pytest.raises(KeyError):
        await database.read(lambda store: store.inbox.get(99))


async def test_messages_are_counted_by_what_became_of_them(database: Database) -> None:
    def write(store: Store) -> None:
        numbers = [store.inbox.add(inbound(str(key))) for key in range(4)]
        store.inbox.close(numbers[0] or 0, DONE, NOW + MINUTE)
        store.inbox.close(numbers[1] or 0, DEAD, NOW + MINUTE)

    await database.run(write)

    counts = await database.read(
        lambda store: [store.inbox.count(state) for state in (NEW, DONE, DEAD)]
    )
    assert counts == [2, 1, 1]


async def test_only_what_was_answered_long_ago_is_deleted(database: Database) -> None:
    def write(store: Store) -> int:
        new, old, dead, recent = (store.inbox.add(inbound(str(key))) or 0 for key in range(4))
        assert new
        store.inbox.close(old, DONE, NOW)
        store.inbox.close(dead, DEAD, NOW)
        store.inbox.close(recent, DONE, NOW + MINUTE)
        return store.inbox.delete_settled(NOW + MINUTE)

    assert await database.run(write) == 2
    counts = await database.read(
        lambda store: [store.inbox.count(state) for state in (NEW, DONE, DEAD)]
    )
    assert counts == [1, 1, 0]


async def test_what_was_answered_long_ago_is_deleted_in_parcels(database: Database) -> None:
    def write(store: Store) -> None:
        for key in range(3):
            store.inbox.close(store.inbox.add(inbound(str(key))) or 0, DONE, NOW)

    await database.run(write)

    gone = [
        await database.run(lambda store: store.inbox.delete_settled(NOW + MINUTE, most=2))
        for _ in range(3)
    ]
    assert gone == [2, 1, 0]
