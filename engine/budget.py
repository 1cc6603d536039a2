"""Budgets: what a request can cost is reserved before it, what it did cost is settled after it."""

import asyncio
from collections.abc import Callable
from datetime import datetime

from domain.clock import Clock
from domain.frozen import dataclass
from engine.estimate import at_most, estimated
from engine.later import Later
from engine.model import (
    Answered,
    Ask,
    Heard,
    Limited,
    Model,
    ModelFailed,
    OutOfBudget,
    RefusedAsk,
    Role,
    ServerFailed,
    Unreachable,
    Usage,
    unheard,
)
from engine.prices import cost
from engine.roles import Allowance, Budgets, Candidate, Price
from storage.database import Database, RefusedWrite
from storage.store import Store
from storage.usage import DAY, MONTH, PERSON_DAY, Limit, Line, Used, days

PERSON, HOUSE = "person", "house"
_FREE = (Limited, OutOfBudget, RefusedAsk, ServerFailed, Unreachable)
"""Failures, without a word, of requests that no provider charges."""

Paid = Callable[[Usage, int, bool], None]
"""Is told the tokens of a request, its price in micro-USD, and whether that is known."""


def limits_of(budgets: Budgets) -> dict[str, Limit]:
    """Return budgets as they are stored for those who only see the database."""
    scopes = {PERSON_DAY: budgets.person_day, DAY: budgets.day, MONTH: budgets.month}
    return {
        scope: Limit(tokens=one.tokens, micro_usd=one.micro_usd)
        for scope, one in scopes.items()
        if one != Allowance()
    }


@dataclass(frozen=True, slots=True, kw_only=True)
class Account:
    """On which account a candidate's requests go: its role, its price, and what may be spent."""

    role: Role
    candidate: Candidate
    price: Price | None
    budgets: Budgets


class Budgeted:
    """Lets a request pass where all that it can cost is left (see `engine.model.Model`).

    Reservations are rows: requests side by side cannot overshoot together, and after a crash
    what was on its way counts as spent for ten minutes. Where nothing limits spending, nothing
    is reserved. `later`: an answer does not wait until it is settled.
    """

    def __init__(
        self,
        model: Model,
        account: Account,
        database: Database,
        clock: Clock,
        *,
        paid: Paid = lambda _usage, _micro_usd, _is_known: None,
        later: Later | None = None,
    ) -> None:
        self._model = model
        self._account = account
        self._database = database
        self._clock = clock
        self._paid = paid
        self._later = later

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the model's answer. Errors: its own, and OutOfBudget before it is asked."""
        reservation = await self._reserve(ask)
        said = 0

        def hear(text: str) -> None:
            nonlocal said
            said = len(text)
            heard(text)

        used: Usage | None = None
        try:
            answered = await self._model.answer(ask, hear)
            used = answered.usage
        except ModelFailed as failure:
            # A provider that came too late, or talked nonsense, charges all the same.
            used = None if isinstance(failure, _FREE) else estimated(ask, said)
            raise
        except asyncio.CancelledError:
            used = estimated(ask, said)
            raise
        finally:
            settling = self._settle(ask, reservation, used)
            if self._later:
                self._later.do(settling)
            else:
                await asyncio.shield(settling)
        return answered

    async def _reserve(self, ask: Ask) -> int | None:
        budgets, price = self._account.budgets, self._account.price
        if budgets == Budgets():
            return None
        cap = self._account.candidate.most_tokens or ask.most_tokens
        most = at_most(ask, min(ask.most_tokens, cap))
        tokens, micro_usd = most.input_tokens + most.output_tokens, cost(price, most)
        now = self._clock.now()

        def unit(store: Store) -> int:
            store.usage.sweep(now)
            whose = _exceeded(store, budgets, ask.person, now, tokens=tokens, micro_usd=micro_usd)
            if whose:
                raise OutOfBudget(whose=whose)
            return store.usage.promise(ask.person, tokens, micro_usd, now)

        return await self._database.run(unit)

    async def _settle(self, ask: Ask, reservation: int | None, used: Usage | None) -> None:
        price = self._account.price
        paid = cost(price, used) if used else 0
        if used:
            self._paid(used, paid, price is not None)
        candidate = self._account.candidate
        line = Line(
            day=days(self._clock.now())[1],
            place=candidate.place.name,
            model=candidate.model,
            role=self._account.role.value,
        )

        def unit(store: Store, person: int | None) -> None:
            if reservation is not None:
                store.usage.settle(reservation)
            if used:
                store.usage.add(person, line, _counted(used, paid, is_priced=price is not None))

        if reservation is None and used is None:
            return
        try:
            await self._database.run(lambda store: unit(store, ask.person))
        except RefusedWrite:  # the person was forgotten meanwhile
            await self._database.run(lambda store: unit(store, None))


def _exceeded(
    store: Store,
    budgets: Budgets,
    person: int | None,
    now: datetime,
    *,
    tokens: int,
    micro_usd: int,
) -> str | None:
    """Return whose budget a request could exceed, or None."""
    first, today = days(now)
    everybody = store.usage.promised()
    wanted = (tokens, micro_usd)
    if person is not None and budgets.person_day != Allowance():
        spent = store.usage.of(person, today, today)
        if _is_over(budgets.person_day, spent, store.usage.promised(person), wanted):
            return PERSON
    for allowance, since in ((budgets.day, today), (budgets.month, first)):
        if allowance == Allowance():
            continue
        if _is_over(allowance, store.usage.total(since, today), everybody, wanted):
            return HOUSE
    return None


def _is_over(
    allowance: Allowance, spent: Used, promised: tuple[int, int], wanted: tuple[int, int]
) -> bool:
    tokens = spent.tokens + promised[0] + wanted[0]
    micro_usd = spent.micro_usd + promised[1] + wanted[1]
    too_many = allowance.tokens is not None and tokens > allowance.tokens
    # What costs nothing, a model of one's own, is asked even when the money is gone.
    too_dear = allowance.micro_usd is not None and micro_usd > allowance.micro_usd
    return too_many or (too_dear and wanted[1] > 0)


def _counted(usage: Usage, micro_usd: int, *, is_priced: bool) -> Used:
    return Used(
        requests=1,
        unpriced=int(not is_priced),
        input_tokens=usage.input_tokens,
        output_tokens=usage.output_tokens,
        cached_tokens=usage.cached_tokens,
        micro_usd=micro_usd,
    )
