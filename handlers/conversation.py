"""Conversation: the contract of whoever answers where the grammar does not."""

from collections.abc import Callable
from datetime import datetime
from typing import Protocol

from domain.frozen import dataclass
from domain.messages import InboundMessage
from domain.people import Person
from domain.texts import Texts
from engine.model import Heard
from handlers.turn import Reply
from storage.cards import Card
from storage.store import Store

TEXTS = Texts(
    {
        "slow": {
            "pt": "Não consegui uma resposta a tempo. Pergunte de novo daqui a pouco.",
            "en": "I could not get an answer in time. Ask again in a while.",
        },
        "no_model": {
            "pt": "O modelo de linguagem que conversa comigo não respondeu. Lembretes, tarefas e "
            "listas funcionam como sempre: /help mostra exemplos.",
            "en": "The language model that talks for me did not answer. Reminders, tasks and "
            "lists work as ever: /help shows examples.",
        },
        "budget of the person": {
            "pt": "Sua cota de conversa de hoje acabou; ela volta amanhã. Lembretes, tarefas e "
            "listas funcionam como sempre. /cost mostra quanto foi.",
            "en": "Your share of conversation for today is used up; it is back tomorrow. "
            "Reminders, tasks and lists work as ever. /cost shows how much it was.",
        },
        "budget of the house": {
            "pt": "A cota de conversa daqui acabou por agora. Lembretes, tarefas e listas "
            "funcionam como sempre. /cost mostra quanto foi.",
            "en": "The share of conversation here is used up for now. Reminders, tasks and lists "
            "work as ever. /cost shows how much it was.",
        },
        "forgotten": {
            "pt": "Enquanto eu pensava, você me fez esquecer algo; por isso larguei a resposta. "
            "Pergunte de novo.",
            "en": "While I was thinking you made me forget something, so I dropped the answer. Ask "
            "again.",
        },
        "nothing_kept": {"pt": "Nada foi guardado.", "en": "Nothing was saved."},
        "cut": {
            "pt": "_(A resposta parou no meio.)_",
            "en": "_(The answer broke off here.)_",
        },
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Talk:
    """What is to be answered: a message, and under which key in the outbox.

    `now` is when that begins; times in the message mean what they meant when it was said.
    `granted` are the cards that the person has just confirmed. `forgotten` is how often anything
    of the person had been forgotten by then: what was read before that is not written after it.
    """

    number: int
    message: InboundMessage
    person: Person
    language: str
    key: str
    now: datetime
    forgotten: int = 0
    granted: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """How a talk ends: `write` does in one unit of work what was decided, and says it.

    `failure` is why the model did not end well, for the log; None: it did. `judged` are the
    verdicts on its calls, each as what the tool can do and what became of it; `signals` the
    families of injections that what it read of others looks like.
    """

    write: Callable[[Store], Reply]
    failure: str | None = None
    judged: tuple[tuple[str, str], ...] = ()
    signals: tuple[str, ...] = ()


class Converser(Protocol):
    """Whoever can talk: a model with its turn loop, or a fake in tests."""

    async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
        """Return how it ends; may take as long as its deadline. `heard` is told the text so far."""
