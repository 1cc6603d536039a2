"""The buttons of "is it so?": `sure:<yes|no>:<message that was not sure>`."""

from dataclasses import replace

from domain.people import Role
from engine.caller import Caller
from engine.habits import read
from handlers import acting, unsure
from handlers.awaiting import UNSURE, asked_message
from handlers.turn import Act
from storage.store import Store

VERB = "sure"
ROLE = Role.GUEST
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Do what was understood, or nothing; KeyError where the question is no longer open."""
    answer, number = arguments
    asked = asked_message(caller, store, UNSURE)
    if asked is None or str(asked[0]) != number:
        raise KeyError(number)
    message = asked[1]
    if answer != "yes":
        return lambda: unsure.nothing(caller)
    reading = read(caller, message.text, now=message.received_at)
    asker = replace(caller, source=asked[0])  # an edit of that message takes this back
    return lambda: acting.act(asker, reading, store)
