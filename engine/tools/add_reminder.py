"""`add_reminder`: a promise to say something at a time, once or by a rule."""

from dataclasses import replace
from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.grammar.reading import Intent
from engine.phrasing import record
from engine.policy import Effect
from engine.tool import Hands, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What to say, and when."""

    what: Annotated[str, Meta(max_length=500)]
    when: Annotated[
        str,
        Meta(description="the person's words: 'sexta 8h30', 'every Monday 7pm'", max_length=120),
    ]
    insist: bool = False


async def run(hands: Hands, asked: Arguments) -> Told:
    """Promise the reminder."""
    reading = record(hands.caller, Intent.REMINDER, asked.what, asked.when)
    return await hands.act(replace(reading, insist=asked.insist))


TOOL = Tool(
    name="add_reminder",
    purpose="Remind the person of something at a time, once or by a rule.",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Criar um lembrete", "en": "Set a reminder"},
            "what": {"pt": "o quê", "en": "what"},
            "when": {"pt": "quando", "en": "when"},
            "insist": {"pt": "insistir", "en": "insist"},
        }
    ),
)
