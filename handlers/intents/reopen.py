"""Reopening: what was done or taken back is to do again."""

from domain.records import ListItem, Task
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.records import notes, sharing, tasks
from handlers.choosing import choose
from handlers.finding import Candidate
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.REOPEN,)
TEXTS = Texts(
    {
        "reopened": {"pt": "Reaberta: *{title}*.", "en": "Open again: *{title}*."},
        "back": {
            "pt": "De volta na lista de {name}: *{title}*.",
            "en": "Back on the {name} list: *{title}*.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Reopen what is meant among what was done lately."""
    return choose(caller, reading, store, verb="reopen", act=lambda one: act(caller, store, one))


def act(caller: Caller, store: Store, one: Candidate) -> Reply:
    """Reopen one record."""
    if isinstance(one.record, Task):
        return task_reopened(caller, store, one.record)
    if not isinstance(one.record, ListItem):
        raise TypeError(one.reference)
    notes.untick(store, caller, one.record)
    name = sharing.of_item(store, caller, one.record).shown
    return _said(caller, "back", title=one.title, name=name)


def task_reopened(caller: Caller, store: Store, task: Task) -> Reply:
    """Make a task one that is to do again."""
    tasks.reopen(store, caller, task)
    return _said(caller, "reopened", title=task.title)


def _said(caller: Caller, sentence: str, **facts: object) -> Reply:
    return Reply(
        text=TEXTS.say(sentence, caller.language, **facts), buttons=(echo.undo_button(caller),)
    )
