"""Conversation: a model answers where the grammar does not, with tools and under the policy."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Protocol

from domain.messages import InboundMessage
from domain.people import Person
from domain.texts import Texts
from engine import coach, echo, web
from engine.markdown import neutral
from engine.model import Heard
from engine.policy import written_as
from engine.proposals import Proposal
from engine.tool import Caller
from engine.turn import Outcome, Setting, Turn
from handlers import cards
from handlers.promised import kept_promises
from handlers.rehearsal import Fetch, Rehearsal, performed
from handlers.turn import Reply
from handlers.window import window
from storage.cards import Card
from storage.database import Database
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
    `granted` are the cards that the person has just confirmed.
    """

    number: int
    message: InboundMessage
    person: Person
    language: str
    key: str
    now: datetime
    granted: tuple[Card, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Conclusion:
    """How a talk ends: `write` does in one unit of work what was decided, and says it.

    `failure` is why the model did not end well, for the log; None: it did.
    """

    write: Callable[[Store], Reply]
    failure: str | None = None


class Converser(Protocol):
    """Whoever can talk: a model with its turn loop, or a fake in tests."""

    async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
        """Return how it ends; may take as long as its deadline. `heard` is told the text so far."""


class Conversation:
    """Talks by a model (see `Converser`)."""

    def __init__(
        self, database: Database, turn: Turn, *, seconds: float, fetch: Fetch = web.fetch
    ) -> None:
        self._database = database
        self._turn = turn
        self._seconds = seconds
        self._fetch = fetch

    async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
        """Let the model answer; what it did is written by the conclusion, all or nothing."""
        caller = _caller(talk)
        coaching = coach.asked(talk.message.text, talk.language)
        if coaching is not None and not talk.granted:
            return await self._coach(caller, talk, coaching, heard)
        rehearsal = Rehearsal(self._database, caller, self._fetch)
        setting = await self._database.read(lambda store: self._setting(store, caller, talk))
        outcome = await self._turn.take(setting, rehearsal, heard)

        def write(store: Store) -> Reply:
            return self._conclude(store, caller, talk, rehearsal, outcome)

        return Conclusion(write=write, failure=outcome.failure)

    async def _coach(
        self, caller: Caller, talk: Talk, coaching: coach.Coaching, heard: Heard
    ) -> Conclusion:
        """Let the model work on a text, and show by code what changed; it has no tools."""
        setting = Setting(
            person=caller.person.id,
            said=coaching.text or coaching.about or talk.message.text,
            instructions=coach.instructions(coaching, caller.language),
            seconds=self._seconds,
        )
        outcome = await self._turn.say(setting)

        def write(store: Store) -> Reply:
            lines = [coach.answer(coaching, outcome.text, caller.language)] if outcome.text else []
            if outcome.is_cut:
                lines.append(TEXTS.say("cut", caller.language))
            if outcome.failure is not None:
                lines = [_apology(outcome.failure, caller.language, is_nothing=True)]
            _note(store, caller, talk, outcome)
            return Reply(text="\n\n".join(lines))

        return Conclusion(write=write, failure=outcome.failure)

    def _setting(self, store: Store, caller: Caller, talk: Talk) -> Setting:
        told = window(store, caller, talk.message)
        return Setting(
            person=caller.person.id,
            said=talk.message.text,
            instructions=told.instructions,
            moment=told.moment,
            history=told.messages,
            sources=told.sources,
            granted=tuple(cards.proposal(card) for card in talk.granted),
            seconds=self._seconds,
        )

    def _conclude(
        self,
        store: Store,
        caller: Caller,
        talk: Talk,
        rehearsal: Rehearsal,
        outcome: Outcome,
    ) -> Reply:
        """Write what was rehearsed, and say it: the model's words, then what code says."""
        replies = performed(rehearsal, store)
        said, kept = kept_promises(store, caller, outcome, rehearsal)
        replies += kept
        lines = [neutral(said)] if said else []
        if outcome.is_cut and said:
            lines.append(TEXTS.say("cut", caller.language))
        if outcome.failure is not None and not said:
            lines.append(_apology(outcome.failure, caller.language, is_nothing=not replies))
        lines += [reply.text for reply in replies]
        asked = self._asked(store, replace(caller, now=talk.now), outcome.proposals)
        if asked is not None:
            lines.append(asked.text)
        if not lines:
            lines.append(_apology("empty", caller.language, is_nothing=True))
        _note(store, caller, talk, outcome)
        undo = (echo.undo_button(caller),) if replies else ()
        return Reply(
            text="\n\n".join(line for line in lines if line),
            buttons=(*(asked.buttons if asked else ()), *undo),
            shown=tuple(reference for reply in replies for reference in reply.shown),
            is_personal=any(reply.is_personal for reply in replies),
        )

    def _asked(self, store: Store, caller: Caller, proposals: tuple[Proposal, ...]) -> Reply | None:
        return cards.ask(store, caller, proposals, self._turn.tools) if proposals else None


def _caller(talk: Talk) -> Caller:
    message = talk.message
    return Caller(
        person=talk.person,
        source=talk.number,
        address=message.address,
        language=talk.language,
        now=message.received_at,
        origin=message.origin,
        private=message.private,
        concerns=message.concerns,
    )


def _note(store: Store, caller: Caller, talk: Talk, outcome: Outcome) -> None:
    """Note that a model wrote this answer, and what had gone into it."""
    store.turns.add(
        person=caller.person.id,
        source=caller.source,
        reply=talk.key,
        origin=written_as(outcome.origins),
        model=outcome.model,
        tools=outcome.tools,
        now=talk.now,
    )


def _apology(failure: str, language: str, *, is_nothing: bool) -> str:
    sentence = failure if failure in TEXTS.sentences else "no_model"
    text = TEXTS.say(sentence, language)
    return f"{text} {TEXTS.say('nothing_kept', language)}" if is_nothing else text
