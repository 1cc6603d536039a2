"""Changes that are not of time: another name, another priority."""

from dataclasses import replace

from domain.folding import folded
from domain.records import Event, Priority, Reminder, Task
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Reading
from engine.records import events, reminders, tasks
from handlers import going
from handlers.choosing import choose
from handlers.finding import Candidate, find, matches
from handlers.turn import Reply
from storage.store import Store

TEXTS = Texts(
    {
        "renamed": {
            "pt": "Agora se chama *{name}* (era {title}).",
            "en": "It is called *{name}* now (it was {title}).",
        },
        "how": {
            "pt": "Qual o nome novo? Por exemplo: _renomeia seguro para seguro do carro_.",
            "en": "What is the new name? For example: _rename insurance to car insurance_.",
        },
        "no_name": {
            "pt": "*{title}* não muda de nome; apague e escreva de novo.",
            "en": "*{title}* cannot be renamed; delete it and write it anew.",
        },
        "high": {
            "pt": "*{title}* é prioridade alta agora.",
            "en": "*{title}* is high priority now.",
        },
        "low": {"pt": "*{title}* não tem pressa agora.", "en": "*{title}* is no rush now."},
        "which": {
            "pt": "Prioridade alta ou baixa? Por exemplo: _muda a prioridade do seguro para alta_.",
            "en": "High or low priority? For example: _set the priority of insurance to high_.",
        },
        "tasks_only": {
            "pt": "Só tarefas têm prioridade; *{title}* não é uma.",
            "en": "Only tasks have a priority; *{title}* is not one.",
        },
    }
)


def rename(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Rename what is meant; "X to Y" is parted where X is something that there is."""
    if not reading.names:
        return Reply(text=TEXTS.say("how", caller.language))
    parted = [replace(reading, title=old, names=((old, new),)) for old, new in reading.names]
    found = [(one, find(store, caller, one)) for one in parted]
    exact = [one for one, known in found if any(_is_named(each, one.title) for each in known)]
    meant = (exact or [one for one, known in found if known] or parted)[0]
    return choose(
        caller, meant, store, verb="change", act=lambda one: renamed(caller, store, one, meant)
    )


def renamed(caller: Caller, store: Store, one: Candidate, reading: Reading) -> Reply:
    """Give one record the new name."""
    name = _name_for(one, reading)
    if isinstance(one.record, Task):
        tasks.rename(store, caller, one.record, name)
    elif isinstance(one.record, Event):
        events.rename(store, caller, one.record, name)
        said = _said(caller, one, "renamed", name=name)
        return going.renamed(caller, store, one.record.id, said)
    elif isinstance(one.record, Reminder):
        reminders.rename(store, caller, one.record, name)
    else:
        return Reply(text=TEXTS.say("no_name", caller.language, title=one.title))
    return _said(caller, one, "renamed", name=name)


def prioritise(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Give what is meant the priority that was said."""
    if reading.priority is None:
        return Reply(text=TEXTS.say("which", caller.language))
    return choose(
        caller,
        reading,
        store,
        verb="change",
        act=lambda one: prioritised(caller, store, one, reading),
    )


def prioritised(caller: Caller, store: Store, one: Candidate, reading: Reading) -> Reply:
    """Give one task another priority."""
    if not isinstance(one.record, Task) or reading.priority is None:
        return Reply(text=TEXTS.say("tasks_only", caller.language, title=one.title))
    tasks.prioritise(store, caller, one.record, reading.priority)
    return _said(caller, one, "high" if reading.priority is Priority.HIGH else "low")


def known_task(caller: Caller, reading: Reading, store: Store) -> bool:
    """Tell whether a task of this name is open, of which something is said."""
    found = find(store, caller, reading)
    return bool(found) and all(isinstance(one.record, Task) for one in found)


def _name_for(one: Candidate, reading: Reading) -> str:
    """Return the new name that goes with the old one of a record."""
    exact = (new for old, new in reading.names if _is_named(one, old))
    like = (new for old, new in reading.names if matches(old, one.title))
    return next(exact, None) or next(like, None) or reading.names[0][1]


def _is_named(one: Candidate, name: str | None) -> bool:
    return name is not None and folded(one.title) == folded(name)


def _said(caller: Caller, one: Candidate, sentence: str, **facts: object) -> Reply:
    return Reply(
        text=TEXTS.say(sentence, caller.language, title=one.title, **facts),
        buttons=(echo.undo_button(caller),),
        shown=(one.reference,),
    )
