"""The button "undo" under an echo: `undo:<message>`."""

from domain.people import Role
from engine.caller import Caller
from handlers.commands.undo import TEXTS, undone
from handlers.finding import is_of
from handlers.first_run import TERMINAL
from handlers.turn import SILENT, Act, Reply
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
    journal, person = store.journal, caller.person.id
    if journal.is_used(person, number) and journal.wrote(person, number) is None:
        # Pressed twice: what was said to the first press stays true, and stays there.
        again = Reply(text=TEXTS.say("undone", caller.language))
        return lambda: again if caller.address.channel == TERMINAL else SILENT
    return lambda: undone(caller, store, number)
