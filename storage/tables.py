"""The tables. Instants are microseconds since 1970 in UTC, flags are 0 or 1, JSON is text."""

from sqlalchemy import BigInteger, Column, ForeignKey, Index, Integer, MetaData, Table, Text
from sqlalchemy import UniqueConstraint as Unique

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(table_name)s_%(column_0_N_name)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s",
        "pk": "pk_%(table_name)s",
    }
)

# SQLite only counts up an INTEGER primary key; PostgreSQL gets eight bytes.
Key = BigInteger().with_variant(Integer, "sqlite")


def _id() -> Column[int]:
    return Column("id", Key, primary_key=True, autoincrement=True)


def _person() -> Column[int]:
    return Column("person", Key, ForeignKey("people.id", ondelete="CASCADE"), nullable=False)


def _text(name: str) -> Column[str]:
    return Column(name, Text, nullable=False)


def _maybe_text(name: str) -> Column[str]:
    return Column(name, Text)


def _instant(name: str) -> Column[int]:
    return Column(name, BigInteger, nullable=False)


def _maybe_instant(name: str) -> Column[int]:
    return Column(name, BigInteger)


def _number(name: str, default: int = 0) -> Column[int]:
    return Column(name, Integer, nullable=False, server_default=str(default))


people = Table(
    "people",
    metadata,
    _id(),
    _text("role"),
    _text("zone"),
    _maybe_text("language"),
    _maybe_text("spoken"),
    _maybe_text("quiet"),
    _instant("created_at"),
    _maybe_text("name"),
    _maybe_text("preferences"),
    _maybe_text("asked"),
    _maybe_instant("consented_at"),
    _maybe_instant("banned_at"),
    sqlite_autoincrement=True,
)

identities = Table(
    "identities",
    metadata,
    _id(),
    _person(),
    _text("channel"),
    _text("external"),
    _maybe_text("chat"),
    _maybe_instant("blocked_at"),
    Unique("channel", "external"),
    Index(None, "person"),
)

inbox = Table(
    "inbox",
    metadata,
    _id(),
    _text("channel"),
    _text("key"),
    _text("chat"),
    _text("sender"),
    _text("text"),
    _number("length"),
    _maybe_text("callback"),
    _text("origin"),
    _text("state"),
    _instant("received_at"),
    _maybe_instant("answered_at"),
    _maybe_text("kind"),
    _maybe_text("external"),
    _maybe_text("concerns"),
    _maybe_text("details"),
    Unique("channel", "key"),
    sqlite_autoincrement=True,
)
# An edit names the message it changes.
Index(
    "ix_inbox_external",
    inbox.c.channel,
    inbox.c.chat,
    inbox.c.external,
    sqlite_where=inbox.c.external.is_not(None),
    postgresql_where=inbox.c.external.is_not(None),
)

outbox = Table(
    "outbox",
    metadata,
    _id(),
    Column("person", Key, ForeignKey("people.id", ondelete="CASCADE")),
    _text("key"),
    _text("channel"),
    _text("chat"),
    _text("text"),
    _text("buttons"),
    _text("purpose"),
    _text("language"),
    _maybe_text("reply_to"),
    Column("occurrence", Key, ForeignKey("occurrences.id", ondelete="CASCADE")),
    _text("state"),
    _number("repeats"),
    _maybe_text("external"),
    _maybe_text("zone"),
    _maybe_instant("due_at"),
    _instant("created_at"),
    _maybe_instant("sent_at"),
    _maybe_text("error"),
    _maybe_text("replaces"),
    _maybe_instant("expires_at"),
    _maybe_text("file"),
    Unique("key"),
    sqlite_autoincrement=True,
)
# Only what waits for somebody is ever looked for by its chat.
_WAITING = outbox.c.state == "waiting"
Index(
    "ix_outbox_waiting",
    outbox.c.channel,
    outbox.c.chat,
    sqlite_where=_WAITING,
    postgresql_where=_WAITING,
)
Index(
    "ix_outbox_occurrence",
    outbox.c.occurrence,
    sqlite_where=outbox.c.occurrence.is_not(None),
    postgresql_where=outbox.c.occurrence.is_not(None),
)

# A reaction or an answer names the reminder it is about.
Index(
    "ix_outbox_reminded",
    outbox.c.channel,
    outbox.c.chat,
    outbox.c.external,
    sqlite_where=outbox.c.occurrence.is_not(None),
    postgresql_where=outbox.c.occurrence.is_not(None),
)

jobs = Table(
    "jobs",
    metadata,
    _id(),
    _text("task"),
    _text("args"),
    _maybe_text("key"),
    _maybe_text("lock"),
    _text("state"),
    _number("attempt"),
    _number("failures"),
    _instant("run_at"),
    _instant("created_at"),
    _maybe_text("error"),
    sqlite_autoincrement=True,
)

# Most jobs have no key; those that do are unique while they wait.
Index(
    "uq_jobs_key",
    jobs.c.key,
    unique=True,
    sqlite_where=jobs.c.key.is_not(None),
    postgresql_where=jobs.c.key.is_not(None),
)

tasks = Table(
    "tasks",
    metadata,
    _id(),
    _person(),
    _text("title"),
    _text("status"),
    _maybe_text("priority"),
    _maybe_text("due_day"),
    _maybe_instant("due_at"),
    _maybe_text("rule"),
    _text("origin"),
    Column("source", Key),
    _instant("created_at"),
    _maybe_instant("completed_at"),
    Index(None, "person", "status", "due_day"),
    sqlite_autoincrement=True,
)

reminders = Table(
    "reminders",
    metadata,
    _id(),
    _person(),
    _text("title"),
    _text("form"),
    _text("start"),
    _maybe_text("rule"),
    _maybe_text("zone"),
    _text("channel"),
    _text("chat"),
    _text("language"),
    _text("state"),
    _text("origin"),
    Column("source", Key),
    _instant("created_at"),
    Column("insist_minutes", Integer),
    Index(None, "person", "state"),
    sqlite_autoincrement=True,
)

occurrences = Table(
    "occurrences",
    metadata,
    _id(),
    Column("reminder", Key, ForeignKey("reminders.id", ondelete="CASCADE"), nullable=False),
    _person(),
    _text("key"),
    _instant("due_at"),
    _maybe_instant("snoozed_until"),
    _maybe_instant("fire_at"),
    _text("state"),
    _maybe_instant("sent_at"),
    _maybe_instant("acknowledged_at"),
    _number("round"),
    Unique("reminder", "key"),
    # `fire_at` is set only while the moment still lies ahead, so the index stays small.
    Index("ix_occurrences_fire_at", "fire_at"),
    Index(None, "person", "state", "due_at"),
    sqlite_autoincrement=True,
)

events = Table(
    "events",
    metadata,
    _id(),
    _person(),
    _text("title"),
    _text("form"),
    _text("start"),
    _maybe_text("rule"),
    _maybe_text("zone"),
    _instant("start_at"),
    Column("length_us", BigInteger),
    _number("all_day"),
    _maybe_text("place"),
    _text("people"),
    _text("state"),
    _text("origin"),
    Column("source", Key),
    _instant("created_at"),
    Index(None, "person", "start_at"),
    sqlite_autoincrement=True,
)

notes = Table(
    "notes",
    metadata,
    _id(),
    _person(),
    _text("text"),
    _text("origin"),
    Column("source", Key),
    _instant("created_at"),
    Index(None, "person", "id"),
    sqlite_autoincrement=True,
)

list_items = Table(
    "list_items",
    metadata,
    _id(),
    _person(),
    _text("list"),
    _text("text"),
    _number("done"),
    _text("origin"),
    Column("source", Key),
    _instant("created_at"),
    Index(None, "person", "list"),
    sqlite_autoincrement=True,
)

shown = Table(
    "shown",
    metadata,
    Column("chat", Text, primary_key=True),
    Column("records", Text, nullable=False),
    Column("at", BigInteger, nullable=False),
)

journal = Table(
    "journal",
    metadata,
    _id(),
    _person(),
    Column("source", Key, nullable=False),
    _text("noun"),
    Column("record", Key, nullable=False),
    _maybe_text("before"),
    _instant("created_at"),
    _maybe_instant("undone_at"),
    Index(None, "person", "source"),
    sqlite_autoincrement=True,
)

codes = Table(
    "codes",
    metadata,
    _id(),
    _text("purpose"),
    _text("digest"),
    _text("role"),
    Column("made_by", Key, ForeignKey("people.id", ondelete="CASCADE")),
    _instant("created_at"),
    _instant("expires_at"),
    _number("tries"),
    _maybe_instant("ended_at"),
    Column("used_by", Key, ForeignKey("people.id", ondelete="SET NULL")),
    Unique("digest"),
    sqlite_autoincrement=True,
)

rhythms = Table(
    "rhythms",
    metadata,
    _id(),
    _person(),
    _text("kind"),
    _instant("fire_at"),
    Unique("person", "kind"),
    Index(None, "fire_at"),
)

nudges = Table(
    "nudges",
    metadata,
    _id(),
    _person(),
    _text("kind"),
    _text("key"),
    _instant("at"),
    Unique("key"),
    Index(None, "person", "at"),
    sqlite_autoincrement=True,
)

feedback = Table(
    "feedback",
    metadata,
    _id(),
    _person(),
    _text("subject"),
    _text("section"),
    _number("value"),
    _instant("at"),
    Unique("person", "subject", "section"),
    sqlite_autoincrement=True,
)

files = Table(
    "files",
    metadata,
    _id(),
    _person(),
    Column("source", Key, nullable=False),
    _text("kind"),
    _maybe_text("name"),
    _maybe_text("mime"),
    Column("size", BigInteger),
    _text("channel"),
    _text("external"),
    _maybe_text("path"),
    _maybe_text("digest"),
    _text("state"),
    _text("origin"),
    _instant("created_at"),
    Index(None, "person", "id"),
    sqlite_autoincrement=True,
)

broadcasts = Table(
    "broadcasts",
    metadata,
    _id(),
    _person(),
    _text("text"),
    _number("people"),
    _instant("created_at"),
    _maybe_instant("sent_at"),
    sqlite_autoincrement=True,
)

audit = Table(
    "audit",
    metadata,
    _id(),
    Column("actor", Key),
    _text("act"),
    Column("subject", Key),
    _maybe_text("details"),
    _instant("at"),
    sqlite_autoincrement=True,
)

errors = Table(
    "errors",
    metadata,
    _id(),
    _text("place"),
    _text("reason"),
    _number("count"),
    _instant("first_at"),
    _instant("last_at"),
    Unique("place", "reason"),
    sqlite_autoincrement=True,
)

heartbeat = Table(
    "heartbeat",
    metadata,
    Column("name", Text, primary_key=True),
    Column("at", BigInteger, nullable=False),
)
