"""`search`: what the person wrote down or once said about something, with its dates."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.origin import Origin
from domain.texts import Texts
from engine.grammar.reading import Intent, Query, Reading
from engine.memory import Remembered
from engine.policy import Effect
from engine.tool import OURS, Hands, Source, Told, Tool

MOST_LETTERS = 300
"""Of one memory."""
NOUNS = ("task", "reminder", "event", "note", "item")


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """What about."""

    about: Annotated[str, Meta(min_length=1, max_length=200)]


async def run(hands: Hands, asked: Arguments) -> Told:
    """Return records and memories, each memory with the day on which it was said."""
    caller = hands.caller
    reading = Reading(
        text=asked.about,
        language=caller.language,
        intent=Intent.QUERY,
        query=Query.SEARCH,
        about=asked.about,
        confidence=1.0,
    )
    records = await hands.act(reading, nouns=NOUNS)
    memories = [one for one in await hands.recall(asked.about) if one.source != caller.source]
    lines = [f"- {one.said_at:%Y-%m-%d}: {one.text[:MOST_LETTERS]}" for one in memories]
    text = "\n".join([f"Records: {records.text}", "Said before:", *(lines or ["nothing"])])
    return Told(text=text, sources=(*records.sources, *_sources(memories)))


def _sources(memories: list[Remembered]) -> tuple[Source, ...]:
    has_others = any(one.origin is Origin.THIRD_PARTY for one in memories)
    return (Source(origin=Origin.THIRD_PARTY),) if has_others else (OURS,)


TOOL = Tool(
    name="search",
    purpose="Find what the person noted or told before: records, facts, messages.",
    arguments=Arguments,
    effect=Effect.READ,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Procurar no que é seu", "en": "Search what is yours"},
            "about": {"pt": "sobre", "en": "about"},
        }
    ),
)
