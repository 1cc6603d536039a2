"""`/status`, `/health`, `/users` and the other commands of owners and admins."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.turn import Command, Reply
from handlers.verbs import ask_for
from storage.store import Store

NAMES = (
    "status",
    "health",
    "saude",
    "users",
    "usuarios",
    "ban",
    "banir",
    "unban",
    "desbanir",
    "version",
    "versao",
)
ROLE = Role.ADMIN
MENU: tuple[tuple[str, ...], ...] = ()
"""Each verb stands in the menus for itself."""
TEXTS = Texts(
    {
        "summary": {
            "pt": "como está tudo; também /health, /whatsapp, /users, /ban e /version",
            "en": "how everything is; also /health, /whatsapp, /users, /ban and /version",
        }
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Hand the command to the job that carries it out."""
    return ask_for(caller, store, command.name)
