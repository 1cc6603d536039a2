"""`/language`: the language of the answers."""

from domain.folding import folded
from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers import first_run, settling
from handlers.turn import Command, Reply
from handlers.wishes import Topic
from storage.store import Store

NAMES = ("language", "idioma")
ROLE = Role.GUEST
CHOICES = {
    "pt": "pt",
    "portugues": "pt",
    "portuguese": "pt",
    "en": "en",
    "ingles": "en",
    "english": "en",
    "auto": None,
}
TEXTS = Texts(
    {
        "summary": {"pt": "idioma: pt, en ou auto", "en": "language: pt, en or auto"},
        "how": {
            "pt": "Escreva _/language pt_, _/language en_ ou _/language auto_.",
            "en": "Write _/language pt_, _/language en_ or _/language auto_.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Set the language, or let each message decide."""
    choice = folded(command.arguments)
    if choice not in CHOICES:
        return Reply(text=TEXTS.say("how", caller.language))
    reply = settling.language(caller, store, CHOICES[choice])
    return first_run.followed(caller, store, Topic.LANGUAGE, reply)
