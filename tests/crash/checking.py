"""Checking: the promise, held against the papers of the day and the database it left."""

import sqlite3
from collections import Counter
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from storage.backup import BadBackup, verify
from tests.crash.day import CHATS, LINES, keys_of
from tests.crash.paper import ACKNOWLEDGED, DATABASE, JOURNAL, facts

MARKS = ("Talvez repetido:", "Possibly a repeat:")
MISSED = ("anterior", "earlier one")


def violations(folder: Path, *, kills: int) -> list[str]:
    """Return what was promised and not kept, each as one sentence."""
    journal = facts(folder / JOURNAL)
    try:
        verify(folder / DATABASE)
    except BadBackup as error:
        return [f"the database is damaged: {error}"]
    connection = sqlite3.connect(folder / DATABASE)
    connection.row_factory = sqlite3.Row
    try:
        lost = _lost_twice(connection) if kills > 1 else []
        unanswered = {row["reply_to"] for row in lost}
        return [
            *_replies(journal, set(facts(folder / ACKNOWLEDGED)), unanswered),
            *_order(journal),
            *_reminders(journal, [row["text"] for row in lost]),
            *_database(connection, journal, {row["key"] for row in lost}),
        ]
    finally:
        connection.close()


def _lost_twice(connection: sqlite3.Connection) -> list[sqlite3.Row]:
    """Return the messages both of whose sendings a death may have met: nothing more is due."""
    return connection.execute(
        "SELECT key, reply_to, text FROM outbox WHERE state = 'unknown' AND repeats = 1"
    ).fetchall()


def is_marked(fact: dict[str, Any]) -> bool:
    """Tell whether a sending says that it may be a repeat."""
    return any(mark in fact["text"] for mark in MARKS)


def _replies(
    journal: list[dict[str, Any]], acknowledged: set[str], unanswered: set[str]
) -> Iterable[str]:
    sendings = Counter((fact["key"], is_marked(fact)) for fact in journal)
    for (key, marked), count in sendings.items():
        if count > 1:
            yield f"{key} was sent {count} times {'' if marked else 'un'}marked"
    answers: dict[str, set[str]] = {}
    for fact in journal:
        if fact["reply_to"]:
            answers.setdefault(fact["reply_to"], set()).add(fact["key"])
    for key in sorted({line.key for line in LINES}):
        if key not in acknowledged:
            yield f"{key} was never acknowledged"
        elif key not in answers and key not in unanswered:
            yield f"{key} was acknowledged and never answered"
        elif len(answers.get(key, ())) > 1:
            yield f"{key} was answered as {len(answers[key])} messages"


def _order(journal: list[dict[str, Any]]) -> Iterable[str]:
    for chat in CHATS:
        said = [fact["reply_to"] for fact in journal if fact["chat"] == chat and fact["reply_to"]]
        answered = list(dict.fromkeys(said))
        expected = [key for key in keys_of(chat) if key in answered]
        if answered != expected:
            yield f"chat {chat} was answered in the order {answered}"


def _reminders(journal: list[dict[str, Any]], lost: list[str]) -> Iterable[str]:
    """Without a look at the database: what was promised in words came in words."""
    came = [fact["text"] for fact in journal if fact["key"].startswith("occurrence:")] + lost
    for line in LINES:
        if line.fires and not any(line.fires in text for text in came):
            yield f"the reminder {line.fires!r} never came"


def _database(
    connection: sqlite3.Connection, journal: list[dict[str, Any]], lost: set[str]
) -> Iterable[str]:
    sent = Counter(fact["key"] for fact in journal)
    yield from _nothing_open(connection)
    for row in connection.execute("SELECT key, state FROM outbox"):
        if row["state"] not in {"sent", "unknown"}:
            yield f"{row['key']} was left {row['state']}"
        if not sent[row["key"]] and row["key"] not in lost:
            yield f"{row['key']} is {row['state']} and was never sent"
    known = {row["key"] for row in connection.execute("SELECT key FROM outbox")}
    for key in sent:
        if key not in known:
            yield f"{key} was sent and is not in the outbox"
    yield from _tasks(connection)
    yield from _occurrences(connection, sent + Counter(lost), journal)


def _nothing_open(connection: sqlite3.Connection) -> Iterable[str]:
    for row in connection.execute("SELECT task, state, error FROM jobs"):
        yield f"a {row['task']} job was left {row['state']} ({row['error']})"
    for row in connection.execute("SELECT key, state FROM inbox WHERE state <> 'done'"):
        yield f"message {row['key']} was left {row['state']}"
    for row in connection.execute("SELECT key, count(*) AS n FROM inbox GROUP BY 1 HAVING n > 1"):
        yield f"message {row['key']} was stored {row['n']} times"


def _tasks(connection: sqlite3.Connection) -> Iterable[str]:
    stored = Counter(row["title"] for row in connection.execute("SELECT title FROM tasks"))
    for line in LINES:
        if line.task and stored[line.task] != 1:
            yield f"task {line.task!r} was stored {stored[line.task]} times"


def _occurrences(
    connection: sqlite3.Connection, sent: Counter[str], journal: list[dict[str, Any]]
) -> Iterable[str]:
    """Each moment that came was said, or was missed and a later message says so."""
    rows = connection.execute(
        "SELECT id, reminder, state, round, due_at, fire_at FROM occurrences ORDER BY due_at"
    ).fetchall()
    texts = {fact["key"]: fact["text"] for fact in journal}
    for row in rows:
        name = f"occurrence {row['id']} of reminder {row['reminder']}"
        if row["fire_at"] is not None or row["state"] in {"due", "planned", "snoozed"}:
            yield f"{name} was left {row['state']}"
        later = [
            texts.get(f"occurrence:{one['id']}:{number}", "")
            for one in rows
            if one["reminder"] == row["reminder"] and one["due_at"] > row["due_at"]
            for number in range(one["round"] + 1)
        ]
        if row["state"] == "missed":
            if not any(word in text for text in later for word in MISSED):
                yield f"{name} was missed and no later message says so"
        elif row["state"] not in {"cancelled", "planned"}:
            for number in range(row["round"] + 1):
                if not sent[f"occurrence:{row['id']}:{number}"]:
                    yield f"{name} is {row['state']} and round {number} was never sent"
