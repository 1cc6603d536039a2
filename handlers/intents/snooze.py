"""Snooze: the reminder that was sent last, or the one that is named, comes again later."""

from datetime import datetime, time, timedelta

from domain.records import Reminder
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.records import reminders
from engine.zones import resolve
from handlers import awaiting
from handlers.choosing import choose
from handlers.finding import Candidate, concerned, promised, shown_records
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.SNOOZE,)
UNSAID = timedelta(minutes=10)
TEXTS = Texts(
    {
        "later": {
            "pt": "Certo, *{title}* de novo {when}.",
            "en": "All right, *{title}* again {when}.",
        },
        "nothing": {
            "pt": "Não há lembrete para adiar agora. Para mudar outra coisa, diga qual: "
            "_muda o dentista para sexta_.",
            "en": "There is no reminder to snooze now. To move something else, name it: "
            "_move the dentist to Friday_.",
        },
        "past": {
            "pt": "Esse horário já passou. Diga um que ainda vem.",
            "en": "That time has already passed. Tell me one still to come.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Put off what is meant until the time that was said, ten minutes where none was."""
    until = moment_of(caller, reading)
    if until <= caller.now:
        return Reply(text=TEXTS.say("past", caller.language))
    answered = concerned(store, caller)
    is_named = bool(reading.title or reading.reference)
    number = answered[0].id if answered is not None else None
    if number is None and not is_named:
        number = awaiting.occurrence(caller, store)
    if number is not None:
        return occurrence_later(caller, store, number, until)
    if is_named:
        return choose(
            caller,
            reading,
            store,
            verb="snooze",
            act=lambda one: act(caller, store, one, reading),
        )
    shown = _just_shown(caller, store)
    if shown is not None:
        return _reminder(caller, store, shown, reading, until)
    sent = store.occurrences.unsettled(caller.person.id, 1)
    if not sent:
        return Reply(text=TEXTS.say("nothing", caller.language))
    return occurrence_later(caller, store, sent[0].occurrence.id, until)


def act(caller: Caller, store: Store, one: Candidate, reading: Reading) -> Reply:
    """Put off one record."""
    until = moment_of(caller, reading)
    if until <= caller.now:
        return Reply(text=TEXTS.say("past", caller.language))
    return _reminder(caller, store, one.record, reading, until)


def _just_shown(caller: Caller, store: Store) -> Reminder | None:
    """Return the reminder that the chat was shown last, alone; None where it is settled."""
    shown = shown_records(store, caller)
    if len(shown) != 1:
        return None
    noun, number = shown[0]
    reminder = store.reminders.get(number) if noun == "reminder" else None
    if reminder is None or reminder.person != caller.person.id:
        return None
    is_open = _sent(caller, store, reminder) or store.occurrences.ahead(reminder.id)
    return reminder if is_open else None


def _sent(caller: Caller, store: Store, reminder: Reminder) -> list[int]:
    return [
        one.occurrence.id
        for one in store.occurrences.unsettled(caller.person.id, 50)
        if one.occurrence.reminder == reminder.id
    ]


def moment_of(caller: Caller, reading: Reading) -> datetime:
    """Return the instant until which something is put off."""
    if isinstance(reading.at, datetime):
        return reading.at
    if reading.at is not None:
        morning = datetime.combine(reading.at, time(9))
        return resolve(morning, caller.zone)[0]
    if reading.shift_minutes:
        return caller.now + timedelta(minutes=reading.shift_minutes)
    return caller.now + UNSAID


def occurrence_later(caller: Caller, store: Store, number: int, until: datetime) -> Reply:
    """Put off one promised moment."""
    occurrence, reminder = promised(store, caller, number)
    stored = reminders.snooze(store, caller, occurrence, until)
    when = echo.when(caller, stored.fire_at)
    return Reply(
        text=TEXTS.say("later", caller.language, title=reminder.title, when=when),
        buttons=(echo.undo_button(caller),),
        shown=(("reminder", reminder.id),),
    )


def _reminder(
    caller: Caller, store: Store, record: object, reading: Reading, until: datetime
) -> Reply:
    if not isinstance(record, Reminder):
        return Reply(text=TEXTS.say("nothing", caller.language))
    sent = _sent(caller, store, record)
    if sent:
        return occurrence_later(caller, store, sent[0], until)
    ahead = store.occurrences.ahead(record.id)
    if not ahead:
        return Reply(text=TEXTS.say("nothing", caller.language))
    if reading.shift_minutes:  # an hour later than planned, not an hour from now
        until = ahead[0].fire_at + timedelta(minutes=reading.shift_minutes)
    elif reading.at is None:
        until = ahead[0].fire_at + UNSAID
    return occurrence_later(caller, store, ahead[0].id, until)
