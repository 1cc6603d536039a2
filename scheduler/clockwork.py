"""The clockwork: at its moment, every promise is handed to the outbox."""

import asyncio
from collections import deque
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

import structlog

from domain.clock import Clock
from domain.deliveries import Due
from domain.errors import SparkError, StorageUnavailable
from domain.frozen import dataclass
from domain.people import Person
from domain.records import Occurrence, OccurrenceState, Reminder, ReminderState
from domain.schedules import Moment
from engine import ways
from engine.promises import promise_next
from engine.recurrence import moments_between
from engine.zones import is_zone, zone
from scheduler import failover
from scheduler.reminding import message
from scheduler.telling import tell
from storage.database import Database
from storage.due import Plain
from storage.occurrences import OccurrencesChanged
from storage.outgoing import send, send_all
from storage.store import Store

LONGEST_WAIT = timedelta(seconds=10)
"""The wall time is read again at least this often: monotonic clocks stop in suspend."""
STORAGE_RETRY = timedelta(seconds=1)
SHOWN_EVERY = timedelta(seconds=5)
LOOKED = "clock"
"""The heartbeat of the clocks of a house with several processes."""
BATCH = 256
MOST_MISSED = 500
"""Missed moments recorded one by one for each reminder and downtime."""
MOST_COUNTED = 20_000
"""Missed moments counted for each reminder and downtime: 0.3 s of a rule of minutes."""

log = structlog.get_logger(__name__)


class Clockwork:
    """An own loop over `Clock`, woken by writes that change what comes next.

    Firing is one transaction: the outbox row, its job, the missed moments and the next
    occurrence are committed together, so a crash before it changes nothing and a crash after
    it loses nothing.
    """

    def __init__(
        self,
        database: Database,
        clock: Clock,
        count_missed: Callable[[float], None],
        *,
        longest_wait: timedelta = LONGEST_WAIT,
    ) -> None:
        self._database = database
        self._clock = clock
        self._longest_wait = longest_wait
        self._shown_at: datetime | None = None
        self._count_missed = count_missed
        self._changed = asyncio.Event()
        self._waits_until: datetime | None = None
        self.looked_at: datetime | None = None
        database.on_commit(self._committed)

    def _committed(self, signals: list[object]) -> None:
        if any(isinstance(one, OccurrencesChanged) and self._is_sooner(one) for one in signals):
            self._changed.set()

    def _is_sooner(self, changed: OccurrencesChanged) -> bool:
        """Tell whether it may come before the next look; while one is under way, anything may."""
        if changed.at is None or self._waits_until is None:
            return True
        return changed.at < self._waits_until

    async def run(self) -> None:
        """Fire what is due until cancelled."""
        while True:
            self._changed.clear()
            self._waits_until = None
            self._waits_until = await self._turn()
            await self._clock.wait_until(self._waits_until, self._changed)

    async def _show(self, now: datetime) -> None:
        """Let other processes see now and then that a clock looks, where there are some."""
        is_shown = self._shown_at is not None and now - self._shown_at < SHOWN_EVERY
        if self._longest_wait < LONGEST_WAIT and not is_shown:
            await self._database.run(lambda store: store.heartbeat.beat(LOOKED, now), by_rows=True)
            self._shown_at = now

    async def _turn(self) -> datetime:
        """Fire one batch; returns when to look again."""
        now = self._clock.now()
        try:
            upcoming = await self._database.read(lambda store: store.occurrences.next_fire())
            self.looked_at = now
            await self._show(now)
            if upcoming is not None and upcoming <= now:
                fired = await self._database.run(lambda store: fire(store, now))
                self._count_missed(fired.missed)
                log.info("occurrences fired", count=fired.due, missed=fired.missed)
                return now
        except StorageUnavailable as error:
            log.error("storage unavailable", reason=str(error))
            return now + STORAGE_RETRY
        soon = now + self._longest_wait
        return min(upcoming or soon, soon)


@dataclass(frozen=True, slots=True, kw_only=True)
class Fired:
    """How many occurrences were due, and how many moments had been missed by then."""

    due: int
    missed: int


def fire(store: Store, now: datetime) -> Fired:
    """Hand what is due to the outbox and plan what comes next."""
    due = store.due.batch(now, BATCH)
    missed = 0
    plain: list[Plain] = []
    for one in due:
        if isinstance(one, Plain) and is_zone(one.zone):
            plain.append(one)
            continue
        _say_plainly(store, plain, now)
        plain = []
        missed += _fire_one(store, one, now)
    _say_plainly(store, plain, now)
    return Fired(due=len(due), missed=missed)


def _say_plainly(store: Store, plain: Sequence[Plain], now: datetime) -> None:
    """Hand over together what comes once and goes nowhere else, in order."""
    if not plain:
        return
    store.occurrences.settle_all([one.occurrence for one in plain], OccurrenceState.DUE)
    send_all(store, [_said(one) for one in plain], now=now)


def _said(plain: Plain) -> Due:
    return Due(
        message=message(
            plain.occurrence,
            plain.round,
            plain.title,
            address=plain.address,
            language=plain.language,
        ),
        person=plain.person,
        language=plain.language,
        due_at=plain.due_at,
        occurrence=plain.occurrence,
        zone=plain.zone,
    )


def _fire_one(store: Store, due: Occurrence | Plain, now: datetime) -> int:
    """Hand one over; returns how many moments before it were missed."""
    occurrence = store.occurrences.get(due.occurrence) if isinstance(due, Plain) else due
    if occurrence is None:
        return 0
    reminder = store.reminders.get(occurrence.reminder)
    if reminder is None or _is_taken_back(reminder, occurrence):
        store.occurrences.settle(occurrence.id, OccurrenceState.CANCELLED)
        return 0
    person = store.people.get(reminder.person)
    try:
        there = zone(person.zone)
        since = _since(reminder, there, occurrence, now)
    except (SparkError, ValueError, OverflowError) as error:
        _put_aside(store, person, reminder, occurrence, error, now=now)
        return 0
    if occurrence.state is OccurrenceState.SNOOZED and person.banned_at is None:
        _say(store, person, reminder, occurrence, missed=0, now=now)
        return 0
    missed = 0
    if person.banned_at is not None:
        store.occurrences.settle(occurrence.id, OccurrenceState.MISSED)
    else:
        missed = _fire_planned(store, person, reminder, occurrence, since=since, now=now)
    promise_next(store, reminder, zone=there, after=now)
    return missed


@dataclass(frozen=True, slots=True, kw_only=True)
class _Since:
    """What came after an occurrence and before now: how many, and the last ones of them."""

    count: int
    last: tuple[Moment, ...]


def _is_taken_back(reminder: Reminder, occurrence: Occurrence) -> bool:
    """Tell whether nobody wants it any more; who put it off after that wants it again."""
    is_cancelled = reminder.state is ReminderState.CANCELLED
    return is_cancelled and occurrence.state is not OccurrenceState.SNOOZED


def _put_aside(
    store: Store,
    person: Person,
    reminder: Reminder,
    occurrence: Occurrence,
    error: Exception,
    *,
    now: datetime,
) -> None:
    """Take out of the way what cannot be read any more, and tell its person."""
    log.error("reminder put aside", reminder=reminder.id, reason=type(error).__name__)
    store.occurrences.settle(occurrence.id, OccurrenceState.UNKNOWN)
    tell(
        store,
        person,
        "put_aside",
        key=f"aside:{occurrence.id}",
        now=now,
        title=reminder.title,
    )


def _fire_planned(
    store: Store,
    person: Person,
    reminder: Reminder,
    occurrence: Occurrence,
    *,
    since: _Since,
    now: datetime,
) -> int:
    """Say the latest moment that has come; those before it were missed: returns how many."""
    latest = occurrence
    for moment in since.last:
        following = _plan(store, reminder, moment)
        if following is None:  # put off or settled before it came
            continue
        store.occurrences.settle(latest.id, OccurrenceState.MISSED)
        latest = following
    missed = since.count if latest is not occurrence else 0
    _say(store, person, reminder, latest, missed=missed, now=now)
    return missed


def _since(reminder: Reminder, there: ZoneInfo, occurrence: Occurrence, now: datetime) -> _Since:
    """Return the moments that have come since an occurrence: the last ones, if very many."""
    if reminder.schedule.rule is None or occurrence.state is OccurrenceState.SNOOZED:
        return _Since(count=0, last=())
    last: deque[Moment] = deque(maxlen=MOST_MISSED)
    count = 0
    for moment in moments_between(
        reminder.schedule, zone=there, after=occurrence.due_at, until=now, limit=MOST_COUNTED
    ):
        last.append(moment)
        count += 1
    if count == MOST_COUNTED:  # a rule of minutes after weeks: what matters is the last one
        day = now - timedelta(days=1)
        last.extend(moments_between(reminder.schedule, zone=there, after=day, until=now))
    return _Since(count=count, last=tuple(last))


def _plan(store: Store, reminder: Reminder, moment: Moment) -> Occurrence | None:
    number = store.occurrences.plan(reminder.id, reminder.person, moment, state=OccurrenceState.DUE)
    return store.occurrences.get(number) if number is not None else None


def _say(
    store: Store,
    person: Person,
    reminder: Reminder,
    occurrence: Occurrence,
    *,
    missed: int,
    now: datetime,
) -> None:
    store.occurrences.settle(occurrence.id, OccurrenceState.DUE)
    said = send(
        store,
        message(
            occurrence.id,
            occurrence.round,
            reminder.title,
            address=ways.for_reminder(store, person, reminder.address),
            language=reminder.language,
            missed=missed,
        ),
        language=reminder.language,
        now=now,
        person=person.id,
        due_at=occurrence.fire_at,
        occurrence=occurrence.id,
        zone=person.zone,
    )
    if said is not None:
        failover.watch(store, said, now)
