"""Answers that are given again: to the same person, for the same question, for a short while."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from domain.people import Role as Standing
from engine.cached import Cached, key_of
from engine.model import Answered, Call, Finish, FromModel, FromPerson, ServerFailed
from engine.roles import Keeping
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.fakes import HandClock
from tests.models.conftest import TOOLS, ask
from tests.models.fakes import Script, said

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOON)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    path = tmp_path / "spark.db"
    migrate(sqlite_engine(path), path)

    def add(store: Store) -> None:
        for _ in range(2):
            store.people.add(role=Standing.USER, zone="UTC", language=None, quiet=None, now=NOON)

    async with SqliteDatabase(path) as database:
        await database.run(add)
        yield database


class House:
    """A cached model, the model behind it, and what was seen."""

    def __init__(self, database: SqliteDatabase, clock: HandClock) -> None:
        self.behind = Script()
        self.seen: list[bool] = []
        self.database, self.clock = database, clock
        self.model = self.asking("chat p/m")

    def asking(self, scope: str) -> Cached:
        keeping = Keeping(minutes=10, most=3)
        return Cached(
            self.behind, self.database, self.clock, keeping, scope=scope, seen=self.seen.append
        )


@pytest.fixture
def house(database: SqliteDatabase, clock: HandClock) -> House:
    return House(database, clock)


async def test_the_same_question_is_asked_once(house: House) -> None:
    heard: list[str] = []

    first = await house.model.answer(ask(person=1))
    again = await house.model.answer(ask(person=1), heard.append)

    assert (first.text, again.text) == ("yes", "yes")
    assert (again.finish, again.model, again.usage.output_tokens) == (Finish.STOP, "fake/one", 0)
    assert heard == ["yes"]
    assert len(house.behind.asked) == 1
    assert house.seen == [False, True]


async def test_the_moment_does_not_matter(house: House) -> None:
    await house.model.answer(ask(person=1, moment="It is 12:00."))
    await house.model.answer(ask(person=1, moment="It is 12:01."))

    assert len(house.behind.asked) == 1


OTHERS: dict[str, dict[str, Any]] = {
    "another person": {"person": 2},
    "other words": {"messages": (FromPerson(text="And what is that?"),)},
    "another history": {
        "messages": (
            FromPerson(text="hi"), FromModel(text="hello"), FromPerson(text="What is it?"),
        )
    },
    "other instructions": {"instructions": "Be long."},
    "other tools": {"tools": TOOLS},
    "nobody's": {"person": None},
    "anew, please": {"may_repeat": False},
}  # fmt: skip


@pytest.mark.parametrize("facts", OTHERS.values(), ids=OTHERS)
async def test_another_question_is_asked(house: House, facts: dict[str, Any]) -> None:
    await house.model.answer(ask(person=1))

    await house.model.answer(ask(**{"person": 1, **facts}))

    assert len(house.behind.asked) == 2


async def test_other_models_answer_for_themselves(house: House) -> None:
    await house.model.answer(ask(person=1))
    await house.asking("fast p/m").answer(ask(person=1))

    assert len(house.behind.asked) == 2


async def test_after_ten_minutes_it_is_asked_again(house: House) -> None:
    await house.model.answer(ask(person=1))
    house.clock.advance(minutes=10)
    await house.model.answer(ask(person=1))

    assert len(house.behind.asked) == 2


CALL = Call(id="1", tool="add_task", arguments={})
NOT_KEPT = {
    "cut off": said(finish=Finish.CUT),
    "too long": said(finish=Finish.LENGTH),
    "with calls": said(finish=Finish.CALLS, calls=(CALL,)),
}


@pytest.mark.parametrize("answered", NOT_KEPT.values(), ids=NOT_KEPT)
async def test_only_whole_answers_without_calls_are_kept(house: House, answered: Answered) -> None:
    house.behind.does = [answered]

    for _ in range(2):
        await house.model.answer(ask(person=1))

    assert len(house.behind.asked) == 2


async def test_failures_are_not_kept(house: House) -> None:
    house.behind.does = [ServerFailed(reason="500"), said()]

    with pytest.raises(ServerFailed):
        await house.model.answer(ask(person=1))

    assert (await house.model.answer(ask(person=1))).text == "yes"


async def test_a_person_has_room_for_so_many(house: House) -> None:
    for number in range(5):
        await house.model.answer(ask(f"question {number}", person=1))
        house.clock.advance(seconds=1)

    await house.model.answer(ask("question 4", person=1))
    assert len(house.behind.asked) == 5
    await house.model.answer(ask("question 0", person=1))
    assert len(house.behind.asked) == 6


async def test_forgetting_reaches_what_is_kept(house: House) -> None:
    await house.model.answer(ask(person=1))
    assert await house.database.run(lambda store: store.answers.drop(1)) == 1

    await house.model.answer(ask(person=1))

    assert len(house.behind.asked) == 2


async def test_somebody_who_left_meanwhile_is_not_kept_for(house: House) -> None:
    assert (await house.model.answer(ask(person=99))).text == "yes"


def test_a_key_says_nothing_of_what_was_asked() -> None:
    assert key_of(ask("my secret words"), "chat").isalnum()
