"""Completion: a task, a reminder or an item is done."""

from domain.messages import Button
from domain.records import ListItem, OccurrenceState, Reminder, Task
from domain.texts import Texts
from engine import echo
from engine.grammar.reading import Intent, Reading
from engine.tool import Caller
from engine.tools import notes, reminders, tasks
from handlers.choosing import choose
from handlers.finding import Candidate, concerned, done_already, promised
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
        "already": {"pt": "*{title}* já estava feita.", "en": "*{title}* was done already."},
        "reopen": {"pt": "Reabrir", "en": "Reopen"},
        "event": {
            "pt": "*{title}* é um compromisso; para tirar da agenda, escreva _cancela {title}_.",
            "en": "*{title}* is an event; to take it out, write _cancel {title}_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Mark what is meant as done; without a name, the reminder answered, or else sent last."""
    answered = concerned(store, caller)
    if answered is not None:
        return occurrence_done(caller, store, answered[0].id)
    sent = store.occurrences.unsettled(caller.person.id, 1)
    if not reading.title and reading.reference in {None, 0} and sent:
        return occurrence_done(caller, store, sent[0].occurrence.id)
    before = done_already(store, caller, reading)
    if before is not None:
        return _already(caller, before)
    return choose(caller, reading, store, verb="done", act=lambda one: act(caller, store, one))


def act(caller: Caller, store: Store, one: Candidate) -> Reply:
    """Mark one record as done."""
    if isinstance(one.record, Task):
        return task_done(caller, store, one.record)
    if isinstance(one.record, ListItem):
        notes.tick(store, caller, one.record)
        return ticked(caller, one.record)
    if isinstance(one.record, Reminder):
        return _reminder_done(caller, store, one.record)
    return Reply(text=TEXTS.say("event", caller.language, title=one.title))


def _already(caller: Caller, task: Task) -> Reply:
    reopen = Button(label=TEXTS.say("reopen", caller.language), action=f"task:reopen:{task.id}")
    return Reply(
        text=TEXTS.say("already", caller.language, title=task.title),
        buttons=(reopen,),
        shown=(("task", task.id),),
    )


def task_done(caller: Caller, store: Store, task: Task) -> Reply:
    """Mark a task as done and name the next one, where it comes again."""
    following = tasks.complete(store, caller, task)
    if following is None:
        return _said(caller, "done", title=task.title)
    when = echo.task_line(caller, following)
    return _said(caller, "next", title=task.title, when=when)


def ticked(caller: Caller, item: ListItem) -> Reply:
    """Say that an item is done."""
    return _said(caller, "done", title=item.text)


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
