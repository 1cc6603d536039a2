from datetime import timedelta

import pytest

from domain.codes import Code, Opens
from domain.people import Identity, Role
from storage.database import Database, RefusedWrite
from storage.store import Store
from tests.contracts.records import HOUR, MINUTE, NOW, add_person

DAY = timedelta(days=1)


def _add(
    store: Store,
    digest: str = "aa",
    *,
    opens: Opens = Opens.INVITE,
    made_by: int | None = None,
    lasts: timedelta = HOUR,
) -> int:
    return store.codes.add(
        opens=opens,
        digest=digest,
        role=Role.USER,
        made_by=made_by,
        now=NOW,
        expires_at=NOW + lasts,
    )


async def test_a_code_is_read_back_as_stored(database: Database) -> None:
    number = await database.run(lambda store: _add(store, made_by=None))

    assert await database.read(lambda store: store.codes.get(number)) == Code(
        id=number,
        opens=Opens.INVITE,
        digest="aa",
        role=Role.USER,
        made_by=None,
        created_at=NOW,
        expires_at=NOW + HOUR,
    )
    assert await database.read(lambda store: store.codes.get(number + 1)) is None


async def test_no_two_codes_have_the_same_digest(database: Database) -> None:
    await database.run(_add)

    with pytest.raises(RefusedWrite):
        await database.run(_add)


async def test_open_codes_are_those_that_neither_expired_nor_ended(database: Database) -> None:
    def write(store: Store) -> list[int]:
        numbers = [_add(store, "aa"), _add(store, "bb", lasts=MINUTE), _add(store, "cc")]
        store.codes.end(numbers[2], NOW)
        return numbers

    first, second, _ = await database.run(write)

    early = await database.read(lambda store: store.codes.open(NOW))
    late = await database.read(lambda store: store.codes.open(NOW + MINUTE))
    assert [one.id for one in early] == [first, second]
    assert [one.id for one in late] == [first]


async def test_a_code_ends_once_and_names_who_used_it(database: Database) -> None:
    def write(store: Store) -> tuple[int, int, list[bool]]:
        person, number = add_person(store), _add(store)
        ended = [store.codes.end(number, NOW), store.codes.end(number, NOW + MINUTE)]
        store.codes.used(number, person)
        return person, number, ended

    person, number, ended = await database.run(write)

    code = await database.read(lambda store: store.codes.get(number))
    assert ended == [True, False]
    assert code is not None
    assert (code.used_by, code.ended_at) == (person, NOW)


async def test_wrong_codes_are_counted(database: Database) -> None:
    number = await database.run(_add)

    counts = [await database.run(lambda store: store.codes.count_try(number)) for _ in range(3)]

    assert counts == [1, 2, 3]


async def test_all_codes_of_a_kind_or_of_a_person_end_together(database: Database) -> None:
    def write(store: Store) -> tuple[int, int, list[int]]:
        person = add_person(store)
        _add(store, "aa", opens=Opens.OWNER)
        _add(store, "bb", opens=Opens.OWNER)
        _add(store, "cc", made_by=person)
        kept = _add(store, "dd")
        ended = store.codes.end_all(Opens.OWNER, NOW), store.codes.end_made_by(person, NOW)
        return *ended, [kept]

    owners, theirs, kept = await database.run(write)

    assert (owners, theirs) == (2, 1)
    assert await database.read(lambda store: [one.id for one in store.codes.open(NOW)]) == kept


async def test_what_expired_long_ago_can_be_deleted(database: Database) -> None:
    def write(store: Store) -> int:
        _add(store, "aa", lasts=HOUR)
        return _add(store, "bb", lasts=DAY)

    kept = await database.run(write)

    assert await database.run(lambda store: store.codes.delete_expired(NOW + 2 * HOUR)) == 1
    assert [one.id for one in await database.read(lambda store: store.codes.open(NOW))] == [kept]


async def test_an_unlinked_person_is_known_nowhere(database: Database) -> None:
    def write(store: Store) -> int:
        person, other = add_person(store), add_person(store)
        for who, name in ((person, "7"), (other, "8")):
            store.people.link(Identity(person=who, channel="telegram", external=name))
        return store.people.unlink(person)

    assert await database.run(write) == 1
    assert await database.read(lambda store: store.people.find("telegram", "7")) is None
    assert await database.read(lambda store: store.people.find("telegram", "8")) is not None
