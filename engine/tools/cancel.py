"""`cancel`: a record is taken back."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.grammar.reading import Intent
from engine.phrasing import record
from engine.policy import Effect
from engine.tool import Hands, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What is taken back."""

    title: Annotated[str, Meta(max_length=500)]


async def run(hands: Hands, asked: Arguments) -> Told:
    """Take it back; it can be undone."""
    return await hands.act(record(hands.caller, Intent.CANCEL, asked.title, None))


TOOL = Tool(
    name="cancel",
    purpose="Take back a task, reminder, event or list item, by its title.",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Cancelar", "en": "Cancel"},
            "title": {"pt": "o quê", "en": "what"},
        }
    ),
)
