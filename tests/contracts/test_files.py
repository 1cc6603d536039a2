from datetime import timedelta

from domain.files import FileState
from domain.messages import Address, Kind
from domain.origin import Origin
from domain.schedules import Moment
from storage.database import Database
from storage.store import Store
from tests.contracts.records import (
    CHAT,
    HOUR,
    NOW,
    add_person,
    add_reminder,
    inbound,
    moment,
    outbound,
)


def _file(store: Store, person: int, *, name: str | None = "conta.pdf", size: int = 9) -> int:
    return store.files.add(
        person=person,
        source=1,
        kind="document",
        name=name,
        mime="application/pdf",
        size=size,
        channel="telegram",
        external="AgAD",
        path="0f0f",
        origin=Origin.THIRD_PARTY,
        now=NOW,
    )


async def test_a_file_is_read_back_as_stored(database: Database) -> None:
    person, number = await database.run(
        lambda store: ((person := add_person(store)), _file(store, person))
    )

    found = await database.read(lambda store: store.files.get(number))

    assert found is not None
    assert (found.person, found.kind, found.name, found.mime) == (
        person,
        "document",
        "conta.pdf",
        "application/pdf",
    )
    assert (found.size, found.channel, found.external, found.path) == (
        9,
        "telegram",
        "AgAD",
        "0f0f",
    )
    assert (found.state, found.digest, found.origin) == (
        FileState.COMING,
        None,
        Origin.THIRD_PARTY,
    )
    assert found.created_at == NOW


async def test_a_file_that_was_fetched_has_its_size_and_digest(database: Database) -> None:
    def write(store: Store) -> int:
        number = _file(store, add_person(store))
        store.files.keep(number, size=3_000_000_000, digest="abc")
        return number

    number = await database.run(write)

    found = await database.read(lambda store: store.files.get(number))
    assert found is not None
    assert (found.state, found.size, found.digest) == (FileState.KEPT, 3_000_000_000, "abc")


async def test_everybody_lists_counts_and_discards_their_own_files(database: Database) -> None:
    def write(store: Store) -> tuple[int, int, int]:
        mine, other = add_person(store), add_person(store)
        _file(store, mine, size=5)
        number = _file(store, mine, size=6)
        _file(store, other, size=100)
        assert not store.files.discard(other, number)
        assert store.files.discard(mine, number)
        return mine, other, number

    mine, other, number = await database.run(write)

    assert [file.size for file in await database.read(lambda store: store.files.listed(mine))] == [
        5
    ]
    assert await database.read(lambda store: store.files.size(mine)) == 11
    assert await database.read(lambda store: store.files.size(other)) == 100
    await database.run(lambda store: store.files.delete(number))
    assert await database.read(lambda store: store.files.get(number)) is None
    assert await database.read(lambda store: store.files.size(mine)) == 5


async def test_somebody_without_files_takes_no_room(database: Database) -> None:
    person = await database.run(add_person)

    assert await database.read(lambda store: store.files.size(person)) == 0


async def test_a_message_and_its_edits_have_one_external_id(database: Database) -> None:
    from dataclasses import replace

    def write(store: Store) -> list[int | None]:
        first = replace(inbound("1"), external="m1")
        edit = replace(inbound("2"), external="m1", kind=Kind.EDIT, concerns="m1")
        elsewhere = replace(
            inbound("3", chat=Address(channel="telegram", chat="43")), external="m1"
        )
        return [store.inbox.add(one) for one in (first, edit, elsewhere)]

    first, edit, _ = await database.run(write)

    assert await database.read(lambda store: store.inbox.versions(CHAT, "m1")) == [first, edit]
    assert await database.read(lambda store: store.inbox.versions(CHAT, "m9")) == []


async def test_an_echo_is_known_by_its_message_and_by_its_own_id(database: Database) -> None:
    def write(store: Store) -> None:
        for key, external in (("reply:7", "90"), ("brief:1", "91"), ("reply:8", "92")):
            delivery = store.outbox.add(outbound(key), language="en", now=NOW)
            assert delivery is not None
            if external != "92":
                store.outbox.mark_sent(delivery.id, external=external, now=NOW)

    await database.run(write)
    elsewhere = Address(channel="telegram", chat="43")

    assert await database.read(lambda store: store.echoes.external(7, CHAT)) == "90"
    assert await database.read(lambda store: store.echoes.external(7, elsewhere)) is None
    assert await database.read(lambda store: store.echoes.external(8, CHAT)) is None
    assert await database.read(lambda store: store.echoes.answered(CHAT, "90", NOW)) == 7
    assert await database.read(lambda store: store.echoes.answered(CHAT, "90", NOW + HOUR)) is None
    assert await database.read(lambda store: store.echoes.answered(CHAT, "91", NOW)) is None
    assert await database.read(lambda store: store.echoes.answered(elsewhere, "90", NOW)) is None


async def test_what_a_message_wrote_is_known_until_it_is_undone(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        number = store.notes.add(person=person, text="x", origin=Origin.OWNER, now=NOW)
        assert store.journal.wrote(person, 5) is None
        store.journal.created(person, 5, "note", number, NOW)
        assert store.journal.wrote(person, 5) == NOW
        store.journal.undo(person, 5, since=NOW, now=NOW)
        return person

    person = await database.run(write)

    assert await database.read(lambda store: store.journal.wrote(person, 5)) is None
    assert await database.read(lambda store: store.journal.is_used(person, 5))
    assert not await database.read(lambda store: store.journal.is_used(person, 6))


async def test_a_promise_of_a_message_has_come_once_it_was_sent(database: Database) -> None:
    def write(store: Store) -> tuple[int, list[bool]]:
        person = add_person(store)
        reminder = add_reminder(store, person)
        number = store.occurrences.plan(reminder, person, moment(NOW + HOUR))
        assert number is not None
        store.journal.created(person, 5, "reminder", reminder, NOW)
        seen = [store.journal.has_come(person, 5)]
        store.occurrences.snooze(number, NOW + 2 * HOUR)
        seen.append(store.journal.has_come(person, 5))
        store.journal.changes(person, 6, "occurrence", number, NOW)
        seen.append(store.journal.has_come(person, 6))
        store.occurrences.acknowledge(number, NOW + HOUR)
        seen.append(store.journal.has_come(person, 5))
        return person, seen

    _, seen = await database.run(write)

    assert seen == [False, True, False, True]


async def test_what_came_before_a_message_moved_it_does_not_count(database: Database) -> None:
    def write(store: Store) -> bool:
        person = add_person(store)
        reminder = add_reminder(store, person)
        early = NOW - timedelta(days=1)
        came = Moment(key="early", due_at=early, wall=early.replace(tzinfo=None))
        number = store.occurrences.plan(reminder, person, came)
        assert number is not None
        store.occurrences.acknowledge(number, NOW)
        store.journal.changes(person, 5, "reminder", reminder, NOW)
        return store.journal.has_come(person, 5)

    assert not await database.run(write)
