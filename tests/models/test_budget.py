"""Budgets: nothing is sent that could exceed them, and what was used is counted exactly."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from domain.people import Role as Standing
from engine.budget import Account, Budgeted
from engine.estimate import at_most
from engine.model import (
    Answered,
    Ask,
    Finish,
    ModelFailed,
    OutOfBudget,
    RefusedAsk,
    Role,
    ServerFailed,
    TimedOut,
    ToolCard,
    Unreachable,
    Usage,
)
from engine.prices import cost, price_of
from engine.roles import Allowance, Budgets, Candidate, Place, Price
from storage.drivers import sqlite_engine
from storage.erase import erase
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from storage.usage import Used
from tests.fakes import HandClock, until
from tests.models.conftest import ask
from tests.models.fakes import USAGE, Script, said

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)
TODAY = "2026-11-21"
PRICE = Price(input=1.0, output=10.0, cached=0.1)
CANDIDATE = Candidate(place=Place(name="p", kind="openai"), model="m", price=PRICE)
PAID = 90 + 1 + 200
"""Of `USAGE`: 90 tokens anew, 10 cached, 20 out."""


@pytest.fixture
def clock() -> HandClock:
    return HandClock(NOON)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[SqliteDatabase]:
    path = tmp_path / "spark.db"
    migrate(sqlite_engine(path), path)
    async with SqliteDatabase(path) as database:
        yield database


def _person(store: Store) -> int:
    return store.people.add(role=Standing.USER, zone="UTC", language=None, quiet=None, now=NOON).id


@pytest.fixture
async def ana(database: SqliteDatabase) -> int:
    return await database.run(_person)


class Purse:
    """Wraps models with budgets over one database."""

    def __init__(self, database: SqliteDatabase, clock: HandClock) -> None:
        self.database = database
        self.clock = clock
        self.paid: list[tuple[Usage, int, bool]] = []

    def around(
        self, model: Script, budgets: Budgets | None = None, price: Price | None = PRICE
    ) -> Budgeted:
        account = Account(
            role=Role.CHAT, candidate=CANDIDATE, price=price, budgets=budgets or Budgets()
        )
        return Budgeted(
            model,
            account,
            self.database,
            self.clock,
            paid=lambda *paid: self.paid.append(paid),
        )

    async def used(self, person: int | None = None) -> Used:
        if person is None:
            return await self.database.read(lambda store: store.usage.total(TODAY, TODAY))
        return await self.database.read(lambda store: store.usage.of(person, TODAY, TODAY))

    async def promised(self) -> tuple[int, int]:
        return await self.database.read(lambda store: store.usage.promised())


@pytest.fixture
def purse(database: SqliteDatabase, clock: HandClock) -> Purse:
    return Purse(database, clock)


def _tokens(asked: Ask) -> int:
    most = at_most(asked, asked.most_tokens)
    return most.input_tokens + most.output_tokens


async def test_what_was_used_is_counted_and_priced(purse: Purse, ana: int) -> None:
    await purse.around(Script()).answer(ask(person=ana))

    expected = Used(
        requests=1, input_tokens=100, output_tokens=20, cached_tokens=10, micro_usd=PAID
    )
    assert await purse.used(ana) == expected
    assert await purse.used() == expected
    assert purse.paid == [(USAGE, PAID, True)]


async def test_without_a_price_tokens_alone_are_counted_and_that_is_said(
    purse: Purse, ana: int
) -> None:
    await purse.around(Script(), price=None).answer(ask(person=ana))

    used = await purse.used(ana)
    assert (used.unpriced, used.micro_usd, used.tokens) == (1, 0, 120)


BUDGETS = {
    "a person's tokens": (Budgets(person_day=Allowance(tokens=1)), "person"),
    "a person's money": (Budgets(person_day=Allowance(micro_usd=1)), "person"),
    "the day's tokens": (Budgets(day=Allowance(tokens=1)), "house"),
    "the month's money": (Budgets(month=Allowance(micro_usd=1)), "house"),
}


@pytest.mark.parametrize(("budgets", "whose"), BUDGETS.values(), ids=BUDGETS)
async def test_what_could_exceed_a_budget_is_not_sent(
    purse: Purse, ana: int, budgets: Budgets, whose: str
) -> None:
    model = Script()

    with pytest.raises(OutOfBudget) as caught:
        await purse.around(model, budgets).answer(ask(person=ana))

    assert caught.value.whose == whose
    assert model.asked == []
    assert await purse.used() == Used()
    assert await purse.promised() == (0, 0)


async def test_a_budget_of_exactly_the_most_lets_it_pass_and_is_then_spent(
    purse: Purse, ana: int
) -> None:
    asked = ask(person=ana)
    budgets = Budgets(person_day=Allowance(tokens=_tokens(asked)))
    model = purse.around(Script(), budgets)

    await model.answer(asked)

    with pytest.raises(OutOfBudget):
        await model.answer(asked)


async def test_requests_side_by_side_cannot_overshoot_together(purse: Purse, ana: int) -> None:
    asked = ask(person=ana)
    gate = asyncio.Event()
    script = Script(gate=lambda: gate)
    model = purse.around(script, Budgets(day=Allowance(tokens=3 * _tokens(asked))))

    asking = [asyncio.create_task(model.answer(asked)) for _ in range(20)]
    await until(lambda: sum(task.done() for task in asking) == 17, what="the others' refusal")
    assert (await purse.promised())[0] == 3 * _tokens(asked)
    gate.set()
    ended = await asyncio.gather(*asking, return_exceptions=True)

    assert len(script.asked) == 3
    assert sum(isinstance(one, OutOfBudget) for one in ended) == 17
    assert (await purse.used()).requests == 3
    assert await purse.promised() == (0, 0)


async def test_another_day_and_another_person_have_a_budget_of_their_own(
    purse: Purse, ana: int, clock: HandClock
) -> None:
    asked = ask(person=ana)
    model = purse.around(Script(), Budgets(person_day=Allowance(tokens=_tokens(asked))))
    await model.answer(asked)
    bia = await purse.database.run(_person)

    await model.answer(replace(asked, person=bia))
    clock.advance(days=1)
    await model.answer(asked)

    assert (await purse.used()).requests == 2


async def test_the_month_goes_on_over_its_days(purse: Purse, ana: int, clock: HandClock) -> None:
    asked = ask(person=ana)
    model = purse.around(Script(), Budgets(month=Allowance(tokens=_tokens(asked))))
    await model.answer(asked)

    clock.advance(days=8)
    with pytest.raises(OutOfBudget):
        await model.answer(asked)
    clock.advance(days=2)
    await model.answer(asked)


async def test_what_costs_nothing_is_asked_when_the_money_is_gone(purse: Purse, ana: int) -> None:
    budgets = Budgets(day=Allowance(micro_usd=0))
    free = purse.around(Script(), budgets, price=Price(input=0, output=0))

    assert (await free.answer(ask(person=ana))).text == "yes"
    with pytest.raises(OutOfBudget):
        await purse.around(Script(), budgets).answer(ask(person=ana))


async def test_a_crash_leaves_the_reservation_for_ten_minutes(
    purse: Purse, ana: int, clock: HandClock
) -> None:
    asked = ask(person=ana)
    await purse.database.run(lambda store: store.usage.promise(ana, 1, 0, NOON))
    model = purse.around(Script(), Budgets(day=Allowance(tokens=_tokens(asked))))

    with pytest.raises(OutOfBudget):
        await model.answer(asked)
    clock.advance(minutes=11)

    assert (await model.answer(asked)).text == "yes"


ENDS: dict[str, tuple[ModelFailed, int]] = {
    "refused": (RefusedAsk(reason="401"), 0),
    "out of order": (ServerFailed(reason="500"), 0),
    "not there": (Unreachable(reason="gone"), 0),
    "too late": (TimedOut(reason="deadline"), 1),
}


@pytest.mark.parametrize(("failure", "requests"), ENDS.values(), ids=ENDS)
async def test_a_failure_lets_its_reservation_go(
    purse: Purse, ana: int, failure: ModelFailed, requests: int
) -> None:
    model = purse.around(Script([failure]), Budgets(day=Allowance(tokens=100_000)))

    with pytest.raises(type(failure)):
        await model.answer(ask(person=ana))

    assert await purse.promised() == (0, 0)
    assert (await purse.used()).requests == requests


async def test_what_was_heard_before_it_was_called_off_is_counted(purse: Purse, ana: int) -> None:
    script = Script([None], first="x" * 400)
    model = purse.around(script, Budgets(day=Allowance(tokens=100_000)))
    asking: asyncio.Task[Answered] = asyncio.create_task(model.answer(ask(person=ana)))
    await until(lambda: script.asked)

    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)

    assert (await purse.used(ana)).output_tokens == 101
    assert await purse.promised() == (0, 0)


async def test_a_cut_answer_is_counted(purse: Purse, ana: int) -> None:
    await purse.around(Script([said(finish=Finish.CUT)])).answer(ask(person=ana))

    assert (await purse.used(ana)).tokens == 120


async def test_whoever_was_forgotten_meanwhile_leaves_only_the_total(
    purse: Purse, ana: int
) -> None:
    gate = asyncio.Event()
    script = Script(gate=lambda: gate)
    asking = asyncio.create_task(purse.around(script).answer(ask(person=ana)))
    await until(lambda: script.asked)
    await purse.database.run(lambda store: erase(store.sql, ana, now=NOON))
    gate.set()

    await asking

    assert (await purse.used()).requests == 1
    assert await purse.database.read(lambda s: s.usage.by_person(TODAY, TODAY)) == {}


def test_the_most_that_a_request_can_use_grows_with_all_that_is_sent() -> None:
    plain = at_most(ask("hello"), 800)
    card = ToolCard(name="a", purpose="b" * 400, parameters={"type": "object"})

    assert plain.output_tokens == 800
    assert at_most(ask("hello" * 100), 800).input_tokens > plain.input_tokens + 200
    assert at_most(ask("hello", moment="x" * 400), 800).input_tokens == plain.input_tokens + 200
    assert at_most(ask("hello", tools=(card,)), 800).input_tokens > plain.input_tokens + 200


def test_a_price_counts_cached_input_apart_and_rounds_up() -> None:
    assert cost(PRICE, USAGE) == PAID
    assert cost(Price(input=1.0, output=10.0), USAGE) == 100 + 200
    assert cost(Price(input=0.15, output=0.6), Usage(input_tokens=1, output_tokens=1)) == 1
    assert cost(None, USAGE) == 0


def test_prices_are_the_settings_else_listed_else_unknown() -> None:
    own = Place(name="openai", kind="openai")
    listed = price_of(Candidate(place=own, model="gpt-5.4-mini"))
    local = Place(name="local", kind="openai", base_url="http://127.0.0.1:11434/v1")

    assert price_of(CANDIDATE) is PRICE
    assert listed is not None
    assert 0 < listed.input < listed.output
    assert price_of(Candidate(place=own, model="no-such-model-9000")) is None
    assert price_of(Candidate(place=local, model="gpt-5.4-mini")) is None
    other = Place(name="a", kind="anthropic", base_url="https://api.anthropic.com")
    assert price_of(Candidate(place=other, model="claude-haiku-5-5")) is not None
