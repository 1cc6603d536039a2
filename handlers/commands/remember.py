"""`/remember`: keeps a fact in the person's own words."""

from domain.people import Role
from domain.texts import Texts
from engine import echo
from engine.caller import Caller
from engine.facts import found_in, learn
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("remember", "lembre")
ROLE = Role.USER
IS_BARE = False
"""The word alone is no command: it has other meanings."""
LONGEST = 1_000
TEXTS = Texts(
    {
        "summary": {"pt": "guarda um fato sobre você", "en": "keeps a fact about you"},
        "kept": {"pt": "Vou lembrar: *{text}*", "en": "I will remember: *{text}*"},
        "what": {
            "pt": "O que devo lembrar? Por exemplo: _/lembre a chave reserva está com a vizinha_.",
            "en": "What should I remember? For example: _/remember the neighbour has the spare "
            "key_.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Keep the fact and say it back."""
    text = " ".join(command.arguments.split())[:LONGEST]
    if not text:
        return Reply(text=TEXTS.say("what", caller.language))
    return keep(caller, store, text)


def keep(caller: Caller, store: Store, text: str) -> Reply:
    """Keep a text as a fact; where a rule knows its subject, it takes the former one's place."""
    fact = found_in(text, caller.language)
    learn(store, caller, fact.subject if fact else None, text, origin=caller.origin)
    return Reply(
        text=TEXTS.say("kept", caller.language, text=text),
        buttons=(echo.undo_button(caller),),
    )
