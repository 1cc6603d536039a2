"""The snooze buttons under a reminder: `snooze:<occurrence>:<10m|1h|tonight|tomorrow|choose>`."""

from datetime import datetime, time, timedelta

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from engine.zones import resolve
from handlers.awaiting import SNOOZING
from handlers.finding import promised
from handlers.intents.snooze import occurrence_later
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "snooze"
ROLE = Role.GUEST
IN_PLACE = True
LENGTHS = {"10m": timedelta(minutes=10), "1h": timedelta(hours=1)}
TONIGHT, MORNING = time(20), time(9)
TEXTS = Texts(
    {
        "when": {
            "pt": "*{title}*: para quando? Escreva só o horário, como _19h_, _em 2 horas_ ou "
            "_amanhã 9h_.",
            "en": "*{title}*: until when? Write the time alone, such as _7pm_, _in 2 hours_ or "
            "_tomorrow at 9_.",
        }
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Put the promised moment off."""
    number, choice = arguments
    occurrence, reminder = promised(store, caller, int(number))
    if choice == "choose":
        return lambda: Reply(
            text=TEXTS.say("when", caller.language, title=reminder.title),
            shown=((SNOOZING, occurrence.id),),
        )
    until = _until(caller, choice)
    return lambda: occurrence_later(caller, store, occurrence.id, until)


def _until(caller: Caller, choice: str) -> datetime:
    """Return when; "tonight" after eight in the evening is in an hour."""
    if choice in LENGTHS:
        return caller.now + LENGTHS[choice]
    today = caller.local_now.date()
    if choice == "tonight":
        tonight = resolve(datetime.combine(today, TONIGHT), caller.zone)[0]
        return tonight if tonight > caller.now else caller.now + LENGTHS["1h"]
    if choice == "tomorrow":
        return resolve(datetime.combine(today + timedelta(days=1), MORNING), caller.zone)[0]
    raise ValueError(choice)
