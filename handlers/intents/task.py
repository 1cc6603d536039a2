"""A task: stored with its due day and priority."""

from datetime import date, datetime

from domain.records import Priority, Task
from domain.texts import Texts
from engine import echo
from engine.grammar.reading import Aspect, Intent, Reading
from engine.tool import Caller
from engine.tools import tasks
from engine.words import words
from handlers import renaming
from handlers.awaiting import NAMELESS
from handlers.turn import Reply
from storage.store import Store

INTENTS = (Intent.TASK,)
TEXTS = Texts(
    {
        "kept": {"pt": "Anotado: *{title}*{facts!r}.", "en": "Noted: *{title}*{facts!r}."},
        "due": {"pt": ", até {when}", "en": ", due {when}"},
        "rule": {"pt": ", {rule}", "en": ", {rule}"},
        "high": {"pt": ", prioridade alta", "en": ", high priority"},
        "low": {"pt": ", sem pressa", "en": ", no rush"},
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
    task = tasks.create(
        store,
        caller,
        title=reading.title,
        priority=reading.priority,
        due=_due(reading),
        rule=reading.rrule,
    )
    if task is None:
        raise KeyError(reading.title)
    return Reply(
        text=TEXTS.say("kept", caller.language, title=task.title, facts=_facts(caller, task)),
        buttons=(echo.undo_button(caller),),
        shown=(("task", task.id),),
    )


def _due(reading: Reading) -> datetime | date | None:
    """Return when it is due: "every Friday" names a day, not a time of day."""
    if isinstance(reading.at, datetime) and reading.rrule and not reading.has_clock:
        return reading.at.date()
    return reading.at


def _facts(caller: Caller, task: Task) -> str:
    language = caller.language
    facts = ""
    if due := echo.task_line(caller, task):
        facts += TEXTS.say("due", language, when=due)
    if task.rule and task.due_day:
        rule = words(language).rule(task.rule, start=task.due_day)
        facts += TEXTS.say("rule", language, rule=rule)
    if task.priority is not None:
        facts += TEXTS.say("high" if task.priority is Priority.HIGH else "low", language)
    return facts
