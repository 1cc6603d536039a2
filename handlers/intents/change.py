"""Change: a reminder, a task or an event moves, or gets another name or priority."""

from datetime import date, datetime, timedelta

from domain.records import Event, OccurrenceState, Reminder, Task
from domain.schedules import Schedule
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import OF_TASKS, Aspect, Intent, Reading
from engine.records import events, reminders, tasks
from engine.recurrence import next_moment
from engine.words import words
from engine.zones import resolve, zone
from handlers import detailing, going, renaming
from handlers.choosing import choose
from handlers.finding import Candidate, candidate_of, concerned
from handlers.intents.reminder import schedule_of
from handlers.moving import moved
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.CHANGE,)
TEXTS = Texts(
    {
        "moved": {"pt": "Mudei *{title}* para {when}.", "en": "Moved *{title}* to {when}."},
        "series": {
            "pt": "Mudei *{title}*: {rule}. Próxima vez: {when}.",
            "en": "Moved *{title}*: {rule}. Next time: {when}.",
        },
        "repeats": {
            "pt": "Isso se repete ({rule}). Diga a regra nova, como _muda para toda terça 8h_, "
            "ou _adia_ só a próxima.",
            "en": "This repeats ({rule}). Say the new rule, such as _move it to every Tuesday "
            "8am_, or _snooze_ the next one only.",
        },
        "event_repeats": {
            "pt": "Isso se repete ({rule}). Diga a regra nova, como _muda para toda terça 8h_.",
            "en": "This repeats ({rule}). Say the new rule, such as _move it to every Tuesday "
            "8am_.",
        },
        "dropped": {
            "pt": "O adiado para {when} não vem mais.",
            "en": "The one snoozed until {when} no longer comes.",
        },
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
    """Move what is meant to the time that was said, or give it another name or priority."""
    if reading.aspect in OF_TASKS:
        return detailing.change(caller, reading, store)
    if reading.aspect is Aspect.NAME:
        return renaming.rename(caller, reading, store)
    if reading.aspect is Aspect.PRIORITY:
        return renaming.prioritise(caller, reading, store)
    if reading.aspect is Aspect.TRAVEL:
        return going.travel(caller, reading, store)
    if reading.at is None and not reading.shift_minutes and reading.rrule is None:
        return Reply(text=TEXTS.say("when", caller.language))
    answered = concerned(store, caller)
    if answered is not None:
        return act(caller, store, candidate_of(answered[1]), reading)
    return choose(
        caller, reading, store, verb="change", act=lambda one: act(caller, store, one, reading)
    )


def act(caller: Caller, store: Store, one: Candidate, reading: Reading) -> Reply:
    """Change one record."""
    if reading.aspect in OF_TASKS:
        return detailing.changed(caller, store, one, reading)
    if reading.aspect is Aspect.NAME:
        return renaming.renamed(caller, store, one, reading)
    if reading.aspect is Aspect.PRIORITY:
        return renaming.prioritised(caller, store, one, reading)
    if reading.aspect is Aspect.TRAVEL:
        return going.travelled(caller, store, one, reading)
    if isinstance(one.record, Reminder):
        return _reminder(caller, store, one.record, reading)
    if isinstance(one.record, Event):
        return _event(caller, store, one, one.record, reading)
    at = _new_moment(caller, reading, _moment_of(one.record))
    if isinstance(one.record, Task) and at is not None:
        # A task with a day alone takes a day alone.
        at = at if reading.has_clock and isinstance(reading.at, datetime) else _day(caller, at)
        tasks.reschedule(store, caller, one.record, at, rule=reading.rule)
        if reading.rrule is None:
            return _said(caller, one, at)
        start = at.astimezone(caller.zone).replace(tzinfo=None) if isinstance(at, datetime) else at
        rule = words(caller.language).rule(reading.rrule, start=start)
        return _said(caller, one, at, sentence="series", rule=rule)
    return Reply(text=TEXTS.say("when", caller.language))


def _reminder(caller: Caller, store: Store, reminder: Reminder, reading: Reading) -> Reply:
    ahead = store.occurrences.ahead(reminder.id)
    coming = ahead[0].due_at if ahead else None
    if reminder.schedule.rule and reading.rrule is None:
        coming = coming or caller.now
        schedule = moved(caller, reminder.schedule, reading, coming)
        if schedule is None:
            return _refused(caller, "repeats", reminder.schedule, coming)
    else:
        at = _new_moment(caller, reading, ahead[0].fire_at if ahead else None)
        if not isinstance(at, datetime):
            return Reply(text=TEXTS.say("when", caller.language))
        schedule = schedule_of(caller, reading, at)
    dropped = [one for one in ahead if one.state is OccurrenceState.SNOOZED]
    occurrence = reminders.move(store, caller, reminder, schedule)
    stored = store.reminders.get(reminder.id)
    if occurrence is None or stored is None:
        return Reply(text=TEXTS.say("past", caller.language))
    text = echo.promised(caller, stored, occurrence)
    if dropped and schedule.rule:
        text += " " + TEXTS.say(
            "dropped", caller.language, when=echo.when(caller, dropped[0].fire_at)
        )
    return Reply(
        text=text,
        buttons=(echo.undo_button(caller),),
        shown=(("reminder", reminder.id),),
    )


def _event(caller: Caller, store: Store, one: Candidate, event: Event, reading: Reading) -> Reply:
    if event.schedule.rule and reading.rrule is None:
        coming = next_moment(event.schedule, zone=caller.zone, after=caller.now)
        due_at = coming.due_at if coming else event.start_at
        schedule = moved(caller, event.schedule, reading, due_at)
        if schedule is None:
            return _refused(caller, "event_repeats", event.schedule, due_at)
    else:
        at = _new_moment(caller, reading, event.start_at)
        if not isinstance(at, datetime):
            return Reply(text=TEXTS.say("when", caller.language))
        schedule = schedule_of(caller, reading, at)
    all_day = event.all_day and not reading.has_clock
    stored = events.move(store, caller, event, schedule, all_day=all_day)
    if stored is None:
        return Reply(text=TEXTS.say("when", caller.language))
    if schedule.rule is None:
        said = _said(caller, one, _start_of(caller, stored))
        return going.with_its_facts(caller, store, stored, said)
    rule = _rule_in_words(caller, schedule, stored.start_at, all_day=all_day)
    said = _said(caller, one, _start_of(caller, stored), sentence="series", rule=rule)
    return going.with_its_facts(caller, store, stored, said)


def _start_of(caller: Caller, event: Event) -> datetime | date:
    return _day(caller, event.start_at) if event.all_day else event.start_at


def _refused(caller: Caller, sentence: str, schedule: Schedule, coming: datetime) -> Reply:
    rule = _rule_in_words(caller, schedule, coming)
    return Reply(text=TEXTS.say(sentence, caller.language, rule=rule))


def _rule_in_words(
    caller: Caller, schedule: Schedule, at: datetime, *, all_day: bool = False
) -> str:
    there = zone(schedule.zone) if schedule.zone else caller.zone
    wall = at.astimezone(there).replace(tzinfo=None)
    start = wall.date() if all_day else wall
    return words(caller.language).rule(schedule.rule or "", start=start)


def _new_moment(caller: Caller, reading: Reading, old: datetime | None) -> datetime | date | None:
    """Return the new moment: a time alone keeps the old day, a day alone the old time."""
    if old is None:
        return reading.at
    if reading.shift_minutes:
        return old + timedelta(minutes=reading.shift_minutes)
    local = old.astimezone(caller.zone)
    if isinstance(reading.at, datetime):
        clock = reading.at.astimezone(caller.zone).time()
        if reading.other_clock is not None and local.date() != caller.local_now.date():
            clock = reading.other_clock
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


def _said(
    caller: Caller,
    one: Candidate,
    at: datetime | date,
    *,
    sentence: str = "moved",
    **facts: object,
) -> Reply:
    when = echo.when(caller, at)
    return Reply(
        text=TEXTS.say(sentence, caller.language, title=one.title, when=when, **facts),
        buttons=(echo.undo_button(caller),),
        shown=(one.reference,),
    )
