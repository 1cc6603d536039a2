"""`/quiet`: the hours in which nothing unsolicited is sent; reminders always come."""

import re
from datetime import time

from domain.people import QuietHours, Role
from domain.texts import Texts
from engine.tool import Caller
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("quiet", "silencio")
ROLE = Role.GUEST
_HOURS = re.compile(r"(\d{1,2})(?::(\d\d))?\s*-\s*(\d{1,2})(?::(\d\d))?")
TEXTS = Texts(
    {
        "summary": {"pt": "suas horas de silêncio", "en": "your quiet hours"},
        "set": {
            "pt": "Certo: silêncio das {start} às {end}. Lembretes que você pediu continuam a vir.",
            "en": "Done: quiet from {start} to {end}. Reminders you asked for still come.",
        },
        "off": {"pt": "Certo: sem horas de silêncio.", "en": "Done: no quiet hours."},
        "how": {
            "pt": "Escreva _/quiet 22:00-07:00_ ou _/quiet off_.",
            "en": "Write _/quiet 22:00-07:00_ or _/quiet off_.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Set the quiet hours or switch them off."""
    if command.arguments.strip().casefold() in {"off", "nao", "não"}:
        store.people.set_quiet(caller.person.id, None)
        return Reply(text=TEXTS.say("off", caller.language))
    hours = _parse(command.arguments)
    if hours is None:
        return Reply(text=TEXTS.say("how", caller.language))
    store.people.set_quiet(caller.person.id, hours)
    start, end = f"{hours.start:%H:%M}", f"{hours.end:%H:%M}"
    return Reply(text=TEXTS.say("set", caller.language, start=start, end=end))


def _parse(text: str) -> QuietHours | None:
    found = _HOURS.fullmatch(text.strip())
    if found is None:
        return None
    numbers = [int(part or 0) for part in found.groups()]
    try:
        start, end = time(numbers[0], numbers[1]), time(numbers[2], numbers[3])
    except ValueError:
        return None
    return QuietHours(start=start, end=end) if start != end else None
