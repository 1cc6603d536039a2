"""The invitation to an event: a file for the calendars of others."""

from domain.records import Event
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from engine.records import inviting
from handlers.choosing import choose
from handlers.finding import Candidate
from handlers.turn import SILENT, Reply
from storage.exporting import defer_invitation
from storage.store import Store

INTENTS = (Intent.INVITATION,)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Have the invitation made to the event that is meant, or to the one that was shown last."""
    return choose(
        caller,
        reading,
        store,
        verb="invitation",
        act=lambda one: act(caller, store, one),
        noun="event",
    )


def act(caller: Caller, store: Store, one: Candidate) -> Reply:
    """Have the invitation to one event made; the file is the answer."""
    if not isinstance(one.record, Event):
        raise TypeError(one.reference)
    return begun(caller, store, one.record)


def begun(caller: Caller, store: Store, event: Event) -> Reply:
    """Defer the invitation; the file that comes is the answer.

    From now on it counts as sent: what changes while it is made is said to be newer.
    """
    inviting.settle(store, caller.person, event)
    defer_invitation(store, caller.person.id, caller.source, event.id, caller.now)
    return SILENT
