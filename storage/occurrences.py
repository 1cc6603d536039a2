"""Occurrences: every promised moment, from the day it is planned until it is settled."""

from collections.abc import Callable, Iterable
from datetime import datetime

from sqlalchemy import bindparam, func, not_, select, update
from sqlalchemy.dialects.sqlite import insert

from domain.frozen import dataclass
from domain.records import Occurrence, OccurrenceState, ReminderState
from domain.schedules import Moment
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql, one_of
from storage.tables import occurrences, reminders


@dataclass(frozen=True, slots=True, kw_only=True)
class OccurrencesChanged:
    """Signal: the moment that comes next may be another one now.

    `at` is the one that is new (UTC): whoever waits for an earlier one need not look. None: look.
    """

    at: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """An occurrence together with what was promised."""

    occurrence: Occurrence
    title: str
    rule: str | None


_AHEAD = [OccurrenceState.PLANNED.value, OccurrenceState.SNOOZED.value]
OCCURRENCE_COLUMNS = tuple(
    occurrences.c[name]
    for name in (
        "id",
        "reminder",
        "person",
        "key",
        "due_at",
        "snoozed_until",
        "state",
        "sent_at",
        "round",
    )
)
_PLAN = (
    insert(occurrences)
    .values(
        {
            name: bindparam(name)
            for name in ("reminder", "person", "key", "due_at", "fire_at", "state")
        }
    )
    .on_conflict_do_nothing(index_elements=["reminder", "key"])
    .returning(occurrences.c.id)
)
_GET = select(*OCCURRENCE_COLUMNS).where(occurrences.c.id == bindparam("occurrence"))
_AT = select(*OCCURRENCE_COLUMNS).where(
    occurrences.c.reminder == bindparam("parent"), occurrences.c.key == bindparam("moment")
)
_NEXT = select(func.min(occurrences.c.fire_at)).where(occurrences.c.fire_at.is_not(None))
_SETTLE = (
    update(occurrences)
    .where(occurrences.c.id == bindparam("occurrence"))
    .values(state=bindparam("state"), fire_at=None)
)
_SENT = (
    update(occurrences)
    .where(occurrences.c.id == bindparam("occurrence"))
    # A person may answer before the channel does: done and snoozed stand.
    .where(one_of(occurrences.c.state, "due", "unknown", "sent"))
    .values(state=bindparam("state"), sent_at=bindparam("sent_at"))
)
_ACKNOWLEDGE = (
    update(occurrences)
    .where(occurrences.c.id == bindparam("occurrence"))
    .values(state=OccurrenceState.DONE.value, fire_at=None, acknowledged_at=bindparam("at"))
)
_SNOOZE = (
    update(occurrences)
    .where(occurrences.c.id == bindparam("occurrence"))
    .values(
        state=OccurrenceState.SNOOZED.value,
        snoozed_until=bindparam("until"),
        fire_at=bindparam("until"),
        round=occurrences.c.round + 1,
    )
)
_REPLAN = (
    update(occurrences)
    .where(occurrences.c.id == bindparam("occurrence"))
    .where(occurrences.c.state == OccurrenceState.PLANNED.value)
    .values(due_at=bindparam("due_at"), fire_at=bindparam("due_at"))
)
_REVIVE = (
    update(occurrences)
    .where(occurrences.c.reminder == bindparam("parent"), occurrences.c.key == bindparam("moment"))
    .values(
        state=OccurrenceState.PLANNED.value,
        due_at=bindparam("due_at"),
        fire_at=bindparam("due_at"),
        snoozed_until=None,
        round=occurrences.c.round + 1,
    )
    .returning(*OCCURRENCE_COLUMNS)
)
_CANCEL = (
    update(occurrences)
    .where(occurrences.c.reminder == bindparam("parent"))
    .where(one_of(occurrences.c.state, *_AHEAD))
    .values(state=OccurrenceState.CANCELLED.value, fire_at=None)
)
_AHEAD_OF = (
    select(*OCCURRENCE_COLUMNS)
    .where(occurrences.c.reminder == bindparam("parent"))
    .where(one_of(occurrences.c.state, *_AHEAD))
    .order_by(occurrences.c.fire_at)
)
_PROMISES = (
    select(*OCCURRENCE_COLUMNS, reminders.c.title, reminders.c.rule)
    .join(reminders, reminders.c.id == occurrences.c.reminder)
    .where(occurrences.c.person == bindparam("owner"))
)
_COMING = (
    _PROMISES.where(one_of(occurrences.c.state, *_AHEAD))
    .where(occurrences.c.fire_at < bindparam("until"))
    .order_by(occurrences.c.fire_at)
    .limit(bindparam("most"))
)
_PAST = (
    _PROMISES.where(not_(one_of(occurrences.c.state, *_AHEAD, OccurrenceState.CANCELLED.value)))
    .order_by(occurrences.c.due_at.desc(), occurrences.c.id.desc())
    .limit(bindparam("most"))
)
_OPEN_ONES = (
    _PROMISES.where(reminders.c.state != ReminderState.CANCELLED.value)
    .where(one_of(occurrences.c.state, "due", "sent", "unknown"))
    .order_by(
        occurrences.c.sent_at.desc().nulls_last(),
        occurrences.c.due_at.desc(),
        occurrences.c.id.desc(),
    )
    .limit(bindparam("most"))
)
_COUNTS = select(occurrences.c.state, func.count()).group_by(occurrences.c.state)


class Occurrences:
    """Promised moments. A write that changes what comes next signals `OccurrencesChanged`."""

    def __init__(self, sql: Sql, signal: Callable[[object], None]) -> None:
        self._sql = sql
        self._signal = signal

    def plan(
        self,
        reminder: int,
        person: int,
        moment: Moment,
        *,
        state: OccurrenceState = OccurrenceState.PLANNED,
    ) -> int | None:
        """Store a moment and return its id, or None where it is stored already."""
        due_at = to_instant(moment.due_at)
        number = self._sql.added(
            _PLAN,
            reminder=reminder,
            person=person,
            key=moment.key,
            due_at=due_at,
            fire_at=due_at if state is OccurrenceState.PLANNED else None,
            state=state.value,
        )
        self._signal(OccurrencesChanged(at=moment.due_at))
        return number

    def promise(self, reminder: int, person: int, moment: Moment) -> Occurrence | None:
        """Plan a moment, also one that was planned and taken back before.

        None where it is stored and was not taken back: nothing is promised twice.
        """
        number = self.plan(reminder, person, moment)
        if number is not None:
            return self.get(number)
        stored = self.at(reminder, moment.key)
        if stored is None or stored.state is not OccurrenceState.CANCELLED:
            return None
        return self.revive(reminder, moment)

    def get(self, occurrence: int) -> Occurrence | None:
        """Return an occurrence, or None."""
        row = self._sql.one(_GET, occurrence=occurrence)
        return occurrence_from(row) if row else None

    def at(self, reminder: int, key: str) -> Occurrence | None:
        """Return the occurrence of a reminder with this key, or None."""
        row = self._sql.one(_AT, parent=reminder, moment=key)
        return occurrence_from(row) if row else None

    def next_fire(self) -> datetime | None:
        """Return the instant of the next one, or None where nothing is promised."""
        instant: int | None = self._sql.scalar(_NEXT)
        return from_instant(instant)

    def settle(self, occurrence: int, state: OccurrenceState) -> None:
        """Move an occurrence to a state in which it does not fire."""
        self._sql.run(_SETTLE, occurrence=occurrence, state=state.value)

    def settle_all(self, numbers: Iterable[int], state: OccurrenceState) -> None:
        """Move occurrences to a state in which they do not fire."""
        self._sql.many(_SETTLE, ({"occurrence": one, "state": state.value} for one in numbers))

    def mark_sent(self, occurrence: int, state: OccurrenceState, now: datetime) -> None:
        """Record the outcome of its delivery (SENT or UNKNOWN), unless it is settled."""
        self._sql.run(_SENT, occurrence=occurrence, state=state.value, sent_at=to_instant(now))

    def mark_all_sent(self, sent: Iterable[tuple[int, datetime]]) -> None:
        """Record of occurrences when they were sent, unless they are settled."""
        state = OccurrenceState.SENT.value
        self._sql.many(
            _SENT,
            ({"occurrence": one, "state": state, "sent_at": to_instant(at)} for one, at in sent),
        )

    def acknowledge(self, occurrence: int, now: datetime) -> None:
        """Record that the person has done it."""
        self._sql.run(_ACKNOWLEDGE, occurrence=occurrence, at=to_instant(now))

    def snooze(self, occurrence: int, until: datetime) -> None:
        """Put an occurrence off; it is never recomputed after that."""
        self._sql.run(_SNOOZE, occurrence=occurrence, until=to_instant(until))
        self._signal(OccurrencesChanged(at=until))

    def replan(self, occurrence: int, due_at: datetime) -> None:
        """Give a planned occurrence its instant in another zone; snoozed ones stay."""
        self._sql.run(_REPLAN, occurrence=occurrence, due_at=to_instant(due_at))
        self._signal(OccurrencesChanged(at=due_at))

    def revive(self, reminder: int, moment: Moment) -> Occurrence | None:
        """Plan a stored moment once more, as a round of its own; None where it is not stored."""
        row = self._sql.one(
            _REVIVE, parent=reminder, moment=moment.key, due_at=to_instant(moment.due_at)
        )
        self._signal(OccurrencesChanged())
        return occurrence_from(row) if row else None

    def cancel(self, reminder: int) -> int:
        """Take back what is still ahead of a reminder; returns how many."""
        return self._sql.run(_CANCEL, parent=reminder)

    def ahead(self, reminder: int) -> list[Occurrence]:
        """Return what is still ahead of a reminder."""
        return [occurrence_from(row) for row in self._sql.all(_AHEAD_OF, parent=reminder)]

    def coming(self, person: int, until: datetime, most: int = 50) -> list[Promise]:
        """Return what will come before `until`, soonest first."""
        rows = self._sql.all(_COMING, owner=person, until=to_instant(until), most=most)
        return [_promise(row) for row in rows]

    def past(self, person: int, most: int = 10) -> list[Promise]:
        """Return what has come, latest first, with what became of it."""
        return [_promise(row) for row in self._sql.all(_PAST, owner=person, most=most)]

    def unsettled(self, person: int, most: int = 10) -> list[Promise]:
        """Return what was sent and neither done nor put off, latest first."""
        return [_promise(row) for row in self._sql.all(_OPEN_ONES, owner=person, most=most)]

    def counts(self) -> dict[OccurrenceState, int]:
        """Return how many occurrences are in each state."""
        return {OccurrenceState(state): count for state, count in self._sql.all(_COUNTS)}


def occurrence_from(row: Row) -> Occurrence:
    """Return the occurrence of a row with `OCCURRENCE_COLUMNS`."""
    number, reminder, person, key, due_at, snoozed_until, state, sent_at, rounds = row
    return Occurrence(
        id=number,
        reminder=reminder,
        person=person,
        key=key,
        due_at=from_instant(due_at),
        snoozed_until=from_instant(snoozed_until),
        state=OccurrenceState(state),
        sent_at=from_instant(sent_at),
        round=rounds,
    )


def _promise(row: Row) -> Promise:
    *columns, title, rule = row
    return Promise(occurrence=occurrence_from(tuple(columns)), title=title, rule=rule)
