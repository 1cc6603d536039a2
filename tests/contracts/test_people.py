from dataclasses import replace
from datetime import time

import pytest

from domain.people import Identity, QuietHours, Role
from storage.database import Database, RefusedWrite
from storage.store import Store
from tests.contracts.records import NOW, add_person

QUIET = QuietHours(start=time(22, 30), end=time(7))


async def test_a_person_is_read_back_as_stored(database: Database) -> None:
    stored = await database.run(
        lambda store: store.people.add(
            role=Role.USER, zone="Europe/Lisbon", language="pt", quiet=QUIET, now=NOW
        )
    )

    assert await database.read(lambda store: store.people.get(stored.id)) == stored


async def test_nobody_has_an_unknown_id(database: Database) -> None:
    with pytest.raises(KeyError):
        await database.read(lambda store: store.people.get(99))


async def test_one_person_is_known_to_many_channels(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        for channel in ("terminal", "telegram"):
            store.people.link(Identity(person=person, channel=channel, external="7"))
        return person

    person = await database.run(write)

    found = await database.read(
        lambda store: [
            store.people.find(channel, "7") for channel in ("terminal", "telegram", "whatsapp")
        ]
    )
    assert [each.id if each else None for each in found] == [person, person, None]


async def test_a_name_on_a_channel_belongs_to_one_person_only(database: Database) -> None:
    def write(store: Store) -> None:
        identity = Identity(person=add_person(store), channel="telegram", external="5511987")
        store.people.link(identity)

    await database.run(write)

    with pytest.raises(RefusedWrite) as refused:
        await database.run(write)
    assert "5511987" not in str(refused.value)


async def test_the_first_owner_is_the_owner(database: Database) -> None:
    def write(store: Store) -> int:
        add_person(store, role=Role.GUEST)
        first = add_person(store)
        add_person(store)
        return first

    assert await database.read(lambda store: store.people.owner()) is None
    first = await database.run(write)

    owner = await database.read(lambda store: store.people.owner())

    assert owner is not None
    assert owner.id == first


async def test_what_a_person_changes_about_themselves_is_kept(database: Database) -> None:
    number = await database.run(add_person)
    person = await database.read(lambda store: store.people.get(number))
    changed = replace(person, zone="Asia/Tokyo", language="en", quiet=QUIET)

    def change(store: Store) -> None:
        store.people.set_zone(number, "Asia/Tokyo")
        store.people.set_language(number, "en")
        store.people.set_quiet(number, QUIET)

    await database.run(change)

    assert await database.read(lambda store: store.people.get(number)) == changed


async def test_the_language_a_person_wrote_last_is_remembered(database: Database) -> None:
    number = await database.run(add_person)

    await database.run(lambda store: store.people.speaks(number, "pt"))

    person = await database.read(lambda store: store.people.get(number))
    assert person.spoken == "pt"
    assert person.language is None
