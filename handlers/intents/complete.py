"""Completion: a task, a reminder or an item is done."""

from dataclasses import replace

from domain.markup import escape, plain
from domain.messages import Button
from domain.records import ListItem, OccurrenceState, Reminder, Task
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.records import notes, parts, reminders, tasks
from engine.words import words
from handlers.choosing import choose
from handlers.finding import Candidate, concerned, done_already, promised
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.COMPLETE,)
LONGEST_LABEL = 32
TEXTS = Texts(
    {
        "done": {"pt": "Feito: *{title}*.", "en": "Done: *{title}*."},
        "all_done": {
            "pt": "Feito: *{title}*, com as subtarefas ({count}).",
            "en": "Done: *{title}*, with its subtasks ({count}).",
        },
        "next": {
            "pt": "Feito: *{title}*. A próxima é {when}.",
            "en": "Done: *{title}*. The next one is {when}.",
        },
        "ahead": {
            "pt": "*{title}* ainda está por vir: {when}. Para tirar, escreva _cancela {title}_.",
            "en": "*{title}* is still to come: {when}. To take it out, write _cancel {title}_.",
        },
        "already": {"pt": "*{title}* já estava feita.", "en": "*{title}* was done already."},
        "parts": {
            "pt": "*{title}* ainda tem subtarefas abertas: {names!r}. Concluo todas?",
            "en": "*{title}* still has open subtasks: {names!r}. Complete them all?",
        },
        "all": {"pt": "Todas", "en": "All"},
        "only": {"pt": "Só a tarefa", "en": "Only the task"},
        "last": {
            "pt": "Era a última subtarefa de *{title}*.",
            "en": "That was the last subtask of *{title}*.",
        },
        "finish": {"pt": "Concluir {title}", "en": "Complete {title}"},
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
        return already(caller, before)
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


def already(caller: Caller, task: Task) -> Reply:
    """Say that a task was done before, with a button to reopen it."""
    reopen = Button(label=TEXTS.say("reopen", caller.language), action=f"task:reopen:{task.id}")
    return Reply(
        text=TEXTS.say("already", caller.language, title=task.title),
        buttons=(reopen,),
        shown=(("task", task.id),),
    )


def task_done(caller: Caller, store: Store, task: Task) -> Reply:
    """Mark a task as done and name the next one, where it comes again.

    Of one that has open subtasks it is asked first what becomes of them.
    """
    still_open = parts.still_open(store, caller, task)
    if still_open:
        return _ask_for_parts(caller, task, still_open)
    return only_done(caller, store, task)


def only_done(caller: Caller, store: Store, task: Task) -> Reply:
    """Mark a task as done, whatever its subtasks; of a last subtask, offer the whole."""
    following = tasks.complete(store, caller, task)
    return _with_whole(caller, store, task, _finished(caller, task, following))


def all_done(caller: Caller, store: Store, task: Task) -> Reply:
    """Mark a task and its open subtasks as done."""
    count = len(parts.still_open(store, caller, task))
    following = tasks.complete(store, caller, task, with_parts=True)
    if following is None and count:
        return _said(caller, "all_done", title=task.title, count=count)
    return _finished(caller, task, following)


def _finished(caller: Caller, task: Task, following: Task | None) -> Reply:
    if following is None:
        return _said(caller, "done", title=task.title)
    when = echo.task_line(caller, following)
    return _said(caller, "next", title=task.title, when=when)


def _ask_for_parts(caller: Caller, task: Task, still_open: list[Task]) -> Reply:
    language = caller.language
    names = words(language).listing([f"*{escape(one.title)}*" for one in still_open])
    buttons = (
        Button(label=TEXTS.say("all", language), action=f"task:all:{task.id}"),
        Button(label=TEXTS.say("only", language), action=f"task:only:{task.id}"),
    )
    return Reply(
        text=TEXTS.say("parts", language, title=task.title, names=names),
        buttons=buttons,
        shown=(("task", task.id),),
        is_personal=True,
    )


def _with_whole(caller: Caller, store: Store, part: Task, reply: Reply) -> Reply:
    """Add to the end of the last subtask a button that completes the task."""
    whole = parts.left_over(store, caller, part)
    if whole is None:
        return reply
    label = TEXTS.say("finish", caller.language, title=whole.title[:LONGEST_LABEL])
    text = TEXTS.say("last", caller.language, title=whole.title)
    finish = Button(label=plain(label), action=f"task:done:{whole.id}")
    return replace(reply, text=f"{reply.text} {text}", buttons=(*reply.buttons, finish))


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
