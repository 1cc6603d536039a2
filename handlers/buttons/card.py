"""The buttons of a card: `card:<yes|no>:<message>:<card, or 0 for all>`."""

from domain.people import Role
from engine.caller import Caller
from handlers import cards
from handlers.turn import Act
from storage.store import Store

VERB = "card"
ROLE = Role.USER
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Let what waits be done, or not; KeyError where it waits for somebody else, or no more."""
    answer, source, number = arguments
    if answer not in {"yes", "no"}:
        raise ValueError(answer)
    found = cards.waiting(store, caller, int(source), int(number))
    return lambda: cards.pressed(store, caller, found, int(number), is_yes=answer == "yes")
