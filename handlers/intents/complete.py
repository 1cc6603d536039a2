"""Completion: a task, a reminder or an item is done."""

from domain.records import ListItem, OccurrenceState, Reminder, Task
from domain.texts import Texts
from engine import echo
from engine.grammar.reading import Intent, Reading
from engine.tool import Caller
from engine.tools import notes, reminders, tasks
from handlers.choosing import choose
from handlers.finding import Candidate, promised
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.COMPLETE,)
TEXTS = Texts(
    {
        "done": {"pt": "Feito: *{title}*.", "en": "Done: *{title}*."},
        "next": {
            "pt": "Feito: *{title}*. A próxima é {when}.",
            "en": "Done: *{title}*. The next one is {when}.",
        },
        "ahead": {
            "pt": "*{title}* ainda está por vir: {when}. Para tirar, escreva _cancela {title}_.",
            "en": "*{title}* is still to come: {when}. To take it out, write _cancel {title}_.",
        },
        "event": {
            "pt": "*{title}* é um compromisso; para tirar da agenda, escreva _cancela {title}_.",
            "en": "*{title}* is an event; to take it out, write _cancel {title}_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Mark what is meant as done; without a name, the reminder that was sent last."""
    sent = store.occurrences.unsettled(caller.person.id, 1)
    if not reading.title and reading.reference in {None, 0} and sent:
        return occurrence_done(caller, store, sent[0].occurrence.id)
    return choose(caller, reading, store, verb="done", act=lambda one: act(caller, store, one))


def act(caller: Caller, store: Store, one: Candidate) -> Reply:
    """Mark one record as done."""
    if isinstance(one.record, Task):
        following = tasks.complete(store, caller, one.record)
        if following is not None:
            when = echo.task_line(caller, following)
            return _said(caller, "next", title=one.title, when=when)
    elif isinstance(one.record, ListItem):
        notes.tick(store, caller, one.record)
    elif isinstance(one.record, Reminder):
        return _reminder_done(caller, store, one.record)
    else:
        return Reply(text=TEXTS.say("event", caller.language, title=one.title))
    return _said(caller, "done", title=one.title)


def occurrence_done(caller: Caller, store: Store, number: int) -> Reply:
    """Acknowledge one promised moment and name the next one."""
    occurrence, reminder = promised(store, caller, number)
    reminders.acknowledge(store, caller, occurrence)
    return _done_and_next(caller, store, reminder)


def _reminder_done(caller: Caller, store: Store, reminder: Reminder) -> Reply:
    """Acknowledge what was sent of it or put off; of a series, never what is still to come."""
    ahead = store.occurrences.ahead(reminder.id)
    met = [
        *(
            one.occurrence
            for one in store.occurrences.unsettled(caller.person.id, 50)
            if one.occurrence.reminder == reminder.id
        ),
        *(one for one in ahead if one.state is OccurrenceState.SNOOZED),
    ]
    for occurrence in met:
        reminders.acknowledge(store, caller, occurrence)
    if met:
        return _done_and_next(caller, store, reminder)
    if reminder.schedule.rule is None:
        reminders.cancel(store, caller, reminder)
    elif ahead:
        when = echo.when(caller, ahead[0].fire_at)
        return Reply(text=TEXTS.say("ahead", caller.language, title=reminder.title, when=when))
    return _said(caller, "done", title=reminder.title)


def _done_and_next(caller: Caller, store: Store, reminder: Reminder) -> Reply:
    ahead = store.occurrences.ahead(reminder.id)
    if not ahead:
        return _said(caller, "done", title=reminder.title)
    when = echo.when(caller, ahead[0].fire_at)
    return _said(caller, "next", title=reminder.title, when=when)


def _said(caller: Caller, sentence: str, **facts: object) -> Reply:
    return Reply(
        text=TEXTS.say(sentence, caller.language, **facts), buttons=(echo.undo_button(caller),)
    )
