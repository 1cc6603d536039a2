"""The outlook: what lies ahead of everybody, in one statement for each kind of record.

Rows are as light as a scan of every minute needs; the record itself is read when it is told.
"""

from datetime import date, datetime

from sqlalchemy import BigInteger, bindparam, func, literal, select

from domain.frozen import dataclass
from domain.records import OccurrenceState, ReminderState, Status
from domain.schedules import Schedule
from storage.instants import from_instant, to_instant
from storage.schedules import SCHEDULE_COLUMNS, schedule_from
from storage.sql import Sql, one_of
from storage.tables import events, occurrences, reminders, tasks


@dataclass(frozen=True, slots=True, kw_only=True)
class Starting:
    """An event of somebody that starts at an instant, after `travel_minutes` of the way there."""

    event: int
    person: int
    start_at: datetime
    travel_minutes: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Repeating:
    """An event of somebody that comes again and again, each time after the way there."""

    event: int
    person: int
    schedule: Schedule
    travel_minutes: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Due:
    """An open task of somebody, with its day and, where one was said, its instant."""

    task: int
    person: int
    due_day: date
    due_at: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Insisting:
    """A moment of an insistent reminder that was sent and not acknowledged."""

    occurrence: int
    reminder: int
    person: int
    round: int
    fire_at: datetime
    every: int
    """Minutes."""


_TIMED = (events.c.state == "active", events.c.all_day == 0)
_TRAVEL = func.coalesce(events.c.travel_minutes, 0)
_MINUTE_US = 60_000_000
_STARTING = select(events.c.id, events.c.person, events.c.start_at, _TRAVEL).where(
    *_TIMED,
    events.c.rule.is_(None),
    events.c.start_at > bindparam("after"),
    events.c.start_at - _TRAVEL * literal(_MINUTE_US, BigInteger) <= bindparam("until"),
)
_REPEATING = select(
    events.c.id, events.c.person, _TRAVEL, *(events.c[name] for name in SCHEDULE_COLUMNS)
).where(*_TIMED, events.c.rule.is_not(None))
_DUE = select(tasks.c.id, tasks.c.person, tasks.c.due_day, tasks.c.due_at).where(
    one_of(tasks.c.status, Status.TODO.value, Status.DOING.value),
    tasks.c.due_day.between(bindparam("first"), bindparam("last")),
)
_INSISTING = (
    select(
        occurrences.c.id,
        occurrences.c.reminder,
        occurrences.c.person,
        occurrences.c.round,
        occurrences.c.due_at,
        occurrences.c.snoozed_until,
        reminders.c.insist_minutes,
    )
    .join(reminders, reminders.c.id == occurrences.c.reminder)
    .where(
        reminders.c.insist_minutes.is_not(None),
        reminders.c.state == ReminderState.ACTIVE.value,
        one_of(
            occurrences.c.state,
            OccurrenceState.DUE.value,
            OccurrenceState.SENT.value,
            OccurrenceState.UNKNOWN.value,
        ),
    )
    .order_by(occurrences.c.due_at, occurrences.c.id)
)


class Outlook:
    """What lies ahead, over all people."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def starting(self, after: datetime, until: datetime) -> list[Starting]:
        """Return the events without a rule that are after `after`, and to be left for by `until`.

        Those of all day are left out.
        """
        rows = self._sql.all(_STARTING, after=to_instant(after), until=to_instant(until))
        return [
            Starting(
                event=event,
                person=person,
                start_at=from_instant(start_at),
                travel_minutes=travel,
            )
            for event, person, start_at, travel in rows
        ]

    def repeating(self) -> list[Repeating]:
        """Return the events that have a rule; not those of all day."""
        return [
            Repeating(
                event=event,
                person=person,
                schedule=schedule_from(*schedule),
                travel_minutes=travel,
            )
            for event, person, travel, *schedule in self._sql.all(_REPEATING)
        ]

    def due(self, first: date, last: date) -> list[Due]:
        """Return the open tasks that are due from the first to the last day, both included."""
        rows = self._sql.all(_DUE, first=first.isoformat(), last=last.isoformat())
        return [
            Due(
                task=task,
                person=person,
                due_day=date.fromisoformat(day),
                due_at=from_instant(due_at),
            )
            for task, person, day, due_at in rows
        ]

    def insisting(self) -> list[Insisting]:
        """Return what is to be followed up, oldest first."""
        return [
            Insisting(
                occurrence=occurrence,
                reminder=reminder,
                person=person,
                round=rounds,
                fire_at=from_instant(due_at if snoozed is None else snoozed),
                every=every,
            )
            for occurrence, reminder, person, rounds, due_at, snoozed, every in self._sql.all(
                _INSISTING
            )
        ]
