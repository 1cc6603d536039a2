"""Forwarded words: somebody else's, so nothing is kept of them without a question."""

from domain.messages import InboundMessage
from domain.texts import Texts
from engine.tool import Caller
from handlers.turn import Reply
from storage.store import Store

TEXTS = Texts(
    {
        "what": {
            "pt": "Isso foi encaminhado; não guardei nada. O que faço com ele?",
            "en": "That was forwarded; I kept nothing of it. What shall I do with it?",
        },
    }
)


def answer(caller: Caller, message: InboundMessage, store: Store) -> Reply:
    """Ask what is to become of it."""
    return Reply(text=TEXTS.say("what", caller.language))
