"""Summarising: the task that has a summary of older talk made, by the model for the background."""

from datetime import datetime

import structlog

from bot.answering import load
from bot.task import Ending, Finish
from domain.clock import Clock
from engine.model import Model, ModelFailed
from handlers.summarising import SUMMARISE, ask, keep
from storage.database import Database
from storage.queue import Job
from storage.store import Store

log = structlog.get_logger(__name__)


class Summarise:
    """Nobody waits for it, and nothing is lost where it fails (see `bot.task.Task`)."""

    name = SUMMARISE
    is_suspect = False

    def __init__(self, database: Database, model: Model | None, clock: Clock) -> None:
        self._database = database
        self._model = model
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Have the summary made, and keep it in the transaction that ends the job."""
        received = await self._database.read(lambda store: load(store, job.args["message"]))
        person, message = received.person, received.message
        if person is None or self._model is None:
            return Finish()
        due, forgotten = await self._database.read(
            lambda store: (
                ask(store, person.id, message.address, message.sender),
                store.people.forgotten(person.id),
            )
        )
        if due is None:
            return Finish()
        asked, until = due
        try:
            answered = await self._model.answer(asked)
        except ModelFailed as error:
            log.info("no summary", reason=type(error).__name__)
            return Finish()
        if not answered.text.strip():
            return Finish()
        now = self._clock.now()

        def write(store: Store) -> None:
            if store.people.forgotten(person.id) == forgotten:
                keep(store, person.id, message.address, answered.text, until=until, now=now)

        return Finish(write=write)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Nothing was committed, so nothing is to be set right."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Do nothing: the next turn defers it again."""
