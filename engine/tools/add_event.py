"""`add_event`: something that takes place, in the person's calendar."""

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
    """What takes place, when, where, with whom."""

    title: Annotated[str, Meta(max_length=500)]
    when: Annotated[str, Meta(description="'quinta das 14h às 15h'", max_length=120)]
    place: Annotated[str, Meta(max_length=200)] | None = None
    people: Annotated[tuple[str, ...], Meta(max_length=20)] = ()


async def run(hands: Hands, asked: Arguments) -> Told:
    """Put the event into the calendar."""

    def read(caller: Caller) -> Reading:
        reading = record(caller, Intent.EVENT, asked.title, asked.when)
        return replace(reading, place=asked.place, people=asked.people)

    return await hands.act(read)


TOOL = Tool(
    name="add_event",
    purpose="Put something that takes place into the person's calendar.",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=Texts(
        {
            "card": {"pt": "Pôr na agenda", "en": "Put into the calendar"},
            "title": {"pt": "o quê", "en": "what"},
            "when": {"pt": "quando", "en": "when"},
            "place": {"pt": "onde", "en": "where"},
            "people": {"pt": "com", "en": "with"},
        }
    ),
)
