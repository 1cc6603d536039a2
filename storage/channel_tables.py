"""The tables of channels: when people last wrote, what sendings cost, what each keeps."""

from sqlalchemy import BigInteger, Column, Index, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.columns import (
    id_column,
    instant_column,
    maybe_instant_column,
    metadata,
    number_column,
    person_column,
    text_column,
)

windows = Table(
    "windows",
    metadata,
    id_column(),
    person_column(),
    text_column("channel"),
    text_column("chat"),
    maybe_instant_column("wrote_at"),
    Unique("channel", "chat"),
    Index(None, "person"),
    sqlite_autoincrement=True,
)

# Nobody's name or chat is in it: what was paid stays paid when somebody is forgotten.
charges = Table(
    "charges",
    metadata,
    id_column(),
    text_column("channel"),
    text_column("external"),
    text_column("sort"),
    text_column("category"),
    Column("micros", BigInteger, nullable=False),
    number_column("settled"),
    instant_column("at"),
    Unique("channel", "external"),
    Index(None, "channel", "at"),
    sqlite_autoincrement=True,
)

# What one of several processes does at a time; nobody's.
leases = Table(
    "leases",
    metadata,
    Column("name", Text, primary_key=True),
    Column("holder", Text, nullable=False),
    instant_column("until"),
)

# What came before the sending that it is of was recorded, under digests of ids; nobody's.
early_receipts = Table(
    "early_receipts",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    text_column("told"),
    instant_column("at"),
)

channel_notes = Table(
    "channel_notes",
    metadata,
    Column("channel", Text, primary_key=True),
    Column("name", Text, primary_key=True),
    Column("value", Text, nullable=False),
    maybe_instant_column("at"),
)
