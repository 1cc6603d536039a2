"""The button "done" under a reminder: `done:<occurrence>`."""

from domain.people import Role
from engine.caller import Caller
from handlers.finding import promised
from handlers.intents.complete import occurrence_done
from handlers.turn import Act
from storage.store import Store

VERB = "done"
ROLE = Role.GUEST
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Acknowledge the promised moment."""
    occurrence, _ = promised(store, caller, int(arguments[0]))
    return lambda: occurrence_done(caller, store, occurrence.id)
