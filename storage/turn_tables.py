"""The tables of what models did: their answers, what waits for the person, what was summarised."""

from sqlalchemy import Column, Index, Table
from sqlalchemy import UniqueConstraint as Unique

from storage.columns import (
    Key,
    id_column,
    instant_column,
    maybe_instant_column,
    metadata,
    person_column,
    text_column,
)

# `source` is the message that was answered; `reply` the key of the answer in the outbox.
turns = Table(
    "turns",
    metadata,
    id_column(),
    person_column(),
    Column("source", Key, nullable=False),
    text_column("reply"),
    text_column("origin"),
    text_column("model"),
    text_column("tools"),
    instant_column("created_at"),
    Unique("reply"),
    Index(None, "source"),
    Index("ix_turns_person", "person"),
    Index("ix_turns_created_at", "created_at"),
    sqlite_autoincrement=True,
)

# A call that needs the person's word. `press` is the message by which it was given.
cards = Table(
    "cards",
    metadata,
    id_column(),
    person_column(),
    text_column("channel"),
    text_column("chat"),
    Column("source", Key, nullable=False),
    text_column("tool"),
    text_column("arguments"),
    text_column("digest"),
    text_column("sources"),
    text_column("state"),
    Column("press", Key),
    instant_column("created_at"),
    instant_column("expires_at"),
    maybe_instant_column("settled_at"),
    Index(None, "person", "source"),
    Index("ix_cards_expires_at", "expires_at"),
    sqlite_autoincrement=True,
)
Index("ix_cards_press", cards.c.press, sqlite_where=cards.c.press.is_not(None))

# What was said up to the message `until`, in few words.
summaries = Table(
    "summaries",
    metadata,
    id_column(),
    person_column(),
    text_column("channel"),
    text_column("chat"),
    Column("until", Key, nullable=False),
    text_column("text"),
    text_column("origin"),
    instant_column("created_at"),
    Unique("person", "channel", "chat"),
    sqlite_autoincrement=True,
)
