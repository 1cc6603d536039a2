"""The buttons of "which one?": `pick:<verb>:<noun>:<id>`."""

from engine.tool import Caller
from handlers.finding import candidates
from handlers.intents import cancel, complete
from handlers.turn import Reply
from storage.store import Store

VERB = "pick"
ACTS = {"done": complete.act, "cancel": cancel.act}


def press(caller: Caller, arguments: list[str], store: Store) -> Reply:
    """Do what was asked to the record that was picked."""
    verb, noun, number = arguments
    wanted = (noun, int(number))
    for one in candidates(store, caller):
        if one.reference == wanted:
            return ACTS[verb](caller, store, one)
    raise KeyError(wanted)
