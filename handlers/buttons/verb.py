"""The buttons of owners and admins: `verb:<name>:<arguments>`; the job checks the role again."""

from domain.people import Role
from engine.caller import Caller
from handlers.turn import Act
from handlers.verbs import ask_for
from storage.store import Store

VERB = "verb"
ROLE = Role.ADMIN
IN_PLACE = False


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Hand the press to the job that carries it out."""
    name = arguments[0]
    return lambda: ask_for(caller, store, name)
