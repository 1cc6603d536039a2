"""`add_reminder`: a promise to say something at a time, once or by a rule."""

from dataclasses import replace
from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
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

    def read(caller: Caller) -> Reading:
        reading = record(caller, Intent.REMINDER, asked.what, asked.when)
        return replace(reading, insist=asked.insist)

    return await hands.act(read)


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
