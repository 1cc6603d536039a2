"""Charges: what sendings over a channel cost, in millionths of a US dollar."""

from datetime import datetime
from hashlib import sha256

from sqlalchemy import bindparam, func, select, update
from sqlalchemy.dialects.sqlite import insert

from domain.frozen import dataclass
from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import charges

_NAMES = ("channel", "external", "sort", "category", "micros", "at")
_ADD = (
    insert(charges)
    .values({name: bindparam(name) for name in _NAMES})
    .on_conflict_do_nothing(index_elements=["channel", "external"])
)
_SETTLE = (
    update(charges)
    .where(charges.c.channel == bindparam("channel_name"), charges.c.external == bindparam("name"))
    .values(category=bindparam("category"), micros=bindparam("micros"), settled=1)
)
_SUMS = (
    select(charges.c.sort, charges.c.category, func.count(), func.sum(charges.c.micros))
    .where(
        charges.c.channel == bindparam("channel_name"),
        charges.c.at >= bindparam("since"),
        charges.c.at < bindparam("until"),
    )
    .group_by(charges.c.sort, charges.c.category)
    .order_by(charges.c.sort, charges.c.category)
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sum:
    """How many sendings of a sort (`text`, `template`) and a category, and what they cost."""

    sort: str
    category: str
    count: int
    micros: int


class Charges:
    """What was paid, or is expected to be paid until the service tells."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self, channel: str, external: str, *, sort: str, category: str, micros: int, now: datetime
    ) -> None:
        """Record what a sending is expected to cost; once for each."""
        self._sql.run(
            _ADD,
            channel=channel,
            external=_mark(external),
            sort=sort,
            category=category,
            micros=micros,
            at=to_instant(now),
        )

    def settle(self, channel: str, external: str, *, category: str, micros: int) -> None:
        """Record what the service says that it is."""
        self._sql.run(
            _SETTLE, channel_name=channel, name=_mark(external), category=category, micros=micros
        )

    def sums(self, channel: str, since: datetime, until: datetime) -> list[Sum]:
        """Return what was paid from `since` until before `until`."""
        rows = self._sql.all(
            _SUMS, channel_name=channel, since=to_instant(since), until=to_instant(until)
        )
        return [
            Sum(sort=sort, category=category, count=count, micros=int(micros))
            for sort, category, count, micros in rows
        ]


def _mark(external: str) -> str:
    """Return a word for a message: the ids of WhatsApp hold the number it went to."""
    return sha256(external.encode("utf-8", "replace")).hexdigest()[:32]
