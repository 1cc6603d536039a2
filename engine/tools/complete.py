"""`complete`: a task, item or reminder is done."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.grammar.reading import Intent
from engine.phrasing import record
from engine.policy import Effect
from engine.tool import Hands, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is done."""

    title: Annotated[str, Meta(max_length=500)]


async def run(hands: Hands, asked: Arguments) -> Told:
    """Mark it as done."""
    return await hands.act(record(hands.caller, Intent.COMPLETE, asked.title, None))


TOOL = Tool(
    name="complete",
    purpose="Mark a task, list item or reminder as done, by its title.",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Marcar como feito", "en": "Mark as done"},
            "title": {"pt": "o quê", "en": "what"},
        }
    ),
)
