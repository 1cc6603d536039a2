"""Statements that tell whether a promise that a message made, moved or put off has come since."""

from sqlalchemy import bindparam, select

from storage import tables
from storage.sql import one_of

_STANDING = (
    tables.journal.c.person == bindparam("owner"),
    tables.journal.c.source == bindparam("message"),
    tables.journal.c.undone_at.is_(None),
)
_CAME_SINCE = (
    select(tables.occurrences.c.id)
    .join(
        tables.journal,
        (tables.journal.c.noun == "reminder")
        & (tables.journal.c.record == tables.occurrences.c.reminder)
        & (tables.journal.c.created_at < tables.occurrences.c.due_at),
    )
    .where(
        *_STANDING,
        one_of(tables.occurrences.c.state, "due", "sent", "unknown", "missed", "done", "snoozed"),
    )
    .limit(1)
)
_CAME_AGAIN = (
    select(tables.occurrences.c.id)
    .join(
        tables.journal,
        (tables.journal.c.noun == "occurrence")
        & (tables.journal.c.record == tables.occurrences.c.id),
    )
    .where(
        *_STANDING,
        one_of(tables.occurrences.c.state, "due", "sent", "unknown", "missed"),
    )
    .limit(1)
)
COME_SINCE = (_CAME_SINCE, _CAME_AGAIN)
