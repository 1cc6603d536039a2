"""`/zone`: the person's time zone; floating reminders move with it."""

from domain.errors import UnknownZone
from domain.folding import folded
from domain.people import Role
from domain.texts import Texts
from engine.recurrence import moment_for_key
from engine.tool import Caller
from engine.tools import events
from engine.zones import zone, zone_names
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("zone", "fuso")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {"pt": "seu fuso horário", "en": "your time zone"},
        "set": {
            "pt": "Certo: uso o horário de *{zone}*. Lembretes com hora marcada seguem o relógio "
            "de lá; os adiados e os de “daqui a…” não mudam.",
            "en": "Done: I use the time of *{zone}*. Reminders with a clock time follow the clock "
            "there; snoozed ones and those “in …” stay as they are.",
        },
        "how": {
            "pt": "Seu fuso é *{zone}*. Para mudar: _/zone America/Sao\\_Paulo_.",
            "en": "Your zone is *{zone}*. To change it: _/zone Europe/London_.",
        },
        "unknown": {
            "pt": "Não conheço o fuso *{zone}*. Use um nome como _America/Sao\\_Paulo_ ou "
            "_Europe/Lisbon_.",
            "en": "I know no zone *{zone}*. Use a name such as _Europe/London_ or "
            "_America/New\\_York_.",
        },
    }
)


def _by_city(said: str) -> str:
    """Return the zone whose city was written ("lisbon"), or what was written."""
    city = folded(said).replace(" ", "_")
    found = [name for name in zone_names() if name.casefold().rpartition("/")[2] == city]
    return min(found, key=len) if found and said not in zone_names() else said


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Set the zone and give every floating moment its new instant."""
    wanted = command.arguments.strip()
    if not wanted:
        return Reply(text=TEXTS.say("how", caller.language, zone=caller.person.zone))
    wanted = _by_city(wanted)
    try:
        there = zone(wanted)
    except UnknownZone:
        return Reply(text=TEXTS.say("unknown", caller.language, zone=wanted))
    store.people.set_zone(caller.person.id, wanted)
    for reminder in store.reminders.floating(caller.person.id):
        for occurrence in store.occurrences.ahead(reminder.id):
            moment = moment_for_key(reminder.schedule, occurrence.key, there)
            store.occurrences.replan(occurrence.id, moment.due_at)
    events.follow(store, caller.person.id, there)
    return Reply(text=TEXTS.say("set", caller.language, zone=wanted))
