"""`set_preference`: one of the person's settings, said as they would say it."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.grammar.reading import Intent
from engine.phrasing import said
from engine.policy import Effect
from engine.tool import Hands, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """A sentence."""

    sentence: Annotated[
        str,
        Meta(description="'resumo da manhã às 7:30', 'quiet from 10pm to 7am'", max_length=200),
    ]


async def run(hands: Hands, asked: Arguments) -> Told:
    """Set what the sentence asks for."""
    return await hands.act(said(hands.caller, asked.sentence, Intent.PREFERENCE))


TOOL = Tool(
    name="set_preference",
    purpose="Set when briefs come, quiet hours, zone, language, or how many notices a day.",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Mudar um ajuste seu", "en": "Change a setting of yours"},
            "sentence": {"pt": "ajuste", "en": "setting"},
        }
    ),
)
