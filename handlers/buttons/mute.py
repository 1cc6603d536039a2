"""The opt-out under a notice: `mute:<on|off>:<kind>`."""

from dataclasses import replace

from domain.messages import Button
from domain.people import Role
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.notices import name_of
from engine.records import settings
from handlers.turn import Act, Reply
from storage.store import Store

VERB = "mute"
ROLE = Role.GUEST
IN_PLACE = False
TEXTS = Texts(
    {
        "on": {
            "pt": "Certo: não aviso mais de *{name}*. Para voltar: /settings.",
            "en": "Done: no more notices about *{name}*. To bring them back: /settings.",
        },
        "off": {
            "pt": "Certo: volto a avisar de *{name}*.",
            "en": "Done: notices about *{name}* come again.",
        },
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Mute a kind of notice, or bring it back."""
    way, kind = arguments
    if way not in {"on", "off"}:
        raise ValueError(way)
    name = name_of(kind, caller.language)
    return lambda: _set(caller, store, kind, name, way)


def _set(caller: Caller, store: Store, kind: str, name: str, way: str) -> Reply:
    chosen = settings.current(store, caller)
    others = tuple(one for one in chosen.muted if one != kind)
    muted = (*others, kind) if way == "on" else others
    settings.change_preferences(store, caller, replace(chosen, muted=muted))
    back = Button(label=echo.TEXTS.say("undo", caller.language), action=f"{VERB}:off:{kind}")
    return Reply(
        text=TEXTS.say(way, caller.language, name=name), buttons=(back,) if way == "on" else ()
    )
