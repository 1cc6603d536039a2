"""Which models do what: the candidates of each role in order, their prices and all limits."""

import pkgutil
from collections.abc import Mapping
from dataclasses import field
from typing import Annotated, TypeAlias

import msgspec
from msgspec import Meta

from domain.errors import ConfigurationError
from domain.frozen import dataclass
from engine import providers
from engine.model import Role

SETTING = "SPARKONE_MODELS"
FIRST_SECONDS = 15.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Place:
    """Where models are served. Its key is never shown.

    `kind` names a file of `engine/providers`; without `base_url` it is that service's own.
    `key_env` and `key_file` say where the key is, instead of the key itself.
    """

    name: str
    kind: str
    base_url: str | None = None
    key: str | None = field(default=None, repr=False)
    key_env: str | None = None
    key_file: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Price:
    """What a million tokens cost, in US dollars; `cached` is for input the provider had before."""

    input: float
    output: float
    cached: float | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A model of a place. `price` None: as listed, if it is.

    `most_tokens` caps its answers. `first_seconds` is how long it may be silent, before its
    first word or between two, where another candidate is left.
    """

    place: Place
    model: str
    price: Price | None = None
    most_tokens: int | None = None
    first_seconds: float = FIRST_SECONDS

    @property
    def name(self) -> str:
        """The place and the model: `openai/gpt-5.4-mini`."""
        return f"{self.place.name}/{self.model}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Allowance:
    """What may be spent in a day or a month of UTC; None: as much as it takes."""

    tokens: int | None = None
    micro_usd: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Budgets:
    """What may be spent: by each person in a day, by all together in a day and in a month."""

    person_day: Allowance = Allowance()
    day: Allowance = Allowance()
    month: Allowance = Allowance()


@dataclass(frozen=True, slots=True, kw_only=True)
class Keeping:
    """How long answers are kept to be given again, and how many for each person."""

    minutes: float = 10.0
    most: int = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Patience:
    """When a place is left alone: after so many failures in a row, none older than `window`.

    After `pause` seconds one request is let through; if that fails, another pause follows.
    """

    failures: int = 3
    window: float = 60.0
    pause: float = 30.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """Everything that the settings say about models."""

    candidates: Mapping[Role, tuple[Candidate, ...]] = field(default_factory=dict)
    budgets: Budgets = Budgets()
    keeping: Keeping | None = Keeping()
    patience: Patience = Patience()


Positive: TypeAlias = Annotated[float, Meta(gt=0)]
Count: TypeAlias = Annotated[int, Meta(ge=1)]
Money: TypeAlias = Annotated[float, Meta(ge=0)]
Word: TypeAlias = Annotated[str, Meta(min_length=1)]


class _Written(msgspec.Struct, kw_only=True, forbid_unknown_fields=True):
    """A table of the setting, as it is written."""


class _Place(_Written):
    kind: Word
    base_url: Annotated[str, Meta(pattern=r"^https?://[^/\s@]+[^\s@]*$")] | None = None
    key: Word | None = None
    key_env: Word | None = None
    key_file: Word | None = None


class _Candidate(_Written):
    provider: Word
    model: Word
    input: Money | None = None
    output: Money | None = None
    cached: Money | None = None
    most_tokens: Count | None = None
    first_seconds: Positive = FIRST_SECONDS


class _Budget(_Written):
    person_day_tokens: Count | None = None
    person_day_usd: Money | None = None
    day_tokens: Count | None = None
    day_usd: Money | None = None
    month_tokens: Count | None = None
    month_usd: Money | None = None


class _Cache(_Written):
    on: bool = True
    minutes: Positive = Keeping().minutes
    most: Count = Keeping().most


class _Breaker(_Written):
    failures: Count = Patience().failures
    window_seconds: Positive = Patience().window
    pause_seconds: Positive = Patience().pause


class _Block(_Written):
    providers: dict[str, _Place] = msgspec.field(default_factory=dict)
    chat: list[_Candidate] = msgspec.field(default_factory=list)
    fast: list[_Candidate] = msgspec.field(default_factory=list)
    embed: list[_Candidate] = msgspec.field(default_factory=list)
    transcribe: list[_Candidate] = msgspec.field(default_factory=list)
    speak: list[_Candidate] = msgspec.field(default_factory=list)
    vision: list[_Candidate] = msgspec.field(default_factory=list)
    budget: _Budget = msgspec.field(default_factory=_Budget)
    cache: _Cache = msgspec.field(default_factory=_Cache)
    breaker: _Breaker = msgspec.field(default_factory=_Breaker)


def kinds() -> frozenset[str]:
    """Return the kinds of providers there are, without importing them."""
    return frozenset(module.name for module in pkgutil.iter_modules(providers.__path__))


def parse(text: str, known: Mapping[str, Place] | None = None) -> Plan:
    """Read the setting, TOML; `known` are places that other settings define.

    Errors: ConfigurationError, with one line for each fault.
    """
    try:
        block = msgspec.toml.decode(text, type=_Block)
    except msgspec.ValidationError as error:
        raise ConfigurationError([f"{SETTING}: {_said(error)}"]) from None
    except ValueError as error:  # what is wrong with the TOML, by line and column
        raise ConfigurationError([f"{SETTING}: {error}"]) from None
    places = {**(known or {}), **{name: _place(name, one) for name, one in block.providers.items()}}
    faults = _faults(block, places)
    if faults:
        raise ConfigurationError([f"{SETTING}: {fault}" for fault in faults])
    return Plan(
        candidates={
            role: tuple(_candidate(one, places) for one in written)
            for role in Role
            if (written := getattr(block, role.value))
        },
        budgets=_budgets(block.budget),
        keeping=_keeping(block.cache),
        patience=Patience(
            failures=block.breaker.failures,
            window=block.breaker.window_seconds,
            pause=block.breaker.pause_seconds,
        ),
    )


def _said(error: msgspec.ValidationError) -> str:
    """Say where it is first: `chat[0].model: Expected ...`."""
    what, _, where = str(error).partition(" - at `$")
    where = where.rstrip("`").lstrip(".")
    return f"{where}: {what}" if where else what


def _faults(block: _Block, places: Mapping[str, Place]) -> list[str]:
    there = kinds()
    faults = [
        f"providers.{name}: kind {one.kind!r} is not one of {', '.join(sorted(there))}"
        for name, one in block.providers.items()
        if one.kind not in there
    ]
    for role in Role:
        for number, one in enumerate(getattr(block, role.value)):
            where = f"{role.value}[{number}]"
            if one.provider not in places:
                faults.append(f"{where}: provider {one.provider!r} is not defined")
            if (one.input is None) != (one.output is None):
                faults.append(f"{where}: a price needs both input and output")
    return faults


def _place(name: str, one: _Place) -> Place:
    return Place(
        name=name,
        kind=one.kind,
        base_url=one.base_url,
        key=one.key,
        key_env=one.key_env,
        key_file=one.key_file,
    )


def _candidate(one: _Candidate, places: Mapping[str, Place]) -> Candidate:
    price = None
    if one.input is not None and one.output is not None:
        price = Price(input=one.input, output=one.output, cached=one.cached)
    return Candidate(
        place=places[one.provider],
        model=one.model,
        price=price,
        most_tokens=one.most_tokens,
        first_seconds=one.first_seconds,
    )


def _budgets(one: _Budget) -> Budgets:
    return Budgets(
        person_day=_allowance(one.person_day_tokens, one.person_day_usd),
        day=_allowance(one.day_tokens, one.day_usd),
        month=_allowance(one.month_tokens, one.month_usd),
    )


def _allowance(tokens: int | None, usd: float | None) -> Allowance:
    return Allowance(tokens=tokens, micro_usd=None if usd is None else round(usd * 1_000_000))


def _keeping(one: _Cache) -> Keeping | None:
    return Keeping(minutes=one.minutes, most=one.most) if one.on else None
