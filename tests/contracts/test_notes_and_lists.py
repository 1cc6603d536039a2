from domain.messages import Address
from domain.origin import Origin
from storage.database import Database
from storage.instants import to_instant
from storage.store import Store
from tests.contracts.records import CHAT, HOUR, NOW, add_person


def _item(store: Store, person: int, name: str, text: str) -> int:
    return store.lists.add(person=person, name=name, text=text, origin=Origin.OWNER, now=NOW)


async def test_notes_come_latest_first_and_to_their_person_only(database: Database) -> None:
    def write(store: Store) -> int:
        person, other = add_person(store), add_person(store)
        for who, text in ((person, "door 42%"), (other, "secret"), (person, "size 44")):
            store.notes.add(person=who, text=text, origin=Origin.THIRD_PARTY, now=NOW)
        return person

    person = await database.run(write)

    notes = await database.read(lambda store: store.notes.all(person))
    assert [note.text for note in notes] == ["size 44", "door 42%"]
    assert {note.origin for note in notes} == {Origin.THIRD_PARTY}
    assert {note.created_at for note in notes} == {NOW}


async def test_the_items_of_a_list_come_in_the_order_they_were_added(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        for name, text in (("shopping", "milk"), ("films", "Ran"), ("shopping", "bread")):
            _item(store, person, name, text)
        return person

    person = await database.run(write)

    items = await database.read(lambda store: store.lists.items(person, "shopping"))
    assert [item.text for item in items] == ["milk", "bread"]
    everything = await database.read(lambda store: store.lists.all(person))
    assert [item.text for item in everything] == ["Ran", "milk", "bread"]
    names = await database.read(lambda store: store.lists.names(person))
    assert names == {"films": 1, "shopping": 2}


async def test_a_ticked_item_is_off_its_list(database: Database) -> None:
    person = await database.run(add_person)
    number = await database.run(lambda store: _item(store, person, "shopping", "milk"))

    await database.run(lambda store: store.lists.tick(person, number))

    assert await database.read(lambda store: store.lists.get(person, number)) is None
    assert await database.read(lambda store: store.lists.names(person)) == {}


async def test_nobody_reads_or_ticks_the_items_of_another(database: Database) -> None:
    mine, other = await database.run(lambda store: (add_person(store), add_person(store)))
    number = await database.run(lambda store: _item(store, mine, "shopping", "milk"))

    await database.run(lambda store: store.lists.tick(other, number))

    assert await database.read(lambda store: store.lists.get(other, number)) is None
    item = await database.read(lambda store: store.lists.get(mine, number))
    assert item is not None
    assert (item.list, item.text, item.done) == ("shopping", "milk", False)


async def test_a_chat_knows_what_it_was_shown_last(database: Database) -> None:
    await database.run(lambda store: store.shown.save(CHAT, [("task", 3), ("item", 1)], NOW))

    await database.run(lambda store: store.shown.save(CHAT, [("event", 9)], NOW + HOUR))

    assert await database.read(lambda store: store.shown.get(CHAT)) == [("event", 9)]


async def test_a_new_chat_was_shown_nothing(database: Database) -> None:
    elsewhere = Address(channel="telegram", chat="43")

    assert await database.read(lambda store: store.shown.get(elsewhere)) == []


async def test_a_heartbeat_may_be_written_again_and_again(database: Database) -> None:
    await database.run(lambda store: store.heartbeat.beat("me", NOW))
    await database.run(lambda store: store.heartbeat.beat("me", NOW + HOUR))

    rows = await database.read(
        lambda store: store.sql.driver.execute("SELECT name, at FROM heartbeat").fetchall()
    )
    assert rows == [("me", to_instant(NOW + HOUR))]
