"""`remember`: a fact about the person, kept with the message that says it as its receipt."""

from typing import Annotated

from msgspec import Meta, Struct

from domain.texts import Texts
from engine.caller import Caller
from engine.facts import learn
from engine.policy import Effect
from engine.tool import Hands, Told, Tool
from storage.store import Store

CONFIDENCE = 0.7
"""Of what a model proposes; what the person says by themselves has 1."""
TEXTS = Texts(
    {
        "kept": {"pt": "Vou lembrar: {fact}", "en": "I will remember: {fact}"},
        "card": {"pt": "Lembrar de um fato sobre você", "en": "Remember a fact about you"},
        "fact": {"pt": "fato", "en": "fact"},
    }
)


class Arguments(Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """The fact."""

    fact: Annotated[str, Meta(description="one short sentence", min_length=3, max_length=300)]


async def run(hands: Hands, asked: Arguments) -> Told:
    """Keep the fact; it takes the place of no word of the person's own."""

    def write(store: Store, caller: Caller) -> str:
        learn(store, caller, None, asked.fact.strip(), origin=caller.origin, confidence=CONFIDENCE)
        return TEXTS.say("kept", caller.language, fact=asked.fact.strip())

    return await hands.keep(write)


TOOL = Tool(
    name="remember",
    purpose="Keep a lasting fact about the person (not a task, date or reminder).",
    arguments=Arguments,
    effect=Effect.WRITE,
    run=run,
    texts=TEXTS,
)
