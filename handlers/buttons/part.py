"""What a brief holds: `part:<out|in>:<section>` takes a section out, or puts it back."""

from dataclasses import replace

from domain.messages import Button
from domain.people import Role
from domain.texts import Texts
from engine import brief
from engine.caller import Caller
from engine.records import settings
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "part"
ROLE = Role.GUEST
IN_PLACE = False
TEXTS = Texts(
    {
        "out": {
            "pt": "Certo: *{heading}* não vem mais nos resumos.",
            "en": "Done: *{heading}* no longer comes in briefs.",
        },
        "in": {
            "pt": "Certo: *{heading}* volta aos resumos.",
            "en": "Done: *{heading}* is back in briefs.",
        },
        "undo": {"pt": "Pôr de volta", "en": "Put it back"},
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Change which sections come."""
    way, name = arguments
    if way not in {"out", "in"}:
        raise ValueError(way)
    heading = brief.heading_of(name, caller.language)
    return lambda: _set(caller, store, name, heading, way)


def _set(caller: Caller, store: Store, name: str, heading: str, way: str) -> Reply:
    chosen = settings.current(store, caller)
    others = tuple(one for one in chosen.muted_sections if one != name)
    muted = (*others, name) if way == "out" else others
    settings.change_preferences(store, caller, replace(chosen, muted_sections=muted))
    back = Button(label=TEXTS.say("undo", caller.language), action=f"{VERB}:in:{name}")
    return Reply(
        text=TEXTS.say(way, caller.language, heading=heading),
        buttons=(back,) if way == "out" else (),
    )
