"""The buttons of the settings page: `set:<what>:<value>`; the page takes its own place."""

from datetime import time

from domain.people import QuietHours, Role
from engine.caller import Caller
from engine.rhythms import EVENING, MORNING
from handlers import settling
from handlers.settings_page import page
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "set"
ROLE = Role.GUEST
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Set one thing and show the page anew."""
    what, value = arguments
    change = _change(caller, what, value, store)

    def act() -> Reply:
        change()
        return page(caller, store)

    return act


def _change(caller: Caller, what: str, value: str, store: Store) -> Act:
    """Return what sets it; ValueError where there is no such thing."""
    if what in {MORNING, EVENING}:
        clock = None if value == "none" else time.fromisoformat(value)
        return lambda: settling.briefs(caller, store, (what,), clock)
    if what == "quiet":
        hours = None if value == "none" else _hours(value)
        return lambda: settling.quiet(caller, store, hours)
    if what == "notices" and len(value) < 3:
        count = int(value)
        return lambda: settling.notices(caller, store, count)
    if what == "language" and value in {"pt", "en"}:
        return lambda: settling.language(caller, store, value)
    raise ValueError(what)


def _hours(value: str) -> QuietHours:
    start, end = (time.fromisoformat(part) for part in value.split("-"))
    return QuietHours(start=start, end=end)
