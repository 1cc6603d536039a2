"""`/language`: the language of the answers."""

from domain.people import Role
from domain.texts import Texts
from engine.tool import Caller
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("language", "idioma")
ROLE = Role.GUEST
CHOICES = ("pt", "en")
TEXTS = Texts(
    {
        "summary": {"pt": "idioma: pt, en ou auto", "en": "language: pt, en or auto"},
        "set": {"pt": "Respondo em português a partir de agora.", "en": "I answer in English now."},
        "auto": {
            "pt": "Respondo no idioma em que você escrever.",
            "en": "I answer in the language you write in.",
        },
        "how": {
            "pt": "Escreva _/language pt_, _/language en_ ou _/language auto_.",
            "en": "Write _/language pt_, _/language en_ or _/language auto_.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Set the language, or let each message decide."""
    choice = command.arguments.strip().casefold()
    if choice == "auto":
        store.people.set_language(caller.person.id, None)
        return Reply(text=TEXTS.say("auto", caller.language))
    if choice not in CHOICES:
        return Reply(text=TEXTS.say("how", caller.language))
    store.people.set_language(caller.person.id, choice)
    return Reply(text=TEXTS.say("set", choice))
