"""The buttons under "when?": `when:<message without a time>:<hour|night|morning>`."""

from dataclasses import replace

from domain.people import Role
from engine.caller import Caller
from handlers import acting
from handlers.awaiting import DATELESS, SOON, asked_message, completed
from handlers.turn import Act
from storage.store import Store

VERB = "when"
ROLE = Role.GUEST
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Complete what was asked for with a time; KeyError where it is no longer open."""
    number, choice = arguments
    asked = asked_message(caller, store, DATELESS)
    if asked is None or str(asked[0]) != number:
        raise KeyError(number)
    reading = completed(caller, store, SOON[choice][caller.language])
    if reading is None:
        raise KeyError(choice)
    asker = replace(caller, source=asked[0])  # an edit of that message takes this back
    return lambda: acting.act(asker, reading, store)
