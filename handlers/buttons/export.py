"""The button "export first" before everything is forgotten: `export`."""

from domain.people import Role
from engine.caller import Caller
from handlers.commands.export import begun
from handlers.turn import Act
from storage.store import Store

VERB = "export"
ROLE = Role.GUEST
IN_PLACE = False


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Have the archive made."""
    return lambda: begun(caller, store)
