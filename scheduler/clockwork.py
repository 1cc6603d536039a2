"""The clockwork: at its moment, every promise is handed to the outbox."""

import asyncio
from datetime import datetime, timedelta

import structlog

from domain.clock import Clock
from domain.errors import StorageUnavailable
from domain.messages import OutboundMessage, Purpose
from domain.people import Person
from domain.records import Occurrence, OccurrenceState, Reminder, ReminderState
from domain.schedules import Moment
from domain.texts import Texts
from engine import echo
from engine.recurrence import moments_between, next_moment
from engine.words import words
from engine.zones import zone
from storage.database import Database
from storage.occurrences import OccurrencesChanged
from storage.outgoing import send
from storage.store import Store

LONGEST_WAIT = timedelta(seconds=10)
"""The wall time is read again at least this often: monotonic clocks stop in suspend."""
STORAGE_RETRY = timedelta(seconds=1)
BATCH = 100
MOST_MISSED = 500
"""Missed moments recorded one by one for each reminder and downtime."""

TEXTS = Texts(
    {
        "reminder": {"pt": "Lembrete: *{title}*", "en": "Reminder: *{title}*"},
        "late": {"pt": "_Atrasado: era para {when}._", "en": "_Late: this was for {when}._"},
        "missed_one": {
            "pt": "_1 anterior se perdeu enquanto eu estava desligado._",
            "en": "_1 earlier one was missed while I was off._",
        },
        "missed": {
            "pt": "_{count} anteriores se perderam enquanto eu estava desligado._",
            "en": "_{count} earlier ones were missed while I was off._",
        },
    }
)

log = structlog.get_logger(__name__)


class Clockwork:
    """An own loop over `Clock`, woken by writes that change what comes next.

    Firing is one transaction: the outbox row, its job, the missed moments and the next
    occurrence are committed together, so a crash before it changes nothing and a crash after
    it loses nothing.
    """

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock
        self._changed = asyncio.Event()
        database.on_commit(self._committed)

    def _committed(self, signals: list[object]) -> None:
        if any(isinstance(signal, OccurrencesChanged) for signal in signals):
            self._changed.set()

    async def run(self) -> None:
        """Fire what is due until cancelled."""
        while True:
            self._changed.clear()
            next_look = await self._turn()
            await self._clock.wait_until(next_look, self._changed)

    async def _turn(self) -> datetime:
        """Fire one batch; returns when to look again."""
        now = self._clock.now()
        try:
            upcoming = await self._database.read(lambda store: store.occurrences.next_fire())
            if upcoming is not None and upcoming <= now:
                fired = await self._database.run(lambda store: fire(store, now))
                log.info("occurrences fired", count=fired)
                return now
        except StorageUnavailable as error:
            log.error("storage unavailable", reason=str(error))
            return now + STORAGE_RETRY
        return min(upcoming or now + LONGEST_WAIT, now + LONGEST_WAIT)


def fire(store: Store, now: datetime) -> int:
    """Hand what is due to the outbox, plan what comes next; returns how many were due."""
    due = store.occurrences.due(now, BATCH)
    for occurrence in due:
        reminder = store.reminders.get(occurrence.reminder)
        if reminder is None or reminder.state is ReminderState.CANCELLED:
            store.occurrences.settle(occurrence.id, OccurrenceState.CANCELLED)
            continue
        person = store.people.get(reminder.person)
        if occurrence.state is OccurrenceState.SNOOZED:
            _say(store, person, reminder, occurrence, missed=0, now=now)
        else:
            _fire_planned(store, person, reminder, occurrence, now)
    return len(due)


def _fire_planned(
    store: Store, person: Person, reminder: Reminder, occurrence: Occurrence, now: datetime
) -> None:
    """Say the latest moment that has come; those before it were missed."""
    latest, missed = occurrence, 0
    for moment in _since(reminder, person, occurrence, now):
        store.occurrences.settle(latest.id, OccurrenceState.MISSED)
        missed += 1
        latest = _plan(store, reminder, moment) or latest
    _say(store, person, reminder, latest, missed=missed, now=now)
    after = max(now, latest.due_at)
    following = next_moment(reminder.schedule, zone=zone(person.zone), after=after)
    if following is not None:
        store.occurrences.plan(reminder.id, person.id, following)


def _since(
    reminder: Reminder, person: Person, occurrence: Occurrence, now: datetime
) -> list[Moment]:
    """Return the moments that have come since an occurrence: the last ones, if very many."""
    if reminder.schedule.rule is None:
        return []
    return list(
        moments_between(
            reminder.schedule,
            zone=zone(person.zone),
            after=occurrence.due_at,
            until=now,
            limit=MOST_MISSED,
        )
    )


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
    language = reminder.language
    local = occurrence.fire_at.astimezone(zone(person.zone))
    when = words(language).moment(local, now=now.astimezone(zone(person.zone)))
    store.occurrences.settle(occurrence.id, OccurrenceState.DUE)
    send(
        store,
        OutboundMessage(
            key=f"occurrence:{occurrence.id}:{occurrence.round}",
            address=reminder.address,
            text=_text(reminder, missed),
            purpose=Purpose.REMINDER,
            buttons=echo.snooze_buttons(language, occurrence.id),
        ),
        language=language,
        now=now,
        person=person.id,
        due_at=occurrence.fire_at,
        occurrence=occurrence.id,
        late_note=TEXTS.say("late", language, when=when),
    )
    store.shown.save(reminder.address, [("reminder", reminder.id)], now)


def _text(reminder: Reminder, missed: int) -> str:
    text = TEXTS.say("reminder", reminder.language, title=reminder.title)
    if not missed:
        return text
    sentence = "missed_one" if missed == 1 else "missed"
    return f"{text}\n{TEXTS.say(sentence, reminder.language, count=missed)}"
