"""The tables of people, their messages and records; those of the house are `keeping`."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, Table
from sqlalchemy import UniqueConstraint as Unique

from storage.channel_tables import channel_notes, charges, early_receipts, leases, windows
from storage.columns import (
    Key,
    going_columns,
    id_column,
    instant_column,
    maybe_instant_column,
    maybe_text_column,
    metadata,
    number_column,
    person_column,
    text_column,
)
from storage.keeping import (
    audit,
    broadcasts,
    codes,
    errors,
    feedback,
    files,
    heartbeat,
    journal,
    nudges,
    quarantine,
    rhythms,
    shown,
)
from storage.memory_tables import memories, vectors
from storage.outbox_table import outbox
from storage.sharing_tables import shares
from storage.task_table import tasks
from storage.turn_tables import cards, summaries, turns
from storage.usage_tables import allowances, answers, reservations, spending, usage

__all__ = [
    "allowances",
    "answers",
    "audit",
    "broadcasts",
    "cards",
    "channel_notes",
    "charges",
    "codes",
    "early_receipts",
    "errors",
    "events",
    "feedback",
    "files",
    "heartbeat",
    "identities",
    "inbox",
    "jobs",
    "journal",
    "leases",
    "list_items",
    "memories",
    "metadata",
    "notes",
    "nudges",
    "occurrences",
    "outbox",
    "people",
    "quarantine",
    "reminders",
    "reservations",
    "rhythms",
    "shares",
    "shown",
    "spending",
    "summaries",
    "tasks",
    "turns",
    "usage",
    "vectors",
    "windows",
]

people = Table(
    "people",
    metadata,
    id_column(),
    text_column("role"),
    text_column("zone"),
    maybe_text_column("language"),
    maybe_text_column("spoken"),
    maybe_text_column("quiet"),
    instant_column("created_at"),
    maybe_text_column("name"),
    maybe_text_column("preferences"),
    maybe_text_column("asked"),
    maybe_instant_column("consented_at"),
    maybe_instant_column("banned_at"),
    number_column("forgotten"),
    sqlite_autoincrement=True,
)

identities = Table(
    "identities",
    metadata,
    id_column(),
    person_column(),
    text_column("channel"),
    text_column("external"),
    maybe_text_column("chat"),
    maybe_instant_column("blocked_at"),
    maybe_text_column("phone"),
    Unique("channel", "external"),
    Index(None, "person"),
)

inbox = Table(
    "inbox",
    metadata,
    id_column(),
    text_column("channel"),
    text_column("key"),
    text_column("chat"),
    text_column("sender"),
    text_column("text"),
    number_column("length"),
    maybe_text_column("callback"),
    text_column("origin"),
    text_column("state"),
    instant_column("received_at"),
    maybe_instant_column("answered_at"),
    maybe_text_column("kind"),
    maybe_text_column("external"),
    maybe_text_column("concerns"),
    maybe_text_column("details"),
    Unique("channel", "key"),
    sqlite_autoincrement=True,
)
# What is counted and swept, what is forgotten, and what was said before.
Index("ix_inbox_received_at", inbox.c.received_at)
Index("ix_inbox_chat", inbox.c.channel, inbox.c.chat)
Index("ix_inbox_sender", inbox.c.channel, inbox.c.sender)
# An edit names the message it changes.
Index(
    "ix_inbox_external",
    inbox.c.channel,
    inbox.c.chat,
    inbox.c.external,
    sqlite_where=inbox.c.external.is_not(None),
)

jobs = Table(
    "jobs",
    metadata,
    id_column(),
    text_column("task"),
    text_column("args"),
    maybe_text_column("key"),
    maybe_text_column("lock"),
    text_column("state"),
    number_column("attempt"),
    number_column("failures"),
    instant_column("run_at"),
    instant_column("created_at"),
    maybe_text_column("error"),
    sqlite_autoincrement=True,
)

# Most jobs have no key; those that do are unique while they wait.
Index(
    "uq_jobs_key",
    jobs.c.key,
    unique=True,
    sqlite_where=jobs.c.key.is_not(None),
)

reminders = Table(
    "reminders",
    metadata,
    id_column(),
    person_column(),
    text_column("title"),
    text_column("form"),
    text_column("start"),
    maybe_text_column("rule"),
    maybe_text_column("zone"),
    text_column("channel"),
    text_column("chat"),
    text_column("language"),
    text_column("state"),
    text_column("origin"),
    Column("source", Key),
    instant_column("created_at"),
    Column("insist_minutes", Integer),
    Index(None, "person", "state"),
    Index("ix_reminders_chat", "channel", "chat"),
    sqlite_autoincrement=True,
)
# Few insist; those are looked for every minute.
Index(
    "ix_reminders_insisting",
    reminders.c.state,
    sqlite_where=reminders.c.insist_minutes.is_not(None),
)

occurrences = Table(
    "occurrences",
    metadata,
    id_column(),
    Column("reminder", Key, ForeignKey("reminders.id", ondelete="CASCADE"), nullable=False),
    person_column(),
    text_column("key"),
    instant_column("due_at"),
    maybe_instant_column("snoozed_until"),
    maybe_instant_column("fire_at"),
    text_column("state"),
    maybe_instant_column("sent_at"),
    maybe_instant_column("acknowledged_at"),
    number_column("round"),
    Unique("reminder", "key"),
    Index("ix_occurrences_person_due_at", "person", "due_at"),
    sqlite_autoincrement=True,
)
# `fire_at` is set only while the moment still lies ahead, so these stay small.
_IS_AHEAD = occurrences.c.fire_at.is_not(None)
Index("ix_occurrences_fire_at", occurrences.c.fire_at, sqlite_where=_IS_AHEAD)
Index("ix_occurrences_ahead", occurrences.c.person, occurrences.c.fire_at, sqlite_where=_IS_AHEAD)

events = Table(
    "events",
    metadata,
    id_column(),
    person_column(),
    text_column("title"),
    text_column("form"),
    text_column("start"),
    maybe_text_column("rule"),
    maybe_text_column("zone"),
    instant_column("start_at"),
    Column("length_us", BigInteger),
    number_column("all_day"),
    maybe_text_column("place"),
    text_column("people"),
    text_column("state"),
    text_column("origin"),
    Column("source", Key),
    instant_column("created_at"),
    *going_columns(),
    Index(None, "person", "start_at"),
    Index("ix_events_start_at", "start_at"),
    sqlite_autoincrement=True,
)
Index("ix_events_repeating", events.c.state, sqlite_where=events.c.rule.is_not(None))

notes = Table(
    "notes",
    metadata,
    id_column(),
    person_column(),
    text_column("text"),
    text_column("origin"),
    Column("source", Key),
    instant_column("created_at"),
    Index(None, "person", "id"),
    sqlite_autoincrement=True,
)

list_items = Table(
    "list_items",
    metadata,
    id_column(),
    person_column(),
    text_column("list"),
    text_column("text"),
    number_column("done"),
    text_column("origin"),
    Column("source", Key),
    instant_column("created_at"),
    Index(None, "person", "list"),
    sqlite_autoincrement=True,
)
