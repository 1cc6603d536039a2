"""Cancellation: a record is taken back."""

from domain.records import Event, ListItem, Note, Reminder, Task
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Aspect, Intent, Reading
from engine.records import events, notes, reminders, sharing, tasks
from handlers.choosing import choose
from handlers.finding import Candidate, candidate_of, concerned
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.CANCEL,)
TEXTS = Texts(
    {
        "gone": {"pt": "Cancelado: *{title}*.", "en": "Cancelled: *{title}*."},
        "gone_parts": {
            "pt": "Cancelado: *{title}*, com as subtarefas ({count}).",
            "en": "Cancelled: *{title}*, with its subtasks ({count}).",
        },
        "off": {
            "pt": "Tirei da lista de {name}: *{title}*.",
            "en": "Off the {name} list: *{title}*.",
        },
        "deleted": {"pt": "Apaguei a nota: {title}", "en": "Note deleted: {title}"},
        "cleared": {
            "pt": "Limpei a lista de *{name}*: {count} fora.",
            "en": "Cleared the *{name}* list: {count} off.",
        },
        "empty": {
            "pt": "A lista de {name} já está vazia.",
            "en": "The {name} list is empty already.",
        },
        "no_list": {
            "pt": "Não achei a lista de *{name}*. Escreva _minhas listas_ para ver as suas.",
            "en": "I could not find the *{name}* list. Write _/lists_ to see yours.",
        },
        "which": {
            "pt": "Qual lista? Por exemplo: _limpa a lista de compras_.",
            "en": "Which list? For example: _clear the shopping list_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Take back what is meant: the reminder that is answered, a whole list, or what is named."""
    answered = concerned(store, caller)
    if answered is not None:
        return act(caller, store, candidate_of(answered[1]))
    if reading.aspect is Aspect.LIST:
        return _clear(caller, reading, store)
    return choose(caller, reading, store, verb="cancel", act=lambda one: act(caller, store, one))


def act(caller: Caller, store: Store, one: Candidate) -> Reply:
    """Take one record back."""
    if isinstance(one.record, Note):
        notes.forget(store, caller, one.record)
        return _said(caller, "deleted", title=one.title)
    if isinstance(one.record, ListItem):
        name = sharing.of_item(store, caller, one.record).shown
        notes.remove(store, caller, one.record)
        return _said(caller, "off", title=one.title, name=name)
    if isinstance(one.record, Task):
        parts = tasks.cancel(store, caller, one.record)
        if parts:
            return _said(caller, "gone_parts", title=one.title, count=parts)
    elif isinstance(one.record, Reminder):
        reminders.cancel(store, caller, one.record)
    elif isinstance(one.record, Event):
        events.cancel(store, caller, one.record)
    return _said(caller, "gone", title=one.title)


def _clear(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Take everything off a list; without a name, off the only one there is."""
    names = list(store.lists.names(caller.person.id))
    said = reading.list
    if said is None and len(names) == 1:
        said = names[0]
    if said is None:
        return Reply(text=TEXTS.say("which", caller.language))
    shelf = sharing.named(store, caller, said)
    if shelf is None:
        return Reply(text=TEXTS.say("no_list", caller.language, name=said))
    count = notes.clear(store, caller, shelf.owner, shelf.name)
    if not count:
        return Reply(text=TEXTS.say("empty", caller.language, name=said))
    return _said(caller, "cleared", name=sharing.with_others(caller, shelf), count=count)


def _said(caller: Caller, sentence: str, **facts: object) -> Reply:
    return Reply(
        text=TEXTS.say(sentence, caller.language, **facts), buttons=(echo.undo_button(caller),)
    )
