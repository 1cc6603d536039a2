"""`/brief`: the day, tomorrow or the week at a glance, now."""

from domain.people import Role
from domain.texts import Texts
from engine.brief import BriefKind
from engine.caller import Caller
from handlers.intents.brief import kind_of, told
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("brief", "resumo")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {
            "pt": "o resumo do dia; também /resumo noite e /resumo semana",
            "en": "the day's brief; also /brief evening and /brief week",
        },
        "unknown": {
            "pt": "Esse resumo eu não conheço. Há /resumo, /resumo noite e /resumo semana.",
            "en": "I do not know that brief. There is /brief, /brief evening and /brief week.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Give the brief that is named after the command."""
    kind = kind_of(command.arguments)
    if kind is None and command.arguments.strip():
        return Reply(text=TEXTS.say("unknown", caller.language))
    return told(caller, store, kind or BriefKind.NOW)
