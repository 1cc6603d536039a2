"""Usage: what models used, by person, model, role and day of UTC, and what may still be used."""

from collections.abc import Mapping
from datetime import UTC, datetime, timedelta

from sqlalchemy import ColumnElement, Select, Table, bindparam, delete, func, or_, select
from sqlalchemy.dialects.sqlite import Insert, insert

from domain.frozen import dataclass
from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import allowances, reservations, spending, usage

PROMISED_FOR = timedelta(minutes=10)
"""How long a reservation counts that nobody settled: its process died."""
PERSON_DAY, DAY, MONTH = "person_day", "day", "month"
_COUNTS = ("requests", "unpriced", "input_tokens", "output_tokens", "cached_tokens", "micro_usd")
_WHICH = ("day", "place", "model", "role")


@dataclass(frozen=True, slots=True, kw_only=True)
class Used:
    """What requests used; `unpriced` are those whose price nobody knows. Money in micro-USD."""

    requests: int = 0
    unpriced: int = 0
    input_tokens: int = 0
    output_tokens: int = 0
    cached_tokens: int = 0
    micro_usd: int = 0

    @property
    def tokens(self) -> int:
        """All tokens together."""
        return self.input_tokens + self.output_tokens


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """Which model was used for what, on which day of UTC ("2026-11-21")."""

    day: str
    place: str
    model: str
    role: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Limit:
    """What may be used; None: as much as it takes."""

    tokens: int | None = None
    micro_usd: int | None = None


def _add(table: Table, names: tuple[str, ...]) -> Insert:
    adding = insert(table).values({name: bindparam(name) for name in (*names, *_COUNTS)})
    return adding.on_conflict_do_update(
        index_elements=names,
        set_={name: table.c[name] + adding.excluded[name] for name in _COUNTS},
    )


def _sums(table: Table, *conditions: ColumnElement[bool]) -> Select[tuple[int, ...]]:
    sums = (func.coalesce(func.sum(table.c[name]), 0) for name in _COUNTS)
    return select(*sums).where(*conditions)


_ADD_OWN = _add(usage, ("person", *_WHICH))
_ADD_ALL = _add(spending, _WHICH)
_OWN = _sums(
    usage,
    usage.c.person == bindparam("owner"),
    usage.c.day >= bindparam("first"),
    usage.c.day <= bindparam("last"),
)
_ALL = _sums(spending, spending.c.day >= bindparam("first"), spending.c.day <= bindparam("last"))
_BY_MODEL = (
    _ALL.add_columns(spending.c.place, spending.c.model)
    .group_by(spending.c.place, spending.c.model)
    .order_by(spending.c.place, spending.c.model)
)
_BY_PERSON = (
    _sums(usage, usage.c.day >= bindparam("first"), usage.c.day <= bindparam("last"))
    .add_columns(usage.c.person)
    .group_by(usage.c.person)
    .order_by(usage.c.person)
)
_PROMISED = select(
    func.coalesce(func.sum(reservations.c.tokens), 0),
    func.coalesce(func.sum(reservations.c.micro_usd), 0),
).where(or_(bindparam("anybody") == 1, reservations.c.person == bindparam("owner")))
_PROMISE = (
    insert(reservations)
    .values({name: bindparam(name) for name in ("person", "tokens", "micro_usd", "at")})
    .returning(reservations.c.id)
)
_SETTLE = delete(reservations).where(reservations.c.id == bindparam("row"))
_SWEEP = delete(reservations).where(reservations.c.at < bindparam("before"))
_LIMITS = select(allowances.c.scope, allowances.c.tokens, allowances.c.micro_usd)
_NO_LIMITS = delete(allowances)
_LIMIT = insert(allowances).values(
    {name: bindparam(name) for name in ("scope", "tokens", "micro_usd")}
)


def days(now: datetime) -> tuple[str, str]:
    """Return the first day of the month and the day, both of UTC, as they are stored."""
    today = now.astimezone(UTC).date()
    return today.replace(day=1).isoformat(), today.isoformat()


class UsageOfModels:
    """What is used: counted once it is known, promised before."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, person: int | None, line: Line, used: Used) -> None:
        """Count what a request used, on a person's account (None: the house's) and in all."""
        facts = {name: getattr(line, name) for name in _WHICH}
        facts |= {name: getattr(used, name) for name in _COUNTS}
        self._sql.run(_ADD_ALL, **facts)
        if person is not None:
            self._sql.run(_ADD_OWN, person=person, **facts)

    def of(self, person: int, first: str, last: str) -> Used:
        """Return what a person used on some days, both included."""
        return _used(self._sql.one(_OWN, owner=person, first=first, last=last) or ())

    def total(self, first: str, last: str) -> Used:
        """Return what all together used on some days, both included."""
        return _used(self._sql.one(_ALL, first=first, last=last) or ())

    def by_model(self, first: str, last: str) -> dict[str, Used]:
        """Return what each model used, as "place/model"."""
        rows = self._sql.all(_BY_MODEL, first=first, last=last)
        return {f"{place}/{model}": _used(counts) for *counts, place, model in rows}

    def by_person(self, first: str, last: str) -> dict[int, Used]:
        """Return what each person used."""
        rows = self._sql.all(_BY_PERSON, first=first, last=last)
        return {person: _used(counts) for *counts, person in rows}

    def promised(self, person: int | None = None) -> tuple[int, int]:
        """Return the tokens and micro-USD that are promised to a person, or to everybody."""
        anybody = int(person is None)
        row = self._sql.one(_PROMISED, owner=person, anybody=anybody) or (0, 0)
        return int(row[0]), int(row[1])

    def promise(self, person: int | None, tokens: int, micro_usd: int, now: datetime) -> int:
        """Reserve the most that a request can use; returns the reservation's number."""
        at = to_instant(now)
        return int(
            self._sql.scalar(_PROMISE, person=person, tokens=tokens, micro_usd=micro_usd, at=at)
        )

    def settle(self, reservation: int) -> None:
        """Let a reservation go: what it was for is counted, or never happened."""
        self._sql.run(_SETTLE, row=reservation)

    def sweep(self, now: datetime) -> int:
        """Let go what nobody settled in time; returns how many."""
        return self._sql.run(_SWEEP, before=to_instant(now - PROMISED_FOR))

    def limits(self) -> dict[str, Limit]:
        """Return what may be used, by scope: `person_day`, `day`, `month`."""
        return {
            scope: Limit(tokens=tokens, micro_usd=micro_usd)
            for scope, tokens, micro_usd in self._sql.all(_LIMITS)
        }

    def set_limits(self, limits: Mapping[str, Limit]) -> None:
        """Store what the settings allow, in the place of what they allowed before."""
        self._sql.run(_NO_LIMITS)
        for scope, one in limits.items():
            self._sql.run(_LIMIT, scope=scope, tokens=one.tokens, micro_usd=one.micro_usd)


def _used(counts: "list[int] | tuple[int, ...]") -> Used:
    return Used(**{name: int(count) for name, count in zip(_COUNTS, counts, strict=False)})
