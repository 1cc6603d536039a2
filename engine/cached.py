"""Answers that are given again: whole ones without calls, for a short while, to the same person."""

import contextlib
import hashlib
from collections.abc import Callable
from datetime import timedelta

import msgspec

from domain.clock import Clock
from engine.later import Later
from engine.model import Answered, Ask, Finish, Heard, Model, Usage, unheard
from engine.roles import Keeping
from storage.answers import Kept
from storage.database import Database, RefusedWrite
from storage.store import Store

Seen = Callable[[bool], None]
"""Is told of each request that could be kept whether it was (True) or had to be asked."""


def key_of(ask: Ask, scope: str) -> str:
    """Return what two requests share that have the same answer; `ask.moment` is left out.

    `scope` names the role and its candidates: other models answer otherwise.
    """
    asked = (scope, ask.instructions, ask.messages, ask.tools, ask.most_tokens)
    return hashlib.sha256(msgspec.json.encode(asked, order="deterministic")).hexdigest()


class Cached:
    """Keeps the answers of a model in the database, so that forgetting a person reaches them."""

    def __init__(
        self,
        model: Model,
        database: Database,
        clock: Clock,
        keeping: Keeping,
        *,
        scope: str,
        seen: Seen = lambda _is_hit: None,
        later: Later | None = None,
    ) -> None:
        self._model = model
        self._database = database
        self._clock = clock
        self._keeping = keeping
        self._scope = scope
        self._seen = seen
        self._later = later

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the kept answer, or else ask. Errors: those of the model."""
        person = ask.person
        if person is None or not ask.may_repeat:
            return await self._model.answer(ask, heard)
        key = key_of(ask, self._scope)
        now = self._clock.now()
        kept, forgotten = await self._database.read(
            lambda store: (
                store.answers.find(person, key, now),
                store.people.forgotten(person),
            )
        )
        self._seen(kept is not None)
        if kept is not None:
            heard(kept.text)
            return Answered(text=kept.text, model=kept.model, usage=Usage())
        answered = await self._model.answer(ask, heard)
        if answered.finish is Finish.STOP and not answered.calls:
            keeping = self._keep(person, key, answered, forgotten)
            if self._later:
                self._later.do(keeping)
            else:
                await keeping
        return answered

    async def _keep(self, person: int, key: str, answered: Answered, forgotten: int) -> None:
        """Keep an answer, unless something of the person was forgotten since it was asked for."""
        now = self._clock.now()
        kept = Kept(text=answered.text, model=answered.model)
        until = now + timedelta(minutes=self._keeping.minutes)

        def write(store: Store) -> None:
            if store.people.forgotten(person) == forgotten:
                most = self._keeping.most
                store.answers.keep(person, key, kept, now=now, until=until, most=most)

        with contextlib.suppress(RefusedWrite):  # the person was forgotten meanwhile
            await self._database.run(write)
