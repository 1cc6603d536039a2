"""`brief`: the brief of the day, of tomorrow or of the week, now."""

from typing import Literal

from msgspec import Struct

from domain.texts import Texts
from engine.grammar.reading import Intent, Reading
from engine.policy import Effect
from engine.tool import Hands, Told, Tool


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """Which one."""

    of: Literal["today", "tomorrow", "week"] = "today"


async def run(hands: Hands, asked: Arguments) -> Told:
    """Return the brief."""
    reading = Reading(
        text=asked.of, language=hands.caller.language, intent=Intent.BRIEF, confidence=1.0
    )
    return await hands.act(reading, nouns=("task", "reminder", "event", "note", "item"))


TOOL = Tool(
    name="brief",
    purpose="Give the whole brief of a day or the week: events, reminders, tasks, lists.",
    arguments=Arguments,
    effect=Effect.READ,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Ver o resumo", "en": "See the brief"},
            "of": {"pt": "de", "en": "of"},
        }
    ),
)
