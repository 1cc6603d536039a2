"""Change of time: a reminder, a task or an event moves."""

from dataclasses import replace
from datetime import date, datetime, timedelta

from domain.records import Event, Reminder, Task
from domain.texts import Texts
from engine import echo
from engine.grammar.reading import Intent, Reading
from engine.tool import Caller
from engine.tools import events, reminders, tasks
from engine.zones import resolve
from handlers.choosing import choose
from handlers.finding import Candidate
from handlers.intents.reminder import schedule_of
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.CHANGE,)
TEXTS = Texts(
    {
        "moved": {"pt": "Mudei *{title}* para {when}.", "en": "Moved *{title}* to {when}."},
        "when": {
            "pt": "Para quando? Por exemplo: _muda para amanhã 9h_.",
            "en": "To when? For example: _move it to tomorrow 9am_.",
        },
        "past": {
            "pt": "Esse horário já passou; nada mudou.",
            "en": "That time has already passed; nothing was changed.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Move what is meant to the time that was said."""
    if reading.at is None and not reading.shift_minutes and reading.rrule is None:
        return Reply(text=TEXTS.say("when", caller.language))
    return choose(
        caller, reading, store, verb="change", act=lambda one: act(caller, store, one, reading)
    )


def act(caller: Caller, store: Store, one: Candidate, reading: Reading) -> Reply:
    """Move one record."""
    if isinstance(one.record, Reminder):
        return _reminder(caller, store, one.record, reading)
    at = _new_moment(caller, reading, _moment_of(one.record))
    if isinstance(one.record, Event) and isinstance(at, datetime):
        event = events.move(store, caller, one.record, at)
        return _said(caller, one, event.start_at if event else at)
    if isinstance(one.record, Task) and at is not None:
        # A task with a day alone takes a day alone.
        at = at if reading.has_clock and isinstance(reading.at, datetime) else _day(caller, at)
        tasks.reschedule(store, caller, one.record, at)
        return _said(caller, one, at)
    return Reply(text=TEXTS.say("when", caller.language))


def _reminder(caller: Caller, store: Store, reminder: Reminder, reading: Reading) -> Reply:
    ahead = store.occurrences.ahead(reminder.id)
    at = _new_moment(caller, reading, ahead[0].fire_at if ahead else None)
    if not isinstance(at, datetime):
        return Reply(text=TEXTS.say("when", caller.language))
    rule = reading.rrule or reminder.schedule.rule
    schedule = schedule_of(caller, replace(reading, rrule=rule), at)
    occurrence = reminders.move(store, caller, reminder, schedule)
    moved = store.reminders.get(reminder.id)
    if occurrence is None or moved is None:
        return Reply(text=TEXTS.say("past", caller.language))
    return Reply(
        text=echo.promised(caller, moved, occurrence),
        buttons=(echo.undo_button(caller),),
        shown=(("reminder", reminder.id),),
    )


def _new_moment(caller: Caller, reading: Reading, old: datetime | None) -> datetime | date | None:
    """Return the new moment: a time alone keeps the old day, a day alone the old time."""
    if old is None:
        return reading.at
    if reading.shift_minutes:
        return old + timedelta(minutes=reading.shift_minutes)
    local = old.astimezone(caller.zone)
    if isinstance(reading.at, datetime):
        clock = reading.at.astimezone(caller.zone).time()
        same_day = resolve(datetime.combine(local.date(), clock), caller.zone)[0]
        if not reading.has_day and same_day > caller.now:
            return same_day
        if not reading.has_clock:
            return _at(caller, reading.at.astimezone(caller.zone).date(), local)
        return reading.at
    return _at(caller, reading.at, local) if reading.at else None


def _day(caller: Caller, at: datetime | date) -> date:
    return at.astimezone(caller.zone).date() if isinstance(at, datetime) else at


def _at(caller: Caller, day: date, old: datetime) -> datetime:
    wall = datetime.combine(day, old.time().replace(microsecond=0))
    return resolve(wall, caller.zone)[0]


def _moment_of(record: object) -> datetime | None:
    if isinstance(record, Event):
        return record.start_at
    return record.due_at if isinstance(record, Task) else None


def _said(caller: Caller, one: Candidate, at: datetime | date) -> Reply:
    return Reply(
        text=TEXTS.say("moved", caller.language, title=one.title, when=echo.when(caller, at)),
        buttons=(echo.undo_button(caller),),
        shown=(one.reference,),
    )
