"""The button "undo" under an echo: `undo:<message>`."""

from engine.tool import Caller
from handlers.commands.undo import undone
from handlers.turn import Reply
from storage.store import Store

VERB = "undo"


def press(caller: Caller, arguments: list[str], store: Store) -> Reply:
    """Take back what that message wrote."""
    return undone(caller, store, int(arguments[0]))
