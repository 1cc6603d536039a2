"""The buttons of whom a list is offered to: `share:<accept|decline>:<share>`."""

from domain.people import Role
from domain.records import ShareState
from engine.caller import Caller
from handlers.sharing import accepted, declined
from handlers.turn import Act
from storage.store import Store

VERB = "share"
ROLE = Role.GUEST
IN_PLACE = True
ACTS = {"accept": accepted, "decline": declined}


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Answer what was offered to the caller, and not to anybody else."""
    verb, number = arguments
    act = ACTS[verb]
    open_ones = store.shares.with_guest(caller.person.id)
    share = next((one for one in open_ones if one.id == int(number)), None)
    if share is None or share.state is not ShareState.OFFERED:
        raise KeyError(number)
    return lambda: act(caller, store, share)
