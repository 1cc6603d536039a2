"""The buttons under what came from somebody else: `keep:<what>:<message>`."""

from collections.abc import Callable
from dataclasses import replace

from domain.messages import InboundMessage, Kind
from domain.origin import Origin
from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from handlers import forwarded
from handlers.arrivals.contact import contact_text
from handlers.intents import event, note, reminder, task
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "keep"
ROLE = Role.GUEST
IN_PLACE = True
Answer = Callable[[Caller, Reading, Store], Reply]
MADE: dict[str, tuple[Intent, Answer]] = {
    "task": (Intent.TASK, task.answer),
    "remind": (Intent.REMINDER, reminder.answer),
    "event": (Intent.EVENT, event.answer),
}
TEXTS = Texts(
    {
        "nothing": {"pt": "Certo, não guardei nada.", "en": "All right, I kept nothing."},
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Keep what was asked about, once; its records say that it came from somebody else."""
    what, number = arguments[0], int(arguments[1])
    message = _asked(caller, number, store)
    offer = f"offer:{number}"
    if store.journal.is_used(caller.person.id, number) or store.feedback.has(
        caller.person.id, offer
    ):
        raise KeyError(number)
    if what == "nothing":
        return lambda: _declined(caller, offer, store)
    # Written as of the message itself: a second press finds that it was used.
    keeper = replace(caller, source=number, origin=Origin.THIRD_PARTY)
    if what == "note":
        reading = _note(caller, message)
        return lambda: note.answer(keeper, reading, store)
    if what == "tomorrow":
        reading = forwarded.tomorrow(caller, message)
        return lambda: reminder.answer(keeper, reading, store)
    intent, answer = MADE[what]
    reading = forwarded.as_reading(caller, message, intent)
    return lambda: answer(keeper, reading, store)


def _declined(caller: Caller, offer: str, store: Store) -> Reply:
    store.feedback.give(caller.person.id, offer, "", -1, caller.now)
    return Reply(text=TEXTS.say("nothing", caller.language))


def _asked(caller: Caller, number: int, store: Store) -> InboundMessage:
    """Return the message that was asked about; KeyError where it is not this person's or chat's."""
    message = store.inbox.get(number)
    sender = store.people.find(message.address.channel, message.sender)
    if sender is None or sender.id != caller.person.id:
        raise KeyError(number)
    if caller.address not in {message.address, message.private}:
        raise KeyError(number)
    if message.origin is not Origin.THIRD_PARTY and message.kind is not Kind.CONTACT:
        raise KeyError(number)
    return message


def _note(caller: Caller, message: InboundMessage) -> Reading:
    text = contact_text(message) if message.kind is Kind.CONTACT else message.text.strip()
    return Reading(text=text, language=caller.language, intent=Intent.NOTE, title=text)
