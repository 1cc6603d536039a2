"""The tables of the house: who may come in, what was told, what went wrong."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Table, Text
from sqlalchemy import UniqueConstraint as Unique

from storage.columns import (
    Key,
    id_column,
    instant_column,
    maybe_instant_column,
    maybe_text_column,
    metadata,
    number_column,
    person_column,
    text_column,
)

codes = Table(
    "codes",
    metadata,
    id_column(),
    text_column("purpose"),
    text_column("digest"),
    text_column("role"),
    Column("made_by", Key, ForeignKey("people.id", ondelete="CASCADE")),
    instant_column("created_at"),
    instant_column("expires_at"),
    number_column("tries"),
    maybe_instant_column("ended_at"),
    Column("used_by", Key, ForeignKey("people.id", ondelete="SET NULL")),
    Unique("digest"),
    sqlite_autoincrement=True,
)

rhythms = Table(
    "rhythms",
    metadata,
    id_column(),
    person_column(),
    text_column("kind"),
    instant_column("fire_at"),
    Unique("person", "kind"),
    Index(None, "fire_at"),
)

nudges = Table(
    "nudges",
    metadata,
    id_column(),
    person_column(),
    text_column("kind"),
    text_column("key"),
    instant_column("at"),
    Unique("key"),
    Index(None, "person", "at"),
    Index("ix_nudges_at", "at"),
    sqlite_autoincrement=True,
)

feedback = Table(
    "feedback",
    metadata,
    id_column(),
    person_column(),
    text_column("subject"),
    text_column("section"),
    number_column("value"),
    instant_column("at"),
    Unique("person", "subject", "section"),
    sqlite_autoincrement=True,
)

files = Table(
    "files",
    metadata,
    id_column(),
    person_column(),
    Column("source", Key, nullable=False),
    text_column("kind"),
    maybe_text_column("name"),
    maybe_text_column("mime"),
    Column("size", BigInteger),
    text_column("channel"),
    text_column("external"),
    maybe_text_column("path"),
    maybe_text_column("digest"),
    text_column("state"),
    text_column("origin"),
    instant_column("created_at"),
    Index(None, "person", "id"),
    sqlite_autoincrement=True,
)

broadcasts = Table(
    "broadcasts",
    metadata,
    id_column(),
    person_column(),
    text_column("text"),
    number_column("people"),
    instant_column("created_at"),
    maybe_instant_column("sent_at"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    id_column(),
    Column("actor", Key),
    text_column("act"),
    Column("subject", Key),
    maybe_text_column("details"),
    instant_column("at"),
    sqlite_autoincrement=True,
)

errors = Table(
    "errors",
    metadata,
    id_column(),
    text_column("place"),
    text_column("reason"),
    number_column("count"),
    instant_column("first_at"),
    instant_column("last_at"),
    Unique("place", "reason"),
    sqlite_autoincrement=True,
)

quarantine = Table(
    "quarantine",
    metadata,
    id_column(),
    text_column("channel"),
    text_column("digest"),
    number_column("size"),
    text_column("reason"),
    text_column("body"),
    instant_column("at"),
    Unique("channel", "digest"),
    sqlite_autoincrement=True,
)

journal = Table(
    "journal",
    metadata,
    id_column(),
    person_column(),
    Column("source", Key, nullable=False),
    text_column("noun"),
    Column("record", Key, nullable=False),
    maybe_text_column("before"),
    instant_column("created_at"),
    maybe_instant_column("undone_at"),
    Index(None, "person", "source"),
    Index("ix_journal_record", "noun", "record"),
    sqlite_autoincrement=True,
)
# What undo no longer needs is looked for once a day.
Index("ix_journal_before", journal.c.created_at, sqlite_where=journal.c.before.is_not(None))

shown = Table(
    "shown",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("records", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
)
