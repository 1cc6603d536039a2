"""Cancellation: a record is taken back."""

from domain.records import Event, ListItem, Reminder, Task
from domain.texts import Texts
from engine import echo
from engine.grammar.reading import Intent, Reading
from engine.tool import Caller
from engine.tools import events, notes, reminders, tasks
from handlers.choosing import choose
from handlers.finding import Candidate
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.CANCEL,)
TEXTS = Texts({"gone": {"pt": "Cancelado: *{title}*.", "en": "Cancelled: *{title}*."}})


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Take back what is meant."""
    return choose(caller, reading, store, verb="cancel", act=lambda one: act(caller, store, one))


def act(caller: Caller, store: Store, one: Candidate) -> Reply:
    """Take one record back."""
    if isinstance(one.record, Task):
        tasks.cancel(store, caller, one.record)
    elif isinstance(one.record, Reminder):
        reminders.cancel(store, caller, one.record)
    elif isinstance(one.record, Event):
        events.cancel(store, caller, one.record)
    elif isinstance(one.record, ListItem):
        notes.tick(store, caller, one.record)
    return Reply(
        text=TEXTS.say("gone", caller.language, title=one.title),
        buttons=(echo.undo_button(caller),),
    )
