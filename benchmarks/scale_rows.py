"""Rows as years of use leave them, written fast: only benchmarks put rows in so."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from storage.drivers import connect_sqlite, sqlite_engine
from storage.instants import to_instant
from storage.migrate import migrate

CHANNEL = "bench"
YEAR_US = 365 * 24 * 3600 * 1_000_000

_UP_TO = "WITH RECURSIVE up(n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM up WHERE n < :count) "
_PEOPLE = (
    _UP_TO
    + """INSERT INTO people (role, zone, language, created_at, name, consented_at)
    SELECT 'user', 'Europe/London', 'en', :now, 'person ' || n, :now FROM up"""
)
_IDENTITIES = (
    _UP_TO
    + """INSERT INTO identities (person, channel, external, chat)
    SELECT :before + n, :channel, 'sender ' || n, 'chat ' || n FROM up"""
)
# Those due come first, one for each person in turn; the others lie in the year that follows.
_REMINDERS = (
    _UP_TO
    + """INSERT INTO reminders (person, title, form, start, channel, chat, language, state, origin,
        created_at)
    SELECT :before + 1 + n % :people, 'call the dentist about number ' || n, 'instant',
        strftime('%Y-%m-%dT%H:%M:%S+00:00', CASE WHEN n <= :due THEN :due_at / 1000000
            ELSE :due_at / 1000000 + 86400 + (n * 7919) % 31000000 END, 'unixepoch'),
        :channel, 'chat ' || (1 + n % :people), 'en', 'active', 'owner', :now
    FROM up"""
)
_OCCURRENCES = """INSERT INTO occurrences (reminder, person, key, due_at, fire_at, state)
    SELECT id, person, substr(start, 1, 19) || 'Z', unixepoch(start) * 1000000,
        unixepoch(start) * 1000000, 'planned' FROM reminders"""
# Each message was answered; one of ten of most people made a promise that was kept since.
_INBOX = (
    _UP_TO
    + """INSERT INTO inbox (channel, key, chat, sender, text, length, origin, state, received_at,
        answered_at)
    SELECT :channel, 'update ' || n, CASE p WHEN 0 THEN n % 50 ELSE 'chat ' || p END,
        CASE p WHEN 0 THEN 'owner' ELSE 'sender ' || p END,
        'remind me to call the dentist about number ' || n, 50, 'owner', 'done',
        :since + n * :step, :since + n * :step + 40000
    FROM (SELECT n, n % :people AS p FROM up)"""
)
_OUTBOX = """INSERT INTO outbox (person, key, channel, chat, text, buttons, purpose, language,
        reply_to, state, external, zone, created_at, sent_at)
    SELECT CASE sender WHEN 'owner' THEN :owner ELSE :before + substr(sender, 8) END,
        'reply:' || id, channel, chat, 'You will hear of it on Friday: ' || text,
        '[{"label":"Undo","action":"undo:1"}]', 'reply', 'en', key, 'sent', id, 'Europe/London',
        received_at, answered_at
    FROM inbox"""
_KEPT = """INSERT INTO reminders (person, title, form, start, channel, chat, language, state,
        origin, source, created_at)
    SELECT person, 'call the dentist', 'instant', '2020-01-01T00:00:00+00:00', channel, chat, 'en',
        'active', 'owner', id, created_at FROM outbox WHERE id % 10 = 0 AND person <> :owner"""
_KEPT_MOMENTS = """INSERT INTO occurrences (reminder, person, key, due_at, state, sent_at)
    SELECT id, person, '2020-01-01T00:00:00Z', created_at, 'sent', created_at FROM reminders"""
_KEPT_CHANGES = """INSERT INTO journal (person, source, noun, record, created_at)
    SELECT person, source, 'reminder', id, created_at FROM reminders"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promised:
    """How many reminders there are, how many of them are due at one instant, and of how many."""

    total: int
    due: int
    people: int


@contextlib.contextmanager
def fast(path: Path) -> Iterator[Any]:
    """Give a connection to a migrated file that syncs nothing before its end."""
    migrate(sqlite_engine(path), path)
    connection = connect_sqlite(path)
    for pragma in ("synchronous=OFF", "cache_size=-400000", "foreign_keys=OFF"):
        connection.execute(f"PRAGMA {pragma}")
    connection.execute("BEGIN")
    yield connection
    connection.execute("COMMIT")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    connection.close()


def add_people(connection: Any, count: int, now: datetime) -> int:
    """Store so many people with a chat each; returns the id before the first of them."""
    before = connection.execute("SELECT coalesce(max(id), 0) FROM people").fetchone()[0]
    values = {"count": count, "now": to_instant(now), "channel": CHANNEL, "before": before}
    connection.execute(_PEOPLE, values)
    connection.execute(_IDENTITIES, values)
    return int(before)


def fill_reminders(path: Path, promised: Promised, *, due_at: datetime, now: datetime) -> None:
    """Store reminders of which some are due at one instant (a whole second)."""
    with fast(path) as connection:
        before = add_people(connection, promised.people, now)
        values = {
            "count": promised.total,
            "due": promised.due,
            "people": promised.people,
            "before": before,
            "due_at": to_instant(due_at),
            "now": to_instant(now),
            "channel": CHANNEL,
        }
        connection.execute(_REMINDERS, values)
        connection.execute(_OCCURRENCES)


def fill_messages(path: Path, count: int, *, people: int, owner: int, now: datetime) -> None:
    """Store so many messages of three years, half of them answers, with the promises of some.

    One of so many people is the `owner`, who writes in fifty chats and was promised nothing. What
    was finished leaves no job behind.
    """
    with fast(path) as connection:
        before = add_people(connection, people, now)
        values = {
            "count": count // 2,
            "people": people,
            "channel": CHANNEL,
            "before": before,
            "owner": owner,
            "since": to_instant(now) - 3 * YEAR_US,
            "step": 3 * YEAR_US // (count // 2),
        }
        for statement in (_INBOX, _OUTBOX, _KEPT, _KEPT_MOMENTS, _KEPT_CHANGES):
            connection.execute(statement, values)
