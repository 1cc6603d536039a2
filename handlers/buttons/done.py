"""The button "done" under a reminder: `done:<occurrence>`."""

from engine.tool import Caller
from handlers.intents.complete import occurrence_done
from handlers.turn import Reply
from storage.store import Store

VERB = "done"


def press(caller: Caller, arguments: list[str], store: Store) -> Reply:
    """Acknowledge the promised moment."""
    return occurrence_done(caller, store, int(arguments[0]))
