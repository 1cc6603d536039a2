"""The snooze buttons under a reminder: `snooze:<occurrence>:<10m|1h|tonight|tomorrow>`."""

from datetime import datetime, time, timedelta

from domain.people import Role
from engine.tool import Caller
from engine.zones import resolve
from handlers.finding import promised
from handlers.intents.snooze import occurrence_later
from handlers.turn import Act
from storage.store import Store

VERB = "snooze"
ROLE = Role.GUEST
IN_PLACE = True
LENGTHS = {"10m": timedelta(minutes=10), "1h": timedelta(hours=1)}
TONIGHT, MORNING = time(20), time(9)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Put the promised moment off."""
    number, choice = arguments
    occurrence, _ = promised(store, caller, int(number))
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
