"""`/backup`, `/errors`, `/jobs` and the other commands of the owner."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.turn import Command, Reply
from handlers.verbs import ask_for
from storage.store import Store

NAMES = (
    "jobs",
    "fila",
    "retry",
    "repetir",
    "discard",
    "descartar",
    "errors",
    "erros",
    "backup",
    "broadcast",
    "announce",
    "avisar",
    "role",
    "papel",
    "whatsapp",
)
ROLE = Role.OWNER
MENU: tuple[tuple[str, ...], ...] = ()
"""Each verb stands in the menus for itself."""
TEXTS = Texts(
    {
        "summary": {
            "pt": "o que ficou de lado; também /errors, /backup, /broadcast e /role",
            "en": "what was set aside; also /errors, /backup, /broadcast and /role",
        }
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Hand the command to the job that carries it out."""
    return ask_for(caller, store, command.name)
