"""The button "change" under an echo: `change:<reminder>`, or `change:event:<event>`."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.finding import MOVING
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "change"
ROLE = Role.GUEST
IN_PLACE = False
TEXTS = Texts(
    {
        "how": {
            "pt": "Para quando? Escreva só o horário, como _amanhã 9h_, ou _adia 1 hora_.",
            "en": "To when? Write the time alone, such as _tomorrow 9am_, or _snooze 1 hour_.",
        },
        "event": {
            "pt": "*{title}*: para quando? Escreva só o horário, como _amanhã 9h_.",
            "en": "*{title}*: to when? Write the time alone, such as _tomorrow 9am_.",
        },
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Ask for the new time; the answer is about this reminder or event."""
    if arguments[0] == "event":
        return _event(caller, int(arguments[1]), store)
    number = int(arguments[0])
    reminder = store.reminders.get(number)
    if reminder is None or reminder.person != caller.person.id:
        raise KeyError(number)
    reply = Reply(
        text=TEXTS.say("how", caller.language), shown=((MOVING, number), ("reminder", number))
    )
    return lambda: reply


def _event(caller: Caller, number: int, store: Store) -> Act:
    event = store.events.get(caller.person.id, number)
    if event is None:
        raise KeyError(number)
    text = TEXTS.say("event", caller.language, title=event.title)
    return lambda: Reply(text=text, shown=((MOVING, number), ("event", number)))
