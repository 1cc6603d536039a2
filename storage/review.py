"""The review: what was done between two instants, and what was missed."""

from datetime import datetime

from sqlalchemy import bindparam, func, select

from domain.records import OccurrenceState, Status
from storage.instants import to_instant
from storage.sql import Sql, Statement
from storage.tables import occurrences, reminders, tasks

_TASKS_DONE = (
    select(tasks.c.id, tasks.c.title)
    .where(
        tasks.c.person == bindparam("owner"),
        tasks.c.status == Status.DONE.value,
        tasks.c.completed_at >= bindparam("since"),
        tasks.c.completed_at < bindparam("until"),
    )
    .order_by(tasks.c.completed_at, tasks.c.id)
)
_REMINDERS_DONE = (
    select(reminders.c.id, reminders.c.title)
    .join(occurrences, occurrences.c.reminder == reminders.c.id)
    .where(
        occurrences.c.person == bindparam("owner"),
        occurrences.c.state == OccurrenceState.DONE.value,
        occurrences.c.acknowledged_at >= bindparam("since"),
        occurrences.c.acknowledged_at < bindparam("until"),
    )
    .order_by(occurrences.c.acknowledged_at, occurrences.c.id)
)
_MISSED: Statement = (
    select(func.count())
    .select_from(occurrences)
    .where(
        occurrences.c.person == bindparam("owner"),
        occurrences.c.state == OccurrenceState.MISSED.value,
        occurrences.c.due_at >= bindparam("since"),
        occurrences.c.due_at < bindparam("until"),
    )
)


class Review:
    """What became of a person's days."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def done(
        self, person: int, since: datetime, until: datetime
    ) -> list[tuple[tuple[str, int], str]]:
        """Return the tasks, then the reminders that were done in [since, until), with titles."""
        period = {"owner": person, "since": to_instant(since), "until": to_instant(until)}
        found = [
            (("task", number), title) for number, title in self._sql.all(_TASKS_DONE, **period)
        ]
        return found + [
            (("reminder", number), title)
            for number, title in self._sql.all(_REMINDERS_DONE, **period)
        ]

    def missed(self, person: int, since: datetime, until: datetime) -> int:
        """Return how many promised moments of [since, until) were missed."""
        count: int = self._sql.scalar(
            _MISSED, owner=person, since=to_instant(since), until=to_instant(until)
        )
        return count
