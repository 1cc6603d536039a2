"""Models: what the settings ask for, built; the libraries are imported with the first request."""

import asyncio
import threading
from collections.abc import Callable, Mapping
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import ModuleType
from typing import Any

import structlog

from bot.measuring import Measured, Meter, watch_breaker
from bot.metrics import Metrics
from bot.settings import Settings
from bot.surroundings import surroundings
from domain.clock import Clock
from domain.errors import ConfigurationError
from domain.plugins import collect
from engine import providers
from engine.breaker import Breakers, MemoryBreakers, State
from engine.budget import Account, Budgeted, limits_of
from engine.cached import Cached
from engine.chain import Chain, Link
from engine.later import Later
from engine.model import (
    Answered,
    Ask,
    FromPerson,
    Heard,
    Model,
    ModelFailed,
    RefusedAsk,
    Role,
    Unreadable,
    unheard,
)
from engine.prices import price_of
from engine.roles import Candidate, Patience, Place, Plan, parse
from storage.database import Database

SPEAKING = (Role.CHAT, Role.FAST, Role.VISION)
"""Roles whose models answer requests; the others are asked in ways of their own."""
TRY_SECONDS = 15.0

log = structlog.get_logger(__name__)
Wrap = Callable[[Model, Candidate], Model]
"""Wraps the model of a candidate from outside."""


def untraced(model: Model, candidate: Candidate) -> Model:
    """Return a model as it is."""
    return model


class Models:
    """The model of each role. Building it does no I/O and imports no library of a provider.

    `models[role]` is a chain of candidates with breakers, budgets, metrics and a cache around
    them; KeyError where no candidate is configured. A role without its own has those of `chat`.
    """

    def __init__(
        self,
        plan: Plan,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        *,
        breakers: Breakers | None = None,
        traced: Wrap = untraced,
    ) -> None:
        self.plan = plan
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._works = Workshop()
        self._later = Later()
        self.breakers = breakers or MemoryBreakers(clock, plan.patience)
        self._traced = traced
        self._late: list[_Late] = []
        chat = plan.candidates.get(Role.CHAT, ())
        self._models: dict[Role, Model] = {
            role: self._role(role, candidates)
            for role in SPEAKING
            if (candidates := plan.candidates.get(role, chat if role is Role.FAST else ()))
        }
        for place in {one.place.name for some in plan.candidates.values() for one in some}:
            watch_breaker(metrics, self.breakers, place)

    def __getitem__(self, role: Role) -> Model:
        """Return the model of a role."""
        return self._models[role]

    def get(self, role: Role) -> Model | None:
        """Return the model of a role, or None."""
        return self._models.get(role)

    async def start(self) -> None:
        """Store what may be spent, for `/cost`."""
        limits = limits_of(self.plan.budgets)
        await self._database.run(lambda store: store.usage.set_limits(limits))

    async def warm(self) -> None:
        """Import and build everything now, in a thread, so that the first request need not."""
        for late in self._late:
            try:
                await late.ready()
            except RefusedAsk as error:
                log.error("a model cannot be built", model=late.name, reason=error.brief)

    async def close(self) -> None:
        """Write down what is left to be written, then close all connections."""
        await self.settled()
        await self._works.close()

    async def settled(self) -> None:
        """Wait until the cost of every answer so far is written down."""
        await self._later.done()

    def state(self) -> str:
        """Return "ok", or which places are left alone because they fail."""
        chat = self.plan.candidates.get(Role.CHAT, ())
        resting = sorted(
            {
                one.place.name
                for one in chat
                if self.breakers.state(one.place.name) is not State.CLOSED
            }
        )
        if not resting:
            return "ok"
        others = len(resting) < len({one.place.name for one in chat})
        return f"{', '.join(resting)} failing{', others answer' if others else ''}"

    def standing(self) -> dict[str, str]:
        """Return how the breaker of each place stands: closed, half_open or open."""
        places = {one.place.name for some in self.plan.candidates.values() for one in some}
        return {name: self.breakers.state(name).value for name in sorted(places)}

    def _role(self, role: Role, candidates: tuple[Candidate, ...]) -> Model:
        links = []
        for candidate in candidates:
            late = _Late(candidate.name, partial(self._build, role, candidate))
            self._late.append(late)
            links.append(
                Link(
                    name=candidate.name,
                    place=candidate.place.name,
                    model=late,
                    silence=candidate.first_seconds,
                )
            )
        chain: Model = Chain(links, self.breakers, self._clock)
        if self.plan.keeping is None:
            return chain
        scope = " ".join((role.value, *(one.name for one in candidates)))
        return Cached(
            chain,
            self._database,
            self._clock,
            self.plan.keeping,
            scope=scope,
            seen=self._seen(role),
            later=self._later,
        )

    def _build(self, role: Role, candidate: Candidate) -> Model:
        """Build a candidate, in a thread."""
        meter = Meter(metrics=self._metrics, candidate=candidate, role=role)
        model = self._works.build(candidate)
        price = price_of(candidate)
        if price is None:
            log.warning("the price of a model is unknown", model=candidate.name)
        account = Account(role=role, candidate=candidate, price=price, budgets=self.plan.budgets)
        budgeted = Budgeted(
            model, account, self._database, self._clock, paid=meter.paid, later=self._later
        )
        return self._traced(Measured(budgeted, meter), candidate)

    def _seen(self, role: Role) -> Callable[[bool], None]:
        counter = self._metrics.model_cache
        return lambda is_hit: counter.labels(role.value, "hit" if is_hit else "miss").inc()


class Workshop:
    """Builds candidates, over one wire for each place."""

    def __init__(self) -> None:
        self._wires: dict[str, Any] = {}
        self._builders: dict[str, ModuleType] = {}
        self._lock = threading.Lock()

    def build(self, candidate: Candidate) -> Model:
        """Return a candidate's model; imports its library, so it is called in a thread."""
        from engine.wire import open_wire  # noqa: PLC0415 - with the first model

        with self._lock:
            if not self._builders:
                self._builders = {module.KIND: module for module in collect(providers)}
            place = candidate.place
            if place.name not in self._wires:
                self._wires[place.name] = open_wire()
            built: Model = self._builders[place.kind].build(candidate, self._wires[place.name])
            return built

    async def close(self) -> None:
        """Close the wires."""
        while self._wires:
            await self._wires.popitem()[1].aclose()


class _Late:
    """A candidate that is built, in a thread, when it is first asked."""

    def __init__(self, name: str, build: Callable[[], Model]) -> None:
        self.name = name
        self._build = build
        self._building: asyncio.Task[Model] | None = None

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the answer of the built one."""
        return await (await self.ready()).answer(ask, heard)

    async def ready(self) -> Model:
        """Return the built one. Errors: RefusedAsk where it cannot be built."""
        if self._building is None:
            self._building = asyncio.create_task(asyncio.to_thread(self._build))
        try:
            return await asyncio.shield(self._building)
        except Exception as error:  # noqa: BLE001 - a library that is missing, or a new version's
            self._building = None
            raise RefusedAsk(reason=type(error).__name__) from None


async def try_candidate(candidate: Candidate) -> str | None:
    """Ask a candidate for a word, outside of all budgets; returns why it did not answer."""
    works = Workshop()
    asked = Ask(instructions="", messages=(FromPerson(text="Say: ok"),), seconds=TRY_SECONDS)
    try:
        model = await asyncio.to_thread(works.build, candidate)
        await model.answer(asked)
    except Unreadable as failure:
        # A model that thinks until its tokens are gone says nothing, and works.
        return None if failure.brief == "empty" else failure.brief
    except ModelFailed as failure:
        return failure.brief
    finally:
        await works.close()
    return None


def configured_models(
    settings: Settings,
    database: Database,
    clock: Clock,
    metrics: Metrics,
    *,
    breakers: Callable[[Patience], Breakers | None] = lambda _patience: None,
    traced: Wrap = untraced,
) -> Models | None:
    """Return the models that the settings ask for; None: there are none."""
    plan = plan_of(settings)
    if not plan.candidates:
        return None
    return Models(plan, database, clock, metrics, breakers=breakers(plan.patience), traced=traced)


def plan_of(settings: Settings, environment: Mapping[str, str] | None = None) -> Plan:
    """Return what the settings say, with its keys. Errors: ConfigurationError."""
    known = settings.places()
    if not settings.sparkone_models:
        names = {"openai": settings.openai_model, "anthropic": settings.anthropic_model}
        chat = tuple(Candidate(place=one, model=names[name]) for name, one in known.items())
        return Plan(candidates={Role.CHAT: chat} if chat else {})
    plan = parse(settings.sparkone_models, known)
    faults: list[str] = []
    known_keys = surroundings() if environment is None else environment
    keyed = {
        role: tuple(
            replace(one, place=_with_key(one.place, known_keys, faults)) for one in candidates
        )
        for role, candidates in plan.candidates.items()
    }
    if faults:
        raise ConfigurationError(sorted(set(faults)))
    return replace(plan, candidates=keyed)


def _with_key(place: Place, known: Mapping[str, str], faults: list[str]) -> Place:
    """Return a place with its key, from wherever the settings say it is."""
    where = f"SPARKONE_MODELS: providers.{place.name}"
    key = place.key
    if place.key_file:
        try:
            key = Path(place.key_file).read_text(encoding="utf-8").strip()
        except (OSError, UnicodeDecodeError):
            faults.append(f"{where}: cannot read {place.key_file}")
    elif place.key_env:
        key = known.get(place.key_env)
        if not key:
            faults.append(f"{where}: {place.key_env} is not set")
    return replace(place, key=key)
