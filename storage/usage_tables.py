"""The tables of models: what was used and paid, what is promised, what is kept for a while."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.columns import (
    Key,
    id_column,
    instant_column,
    metadata,
    number_column,
    person_column,
    text_column,
)


def _counts() -> list[Column[int]]:
    """Return what is counted; `unpriced` are requests whose price nobody knows."""
    big = ("input_tokens", "output_tokens", "cached_tokens", "micro_usd")
    columns = [Column(name, BigInteger, nullable=False, server_default="0") for name in big]
    return [number_column("requests"), number_column("unpriced"), *columns]


# Whose it was: goes with the person.
usage = Table(
    "usage",
    metadata,
    id_column(),
    person_column(),
    text_column("day"),
    text_column("place"),
    text_column("model"),
    text_column("role"),
    *_counts(),
    Unique("person", "day", "place", "model", "role"),
    sqlite_autoincrement=True,
)

# What all together used: it stays, and names nobody.
spending = Table(
    "spending",
    metadata,
    id_column(),
    text_column("day"),
    text_column("place"),
    text_column("model"),
    text_column("role"),
    *_counts(),
    Unique("day", "place", "model", "role"),
    sqlite_autoincrement=True,
)

# The most that a request on its way can cost, until what it did cost is known.
reservations = Table(
    "reservations",
    metadata,
    id_column(),
    Column("person", Key, ForeignKey("people.id", ondelete="CASCADE")),
    Column("tokens", BigInteger, nullable=False),
    Column("micro_usd", BigInteger, nullable=False),
    instant_column("at"),
    Index(None, "at"),
    sqlite_autoincrement=True,
)

# What may be spent, as the settings say, for those who only see the database.
allowances = Table(
    "allowances",
    metadata,
    Column("scope", Text, primary_key=True),
    Column("tokens", BigInteger),
    Column("micro_usd", BigInteger),
)

answers = Table(
    "answers",
    metadata,
    id_column(),
    person_column(),
    text_column("key"),
    text_column("text"),
    text_column("model"),
    instant_column("created_at"),
    instant_column("until"),
    Unique("person", "key"),
    Index(None, "until"),
    sqlite_autoincrement=True,
)
