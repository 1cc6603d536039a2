"""The button "invitation" under an event: `invitation:<event>`."""

from domain.people import Role
from engine.caller import Caller
from handlers.intents.invitation import begun
from handlers.turn import Act
from storage.store import Store

VERB = "invitation"
ROLE = Role.GUEST
IN_PLACE = False


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Have the invitation made."""
    event = store.events.get(caller.person.id, int(arguments[0]))
    if event is None:
        raise KeyError(arguments[0])
    return lambda: begun(caller, store, event)
