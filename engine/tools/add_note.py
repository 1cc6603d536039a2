"""`add_note`: words that are kept as they are."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.grammar.reading import Intent, Reading
from engine.policy import Effect
from engine.tool import Hands, Misused, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to keep."""

    text: Annotated[str, Meta(max_length=4000)]


async def run(hands: Hands, asked: Arguments) -> Told:
    """Keep the note."""
    text = asked.text.strip()
    if not text:
        raise Misused("A note needs words.")
    language = hands.caller.language
    return await hands.act(
        Reading(text=text, language=language, intent=Intent.NOTE, title=text, confidence=1.0)
    )


TOOL = Tool(
    name="add_note",
    purpose="Keep a note for the person, word for word.",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Guardar uma nota", "en": "Keep a note"},
            "text": {"pt": "texto", "en": "text"},
        }
    ),
)
