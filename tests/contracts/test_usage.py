import asyncio
from datetime import timedelta

import pytest

from storage.answers import Kept
from storage.database import Database, RefusedWrite
from storage.erase import erase
from storage.store import Store
from storage.usage import PROMISED_FOR, Limit, Line, Used
from tests.contracts.records import MINUTE, NOW, add_person

TODAY = "2026-11-21"
LINE = Line(day=TODAY, place="openai", model="small", role="chat")
ONE = Used(requests=1, input_tokens=100, output_tokens=20, cached_tokens=10, micro_usd=7)
TWICE = Used(requests=2, input_tokens=200, output_tokens=40, cached_tokens=20, micro_usd=14)


async def test_requests_of_a_day_add_up_for_the_person_and_in_all(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        for _ in range(2):
            store.usage.add(person, LINE, ONE)
        return person

    person = await database.run(write)

    def read(store: Store) -> tuple[Used, Used, dict[str, Used], dict[int, Used]]:
        usage = store.usage
        return (
            usage.of(person, TODAY, TODAY),
            usage.total(TODAY, TODAY),
            usage.by_model(TODAY, TODAY),
            usage.by_person(TODAY, TODAY),
        )

    assert await database.read(read) == (TWICE, TWICE, {"openai/small": TWICE}, {person: TWICE})


async def test_what_the_house_itself_uses_is_nobodys(database: Database) -> None:
    person = await database.run(add_person)
    await database.run(lambda store: store.usage.add(None, LINE, ONE))

    assert await database.read(lambda store: store.usage.of(person, TODAY, TODAY)) == Used()
    assert await database.read(lambda store: store.usage.total(TODAY, TODAY)) == ONE


async def test_days_are_counted_apart(database: Database) -> None:
    yesterday = Line(day="2026-11-20", place="openai", model="small", role="chat")

    def write(store: Store) -> None:
        store.usage.add(None, LINE, ONE)
        store.usage.add(None, yesterday, ONE)

    await database.run(write)

    assert await database.read(lambda store: store.usage.total(TODAY, TODAY)) == ONE
    assert await database.read(lambda store: store.usage.total("2026-11-01", TODAY)) == TWICE


async def test_a_promise_counts_until_it_is_settled_or_too_old(database: Database) -> None:
    def write(store: Store) -> tuple[int, int]:
        person = add_person(store)
        first = store.usage.promise(person, 500, 9, NOW)
        store.usage.promise(None, 30, 1, NOW + MINUTE)
        return person, first

    person, first = await database.run(write)
    assert await database.read(lambda store: store.usage.promised(person)) == (500, 9)
    assert await database.read(lambda store: store.usage.promised()) == (530, 10)

    await database.run(lambda store: store.usage.settle(first))
    assert await database.read(lambda store: store.usage.promised(person)) == (0, 0)

    assert await database.run(lambda store: store.usage.sweep(NOW + PROMISED_FOR)) == 0
    later = NOW + PROMISED_FOR + 2 * MINUTE
    assert await database.run(lambda store: store.usage.sweep(later)) == 1
    assert await database.read(lambda store: store.usage.promised()) == (0, 0)


async def test_units_side_by_side_do_not_promise_more_than_there_is(database: Database) -> None:
    def promise(store: Store) -> bool:
        if store.usage.promised()[0] + 100 > 500:
            return False
        store.usage.promise(None, 100, 1, NOW)
        return True

    promised = await asyncio.gather(*(database.run(promise) for _ in range(20)))

    assert sum(promised) == 5
    assert await database.read(lambda store: store.usage.promised()) == (500, 5)


async def test_limits_are_what_was_set_last(database: Database) -> None:
    await database.run(lambda store: store.usage.set_limits({"day": Limit(tokens=5)}))
    limits = {"month": Limit(micro_usd=7), "person_day": Limit(tokens=1, micro_usd=2)}

    await database.run(lambda store: store.usage.set_limits(limits))

    assert await database.read(lambda store: store.usage.limits()) == limits


async def test_an_answer_is_kept_for_its_person_and_its_time(database: Database) -> None:
    kept = Kept(text="It is *forty-two*.", model="openai/small")

    def write(store: Store) -> tuple[int, int]:
        ana, bia = add_person(store), add_person(store)
        store.answers.keep(ana, "k", kept, now=NOW, until=NOW + MINUTE, most=9)
        return ana, bia

    ana, bia = await database.run(write)

    assert await database.read(lambda store: store.answers.find(ana, "k", NOW)) == kept
    assert await database.read(lambda store: store.answers.find(bia, "k", NOW)) is None
    assert await database.read(lambda store: store.answers.find(ana, "j", NOW)) is None
    late = NOW + MINUTE
    assert await database.read(lambda store: store.answers.find(ana, "k", late)) is None
    assert await database.run(lambda store: store.answers.delete_expired(late)) == 1


async def test_the_newest_answers_stay_and_a_newer_one_takes_the_place(database: Database) -> None:
    def write(store: Store) -> int:
        ana = add_person(store)
        for number in range(5):
            now = NOW + timedelta(seconds=number)
            kept = Kept(text=f"answer {number}", model="m")
            store.answers.keep(ana, f"k{number // 2}", kept, now=now, until=now + MINUTE, most=2)
        return ana

    ana = await database.run(write)

    def found(store: Store) -> list[Kept | None]:
        return [store.answers.find(ana, key, NOW) for key in ("k0", "k1", "k2")]

    answers = await database.read(found)
    assert [one and one.text for one in answers] == [None, "answer 3", "answer 4"]
    assert await database.run(lambda store: store.answers.drop(ana)) == 2


async def test_forgetting_a_person_leaves_only_what_all_together_used(database: Database) -> None:
    def write(store: Store) -> int:
        person = add_person(store)
        store.usage.add(person, LINE, ONE)
        store.usage.promise(person, 500, 9, NOW)
        kept = Kept(text="a secret", model="m")
        store.answers.keep(person, "k", kept, now=NOW, until=NOW + MINUTE, most=9)
        return person

    person = await database.run(write)

    await database.run(lambda store: erase(store.sql, person, now=NOW))

    def read(store: Store) -> tuple[Used, tuple[int, int], Kept | None, Used]:
        return (
            store.usage.of(person, TODAY, TODAY),
            store.usage.promised(),
            store.answers.find(person, "k", NOW),
            store.usage.total(TODAY, TODAY),
        )

    assert await database.read(read) == (Used(), (0, 0), None, ONE)


async def test_nothing_is_counted_for_somebody_who_is_not_there(database: Database) -> None:
    with pytest.raises(RefusedWrite):
        await database.run(lambda store: store.usage.add(999, LINE, ONE))

    assert await database.read(lambda store: store.usage.total(TODAY, TODAY)) == Used()
