"""`/link`: a code with which another channel comes to know the same person."""

from domain.codes import Opens
from domain.people import Role
from domain.texts import Texts
from engine import codes
from engine.caller import Caller
from handlers.inviting import ways
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("link", "vincular")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {
            "pt": "fala comigo também por outro aplicativo ou conta",
            "en": "talk to me from another app or account too",
        },
        "made": {
            "pt": "Para eu reconhecer você em outro aplicativo ou conta, abra ou me escreva lá, "
            "em {minutes} minutos; vale uma vez, e só para você:\n{ways!r}",
            "en": "For me to know you in another app or account, open or write to me there, "
            "within {minutes} minutes; it is valid once, and for you alone:\n{ways!r}",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Make a code of the person's own."""
    code = codes.make(
        store,
        Opens.LINK,
        role=caller.person.role,
        made_by=caller.person.id,
        now=caller.now,
        lasts=codes.PAIRING,
    )
    minutes = codes.PAIRING.seconds // 60
    text = TEXTS.say("made", caller.language, minutes=minutes, ways=ways(caller, code))
    return Reply(text=text, is_personal=True)
