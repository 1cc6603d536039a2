"""Checking: the promise, held against the papers of the day and the database it left."""

from collections import Counter
from collections.abc import Iterable
from typing import Any

from tests.crash.grounds import Ground, Row, read
from tests.crash.told import Told

MISSED = ("anterior", "earlier one")


def violations(ground: Ground, told: Told, *, kills: int) -> list[str]:
    """Return what was promised and not kept, each as one sentence."""
    if damage := ground.damage():
        return [f"the database is damaged: {damage}"]
    lost = _lost_twice(ground) if kills > 1 else []
    unanswered = {str(told.names.get(key, key)) for row in lost if (key := row["reply_to"])}
    lost_keys = {row["key"] for row in lost} | _withdrawn(ground)
    return [
        *told.faults,
        *_sendings(told.journal, lost_keys),
        *_replies(told, unanswered),
        *_order(told),
        *_reminders(told, [row["text"] for row in lost]),
        *_database(ground, told, lost_keys),
    ]


def _lost_twice(ground: Ground) -> list[Row]:
    """Return the messages both of whose sendings a death may have met: nothing more is due."""
    return ground.rows(
        "SELECT key, reply_to, text FROM outbox WHERE state = 'unknown' AND repeats = 1"
    )


def _withdrawn(ground: Ground) -> set[str]:
    """Return the reminders that were done or cancelled before they could go out."""
    rows = ground.rows(
        "SELECT outbox.key FROM outbox JOIN occurrences ON occurrences.id = outbox.occurrence "
        "JOIN reminders ON reminders.id = occurrences.reminder "
        "WHERE outbox.state = 'failed' AND outbox.error = 'withdrawn before it was sent' "
        "AND (occurrences.state = 'done' OR reminders.state = 'cancelled')"
    )
    return {row["key"] for row in rows}


def _sendings(journal: list[dict[str, Any]], lost: set[str]) -> Iterable[str]:
    copies = Counter((fact["key"], fact["is_marked"], fact["part"]) for fact in journal)
    for (key, marked, _), count in copies.items():
        if count > 1:
            yield f"{key} was sent {count} times {'' if marked else 'un'}marked"
    came = {(fact["key"], fact["part"]) for fact in journal}
    for key, parts in {fact["key"]: fact["parts"] for fact in journal}.items():
        here = sum((key, part) in came for part in range(parts))
        if here < parts and key not in lost:
            yield f"of {key} only {here} of {parts} parts came"


def _replies(told: Told, unanswered: set[str]) -> Iterable[str]:
    answers: dict[str, set[str]] = {}
    for fact in told.journal:
        if fact["reply_to"]:
            answers.setdefault(fact["reply_to"], set()).add(fact["key"])
    for key in sorted({line.key for line in told.lines}):
        if key not in told.acknowledged:
            yield f"{key} was never acknowledged"
        elif key not in answers and key not in unanswered:
            yield f"{key} was acknowledged and never answered"
        elif len(answers.get(key, ())) > 1:
            yield f"{key} was answered as {len(answers[key])} messages"


def _order(told: Told) -> Iterable[str]:
    for chat in told.chats:
        said = [
            fact["reply_to"] for fact in told.journal if fact["chat"] == chat and fact["reply_to"]
        ]
        answered = list(dict.fromkeys(said))
        expected = [key for key in told.keys_of(chat) if key in answered]
        if answered != expected:
            yield f"chat {chat} was answered in the order {answered}"


def _reminders(told: Told, lost: list[str]) -> Iterable[str]:
    """Without a look at the database: what was promised in words came in words."""
    came = [fact["text"] for fact in told.journal if fact["key"].startswith("occurrence:")] + lost
    for line in told.lines:
        if line.fires and not any(line.fires in text for text in came):
            yield f"the reminder {line.fires!r} never came"


def _database(ground: Ground, told: Told, lost: set[str]) -> Iterable[str]:
    sent = Counter(fact["key"] for fact in told.journal)
    yield from _nothing_open(ground)
    for row in ground.rows("SELECT key, state FROM outbox"):
        if row["state"] not in {"sent", "unknown"} and row["key"] not in lost:
            yield f"{row['key']} was left {row['state']}"
        if not sent[row["key"]] and row["key"] not in lost:
            yield f"{row['key']} is {row['state']} and was never sent"
    known = {row["key"] for row in ground.rows("SELECT key FROM outbox")}
    for key in sent:
        if key not in known:
            yield f"{key} was sent and is not in the outbox"
    yield from _tasks(ground, told)
    yield from _occurrences(ground, sent, lost, told.journal)


def _nothing_open(ground: Ground) -> Iterable[str]:
    if depth := read(ground, lambda store: store.queue.depth()):
        yield f"{depth} jobs were left"
    for dead in read(ground, lambda store: store.queue.dead()):
        yield f"a {dead.task} job was left dead ({dead.error})"
    for row in ground.rows("SELECT key, state FROM inbox WHERE state <> 'done'"):
        yield f"message {row['key']} was left {row['state']}"
    for row in ground.rows("SELECT key, count(*) AS n FROM inbox GROUP BY key HAVING count(*) > 1"):
        yield f"message {row['key']} was stored {row['n']} times"


def _tasks(ground: Ground, told: Told) -> Iterable[str]:
    stored = Counter(row["title"] for row in ground.rows("SELECT title FROM tasks"))
    for line in told.lines:
        if line.task and stored[line.task] != 1:
            yield f"task {line.task!r} was stored {stored[line.task]} times"


def _occurrences(
    ground: Ground,
    sent: Counter[str],
    lost: set[str],
    journal: list[dict[str, Any]],
) -> Iterable[str]:
    """Each moment that came was said, or was missed and a later message says so.

    In its last round: whoever puts a moment off, or takes it back and wants it again, before it
    came is not told of the first. What came in any round stands in the outbox, and is looked at
    there.
    """
    rows = ground.rows(
        "SELECT id, reminder, state, round, due_at, fire_at FROM occurrences ORDER BY due_at"
    )
    texts = {fact["key"]: fact["text"] for fact in journal}
    for row in rows:
        name = f"occurrence {row['id']} of reminder {row['reminder']}"
        if row["fire_at"] is not None or row["state"] in {"due", "planned", "snoozed"}:
            yield f"{name} was left {row['state']}"
        later = [
            f"occurrence:{one['id']}:{number}"
            for one in rows
            if one["reminder"] == row["reminder"] and one["due_at"] > row["due_at"]
            for number in range(one["round"] + 1)
        ]
        if row["state"] == "missed":
            said = any(word in texts.get(key, "") for key in later for word in MISSED)
            if not said and lost.isdisjoint(later):
                yield f"{name} was missed and no later message says so"
        elif row["state"] not in {"cancelled", "planned"}:
            key = f"occurrence:{row['id']}:{row['round']}"
            if not sent[key] and key not in lost:
                yield f"{name} is {row['state']} and round {row['round']} was never sent"
