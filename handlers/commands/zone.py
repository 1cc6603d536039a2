"""`/zone`: the person's time zone; floating reminders move with it."""

from domain.people import Role
from domain.texts import Texts
from engine import places
from engine.caller import Caller
from handlers import first_run, settling
from handlers.turn import Command, Reply
from handlers.wishes import Topic
from storage.store import Store

NAMES = ("zone", "fuso")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {"pt": "seu fuso horário", "en": "your time zone"},
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


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Set the zone by its name or by a city's, and give every floating moment its new instant."""
    wanted = command.arguments.strip()
    if not wanted:
        return Reply(text=TEXTS.say("how", caller.language, zone=caller.person.zone))
    zones = places.named(wanted)
    if not zones:
        return Reply(text=TEXTS.say("unknown", caller.language, zone=wanted))
    reply = settling.one_of_zones(caller, store, zones)
    if len(zones) > 1:
        return reply
    return first_run.followed(caller, store, Topic.ZONE, reply)
