"""Conversing: a model answers, with tools and under the policy (see `handlers.conversation`)."""

from dataclasses import replace

from domain.origin import Origin
from engine import coach, echo, web
from engine.caller import Caller
from engine.markdown import neutral
from engine.memory import Recollection
from engine.model import Heard
from engine.outcome import Outcome
from engine.policy import written_as
from engine.setting import Setting
from engine.turn import Turn
from handlers import cards
from handlers.conversation import TEXTS, Conclusion, Talk
from handlers.promised import kept_promises
from handlers.rehearsal import Fetch, Rehearsal, performed
from handlers.turn import Reply
from handlers.window import window
from storage.database import Database
from storage.store import Store


class Conversation:
    """Talks by a model (see `Converser`)."""

    def __init__(
        self,
        database: Database,
        turn: Turn,
        *,
        seconds: float,
        recollection: Recollection | None = None,
        fetch: Fetch = web.fetch,
    ) -> None:
        self._database = database
        self._turn = turn
        self._seconds = seconds
        self._fetch = fetch
        self._recall = (recollection or Recollection(database)).recall

    async def converse(self, talk: Talk, heard: Heard) -> Conclusion:
        """Let the model answer; what it did is written by the conclusion, all or nothing."""
        caller = _caller(talk)
        coaching = coach.asked(talk.message.text, talk.language)
        if coaching is not None and not talk.granted:
            return await self._coach(caller, talk, coaching)
        rehearsal = Rehearsal(self._database, caller, self._fetch, self._recall, talk.granted)
        setting = await self._database.read(lambda store: self._setting(store, caller, talk))

        def shown(text: str) -> None:
            """Show what is said, but not in a group what is only the person's."""
            if caller.private is None or not rehearsal.has_shown:
                heard(text)

        outcome = await self._turn.take(setting, rehearsal, shown)

        def write(store: Store) -> Reply:
            return self._conclude(store, caller, talk, rehearsal, outcome)

        return Conclusion(
            write=write, failure=outcome.failure, judged=outcome.judged, signals=outcome.signals
        )

    async def _coach(self, caller: Caller, talk: Talk, coaching: coach.Coaching) -> Conclusion:
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
        caller = replace(caller, person=store.people.get(caller.person.id))
        replies = performed(rehearsal, store, caller.person)
        said, kept = kept_promises(store, caller, outcome, rehearsal)
        replies += kept
        lines = [neutral(said)] if said else []
        if outcome.is_cut and said:
            lines.append(TEXTS.say("cut", caller.language))
        if outcome.failure is not None and not said:
            lines.append(_apology(outcome.failure, caller.language, is_nothing=not replies))
        lines += [reply.text for reply in replies]
        is_personal = (
            rehearsal.has_shown
            or any(reply.is_personal for reply in replies)
            or any(card.address != caller.address for card in talk.granted)
        )
        # A card waits where it is shown.
        where = caller.private if is_personal and caller.private else caller.address
        asked = _asked(store, replace(caller, now=talk.now, address=where), outcome)
        if asked is not None:
            lines.append(asked.text)
        if not lines:
            lines.append(_apology("empty", caller.language, is_nothing=True))
        # What code says of a record that it made for the model may name others.
        is_doubtful = bool(kept) and store.labels.has_others(caller.person.id)
        _note(store, caller, talk, outcome, is_doubtful=is_doubtful)
        undo = (echo.undo_button(caller),) if replies else ()
        return Reply(
            text="\n\n".join(line for line in lines if line),
            buttons=(*(asked.buttons if asked else ()), *undo),
            shown=tuple(reference for reply in replies for reference in reply.shown),
            is_personal=is_personal,
        )


def _asked(store: Store, caller: Caller, outcome: Outcome) -> Reply | None:
    if not outcome.proposals:
        return None
    return cards.ask(store, caller, outcome.proposals, outcome.known)


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


def _note(
    store: Store, caller: Caller, talk: Talk, outcome: Outcome, *, is_doubtful: bool = False
) -> None:
    """Note that a model wrote this answer, and what had gone into it."""
    store.turns.add(
        person=caller.person.id,
        source=caller.source,
        reply=talk.key,
        origin=Origin.THIRD_PARTY if is_doubtful else written_as(outcome.origins),
        model=outcome.model,
        tools=outcome.tools,
        now=talk.now,
    )


def _apology(failure: str, language: str, *, is_nothing: bool) -> str:
    sentence = failure if failure in TEXTS.sentences else "no_model"
    text = TEXTS.say(sentence, language)
    return f"{text} {TEXTS.say('nothing_kept', language)}" if is_nothing else text
