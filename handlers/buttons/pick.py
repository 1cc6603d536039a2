"""The buttons of "which one?": `pick:<verb>:<noun>:<id>:<message that asked>`."""

from dataclasses import replace
from datetime import datetime

from domain.people import Role
from engine.caller import Caller
from engine.grammar.reading import OF_TASKS, Intent, Reading
from engine.habits import read
from handlers import task_pages
from handlers.finding import candidates, closed, is_of, kept
from handlers.intents import cancel, change, complete, invitation, reopen, snooze
from handlers.turn import Act
from storage.store import Store

VERB = "pick"
ROLE = Role.GUEST
IN_PLACE = True
ACTS = {
    "done": complete.act,
    "cancel": cancel.act,
    "invitation": invitation.act,
    "reopen": reopen.act,
    "show": task_pages.act,
}
TIMED_ACTS = {"change": (Intent.CHANGE, change.act), "snooze": (Intent.SNOOZE, snooze.act)}


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Do what was asked to the record that was picked."""
    verb, noun, number, *source = arguments
    wanted = (noun, int(number))
    pool = closed(store, caller) if verb == "reopen" else candidates(store, caller)
    if noun == "note":
        pool = kept(store, caller)
    picked = next((one for one in pool if one.reference == wanted), None)
    if picked is None:
        raise KeyError(wanted)
    if verb in ACTS:
        at_once = ACTS[verb]
        return lambda: at_once(caller, store, picked)
    intent, act = TIMED_ACTS[verb]
    asker, asked = _asked(caller, store, int(source[0]), intent)
    return lambda: act(asker, store, picked, asked)


def _asked(caller: Caller, store: Store, source: int, intent: Intent) -> tuple[Caller, Reading]:
    """Return who asks and what was asked, read again as of then.

    KeyError where it is not theirs, not here, already done, or would be in the past by now.
    What was asked in a group is answered in private: there the button is pressed.
    """
    message = store.inbox.get(source)
    is_here = caller.address in {message.address, message.private}
    if not is_here or not is_of(store, caller, message):
        raise KeyError(source)
    reading = read(caller, message.text, now=message.received_at)
    if reading.more:
        asker = caller
    elif store.journal.wrote(caller.person.id, source) is None:
        asker = replace(caller, source=source)  # an edit of that message takes this back
    else:
        raise KeyError(source)
    for one in (reading, *reading.more):
        if one.intent is intent or one.aspect in OF_TASKS:
            if isinstance(one.at, datetime) and one.at < caller.now and not one.rrule:
                break
            return asker, one
    raise KeyError(source)
