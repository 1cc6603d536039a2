"""Strangers: one polite line, once; with a code, a way in."""

from datetime import datetime

from domain.messages import InboundMessage
from domain.texts import FALLBACK, Texts
from handlers.turn import Reply
from storage.store import Store

TEXTS = Texts(
    {
        "stranger": {
            "pt": "Olá! Sou um assistente pessoal e só converso com quem meu dono convidou.",
            "en": "Hello! I am a personal assistant and only talk to people my owner invited.",
        },
    }
)


def answer(store: Store, message: InboundMessage, now: datetime) -> Reply | None:
    """Return the answer to somebody SparkOne does not know; None: there is none."""
    if message.private is not None:
        return None
    return Reply(text=TEXTS.say("stranger", FALLBACK), once="stranger")
