"""`add_task`: something to do, with or without a day."""

from dataclasses import replace
from typing import Annotated, Literal

from msgspec import Meta, Struct

from domain.records import Priority
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.phrasing import record
from engine.policy import Effect
from engine.tool import Hands, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to do, and by when."""

    title: Annotated[str, Meta(max_length=500)]
    due: (
        Annotated[str, Meta(description="the person's words for the day", max_length=120)] | None
    ) = None
    priority: Literal["high", "low"] | None = None
    project: Annotated[str, Meta(max_length=80)] | None = None


async def run(hands: Hands, asked: Arguments) -> Told:
    """Note the task."""
    priority = Priority(asked.priority) if asked.priority else None

    def read(caller: Caller) -> Reading:
        reading = record(caller, Intent.TASK, asked.title, asked.due)
        return replace(reading, priority=priority, project=asked.project)

    return await hands.act(read)


TOOL = Tool(
    name="add_task",
    purpose="Note something the person has to do.",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Anotar uma tarefa", "en": "Note a task"},
            "title": {"pt": "tarefa", "en": "task"},
            "due": {"pt": "até", "en": "due"},
            "priority": {"pt": "prioridade", "en": "priority"},
            "project": {"pt": "projeto", "en": "project"},
        }
    ),
)
