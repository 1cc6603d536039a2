"""A task: stored with its due day and priority."""

from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Aspect, Intent, Reading
from engine.records import details, tasks
from handlers import detailing, renaming
from handlers.awaiting import NAMELESS
from handlers.facts import due_of, facts_of
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.TASK,)
TEXTS = Texts(
    {
        "kept": {"pt": "Anotado: *{title}*{facts!r}.", "en": "Noted: *{title}*{facts!r}."},
        "what": {
            "pt": "Qual é a tarefa? Por exemplo: _tarefa: renovar o seguro até sexta_.",
            "en": "What is the task? For example: _task: renew the insurance by Friday_.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Store the task and say it back."""
    if not reading.title:
        return Reply(text=TEXTS.say("what", caller.language), shown=((NAMELESS, caller.source),))
    if reading.aspect is Aspect.STATE and renaming.known_task(caller, reading, store):
        return renaming.prioritise(caller, reading, store)
    if reading.aspect is Aspect.PROJECT and renaming.known_task(caller, reading, store):
        return detailing.change(caller, reading, store)
    task = tasks.create(
        store,
        caller,
        title=reading.title,
        priority=reading.priority,
        due=due_of(reading),
        rule=reading.rule,
        tags=reading.tags,
        project=details.known_project(store, caller, reading.project),
        assigned=reading.assigned,
    )
    if task is None:
        raise KeyError(reading.title)
    return Reply(
        text=TEXTS.say("kept", caller.language, title=task.title, facts=facts_of(caller, task)),
        buttons=(echo.undo_button(caller),),
        shown=(("task", task.id),),
    )
