from dataclasses import replace
from functools import partial

from domain.origin import Origin
from domain.people import Role
from domain.records import Share, ShareState
from storage.database import Database
from storage.erase import erase
from storage.store import Store
from tests.contracts.records import HOUR, NOW, add_person


def add_people(store: Store) -> tuple[int, int]:
    return add_person(store), add_person(store, role=Role.USER)


def offer(store: Store, person: int, guest: int, name: str = "shopping") -> Share:
    share = store.shares.get(store.shares.add(person=person, guest=guest, name=name, now=NOW))
    assert share is not None
    return share


def _save(share: Share, store: Store) -> None:
    store.shares.save(share)


def _undone(whose: int, source: int, store: Store) -> list[tuple[str, int]]:
    return store.journal.undo(whose, source, since=NOW - HOUR, now=NOW)


async def test_a_share_is_kept_as_it_was_offered_and_answered(database: Database) -> None:
    person, guest = await database.run(add_people)
    share = await database.run(lambda store: offer(store, person, guest))
    assert (share.state, share.created_at, share.answered_at) == (ShareState.OFFERED, NOW, None)

    answered = replace(share, state=ShareState.ACCEPTED, answered_at=NOW + HOUR)
    await database.run(lambda store: store.shares.save(answered))

    found = await database.read(lambda store: store.shares.between(person, guest, "shopping"))
    assert found == answered
    assert await database.read(lambda store: store.shares.of_owner(person)) == [answered]
    assert await database.read(lambda store: store.shares.with_guest(guest)) == [answered]
    assert await database.read(lambda store: store.shares.with_guest(person)) == []


async def test_what_was_declined_or_ended_and_whoever_is_banned_is_left_out(
    database: Database,
) -> None:
    person, guest = await database.run(add_people)

    def left(store: Store) -> tuple[int, int]:
        return len(store.shares.of_owner(person)), len(store.shares.with_guest(guest))

    share = await database.run(lambda store: offer(store, person, guest))
    assert await database.read(left) == (1, 1)
    for state in (ShareState.DECLINED, ShareState.ENDED):
        closed = replace(share, state=state)
        await database.run(partial(_save, closed))
        assert await database.read(left) == (0, 0)
    await database.run(lambda store: store.shares.save(share))
    await database.run(lambda store: store.people.set_banned(guest, NOW))
    assert await database.read(left) == (0, 1)
    await database.run(lambda store: store.people.set_banned(person, NOW))
    assert await database.read(left) == (0, 0)


async def test_what_a_guest_could_undo_on_the_list_goes_with_the_share(database: Database) -> None:
    person, guest = await database.run(add_people)

    def write(store: Store) -> Share:
        share = offer(store, person, guest)
        for name in ("shopping", "films"):
            item = store.lists.add(
                person=person, name=name, text="milk", origin=Origin.OWNER, now=NOW
            )
            for whose in (person, guest):
                store.journal.created(whose, whose, "item", item, NOW)
        gone = store.lists.add(
            person=person, name="shopping", text="bread", origin=Origin.OWNER, now=NOW
        )
        store.journal.changes(guest, 9, "item", gone, NOW)
        store.lists.remove(person, gone)
        return share

    share = await database.run(write)
    await database.run(lambda store: store.shares.let_go(share))

    assert await database.run(partial(_undone, guest, 9)) == []
    assert len(await database.run(partial(_undone, guest, guest))) == 1
    assert len(await database.run(partial(_undone, person, person))) == 2


async def test_whoever_is_erased_leaves_no_share_and_nothing_to_undo(database: Database) -> None:
    person, guest = await database.run(add_people)

    def write(store: Store) -> None:
        share = offer(store, guest, person)
        store.journal.created(guest, 1, "share", share.id, NOW)
        store.journal.changes(person, 2, "share", share.id, NOW)
        item = store.lists.add(
            person=guest, name="shopping", text="milk", origin=Origin.OWNER, now=NOW
        )
        store.journal.changes(person, 3, "item", item, NOW)

    await database.run(write)
    await database.run(lambda store: erase(store.sql, guest, now=NOW))

    assert await database.read(lambda store: store.shares.with_guest(person)) == []
    for source in (2, 3):
        assert not await database.run(partial(_undone, person, source))
