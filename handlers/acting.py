"""Acts on a reading: the handler of its intent, found by being in its folder."""

from functools import cache
from types import ModuleType

from domain.plugins import collect
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from handlers import intents
from handlers.turn import Reply
from storage.store import Store


@cache
def modules() -> dict[Intent, ModuleType]:
    """Return who answers each intent."""
    return {intent: module for module in collect(intents) for intent in module.INTENTS}


def act(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Do what a reading and the further records of its message ask for, and say so."""
    replies: list[Reply] = [
        modules()[one.intent].answer(caller, one, store) for one in (reading, *reading.more)
    ]
    return Reply(
        text="\n".join(reply.text for reply in replies),
        buttons=replies[0].buttons,
        shown=tuple(reference for reply in replies for reference in reply.shown),
        is_personal=any(reply.is_personal for reply in replies),
    )
