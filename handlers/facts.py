"""What an echo says of a task besides its title."""

from datetime import date, datetime

from domain.records import Priority, Task
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.grammar.reading import Reading
from engine.lines import tags_line
from engine.words import words

TEXTS = Texts(
    {
        "due": {"pt": ", até {when}", "en": ", due {when}"},
        "rule": {"pt": ", {rule}", "en": ", {rule}"},
        "high": {"pt": ", prioridade alta", "en": ", high priority"},
        "low": {"pt": ", sem pressa", "en": ", no rush"},
        "project": {"pt": ", projeto {name}", "en": ", project {name}"},
        "assigned": {
            "pt": ", fica com {name} (só anotei, não aviso ninguém)",
            "en": ", with {name} (only noted, I tell nobody)",
        },
    }
)


def due_of(reading: Reading) -> datetime | date | None:
    """Return when it is due: "every Friday" names a day, not a time of day."""
    if isinstance(reading.at, datetime) and reading.rrule and not reading.has_clock:
        return reading.at.date()
    return reading.at


def facts_of(caller: Caller, task: Task) -> str:
    """Say when a task is due and what it is filed under, in neutral markup."""
    language = caller.language
    facts = ""
    if due := echo.task_line(caller, task):
        facts += TEXTS.say("due", language, when=due)
    if task.rule and task.due_day:
        rule = words(language).rule(task.rule, start=task.due_day)
        facts += TEXTS.say("rule", language, rule=rule)
    if task.priority is not None:
        facts += TEXTS.say("high" if task.priority is Priority.HIGH else "low", language)
    if task.project:
        facts += TEXTS.say("project", language, name=task.project)
    if task.tags:
        facts += f", {tags_line(task.tags)}"
    if task.assigned:
        facts += TEXTS.say("assigned", language, name=task.assigned)
    return facts
