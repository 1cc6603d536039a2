"""`change`: a record moves, or gets another name or priority."""

from dataclasses import replace
from typing import Annotated, Literal

from msgspec import Meta, Struct

from domain.records import Priority
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Aspect, Intent, Reading
from engine.phrasing import record
from engine.policy import Effect
from engine.tool import Hands, Misused, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What changes, and one thing that it becomes."""

    title: Annotated[str, Meta(max_length=500)]
    when: Annotated[str, Meta(max_length=120)] | None = None
    new_title: Annotated[str, Meta(max_length=500)] | None = None
    priority: Literal["high", "low"] | None = None


async def run(hands: Hands, asked: Arguments) -> Told:
    """Change it."""
    wanted = [one for one in (asked.when, asked.new_title, asked.priority) if one]
    if len(wanted) != 1:
        raise Misused("Give exactly one of when, new_title, priority.")

    def read(caller: Caller) -> Reading:
        reading = record(caller, Intent.CHANGE, asked.title, asked.when)
        if asked.new_title:
            names = ((asked.title, asked.new_title),)
            return replace(reading, aspect=Aspect.NAME, names=names)
        if asked.priority:
            return replace(reading, aspect=Aspect.PRIORITY, priority=Priority(asked.priority))
        return reading

    return await hands.act(read)


TOOL = Tool(
    name="change",
    purpose="Move a task, reminder or event to another time, rename it, or set a task's priority.",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Mudar", "en": "Change"},
            "title": {"pt": "o quê", "en": "what"},
            "when": {"pt": "para quando", "en": "to when"},
            "new_title": {"pt": "novo nome", "en": "new name"},
            "priority": {"pt": "prioridade", "en": "priority"},
        }
    ),
)
