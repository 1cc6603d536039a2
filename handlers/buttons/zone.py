"""The buttons that name a time zone: `zone:<name>`, or `zone:keep` for the present one."""

from domain.people import Role
from engine import zones
from engine.caller import Caller
from handlers import first_run, settling
from handlers.turn import Act
from handlers.wishes import Topic
from storage.store import Store

VERB = "zone"
ROLE = Role.GUEST
IN_PLACE = True


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Set the zone; KeyError where there is no such zone."""
    (wanted,) = arguments
    name = caller.person.zone if wanted == "keep" else wanted
    if name not in zones.zone_names():
        raise KeyError(name)
    return lambda: first_run.followed(caller, store, Topic.ZONE, settling.zone(caller, store, name))
