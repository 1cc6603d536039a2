"""The button "undo" under an echo: `undo:<message>`."""

from domain.people import Role
from engine.tool import Caller
from handlers.commands.undo import undone
from handlers.finding import is_of
from handlers.turn import Act
from storage.store import Store

VERB = "undo"
ROLE = Role.GUEST
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Take back what that message wrote."""
    number = int(arguments[0])
    message = store.inbox.get(number)  # KeyError where there is no such message
    if not is_of(store, caller, message):
        raise KeyError(number)
    return lambda: undone(caller, store, number)
