"""Conversing: a model answers what the grammar does not understand, in a lane of its own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog

from bot.answering import CONVERSE, apologise, load, write_reply
from bot.channel import Channel
from bot.reception import Received, reply_key
from bot.settings import Settings
from bot.task import Ending, Finish
from domain.clock import Clock
from domain.errors import ModelUnavailable
from domain.messages import Address
from domain.people import Person
from domain.texts import FALLBACK, Texts
from handlers.conversation import Converser
from handlers.turn import Reply
from storage.database import Database
from storage.inbox import DONE
from storage.queue import Job
from storage.store import Store

CONVERSE_SECONDS = 60.0
TYPING_EVERY = timedelta(seconds=5)
"""The sign goes out by itself after about that long."""
TEXTS = Texts(
    {
        "slow": {
            "pt": "Não consegui uma resposta a tempo; nada foi guardado. Pergunte de novo daqui a "
            "pouco.",
            "en": "I could not get an answer in time; nothing was saved. Ask again in a while.",
        },
        "no_model": {
            "pt": "O modelo de linguagem que conversa comigo não respondeu; nada foi guardado. "
            "Lembretes, tarefas e listas funcionam como sempre: /help mostra exemplos.",
            "en": "The language model that talks for me did not answer; nothing was saved. "
            "Reminders, tasks and lists work as ever: /help shows examples.",
        },
    }
)

log = structlog.get_logger(__name__)


class Converse:
    """The second lane: a model answers in its own time, commands do not wait for it."""

    name = CONVERSE
    is_suspect = True

    def __init__(
        self,
        database: Database,
        converser: Converser | None,
        clock: Clock,
        channels: Mapping[str, Channel] = MappingProxyType({}),
    ) -> None:
        self._database = database
        self._converser = converser
        self._clock = clock
        self._channels = channels

    async def run(self, job: Job, carried: object) -> Ending:
        """Ask the model and send what it says; without one, say that it was not handled."""
        number = job.args["message"]
        if isinstance(carried, Received):
            received = carried
        else:
            received = await self._database.read(lambda store: load(store, number))
        person = received.person
        if person is None:
            return Finish()
        if self._converser is None:
            return Finish(write=lambda store: apologise(store, received, self._clock))
        language = person.language or person.spoken or FALLBACK
        text, failure = await self._ask(self._converser, received, person, language)

        def write(store: Store) -> None:
            if failure is not None:
                store.errors.record(CONVERSE, failure, self._clock.now())
            if store.people.get(person.id).banned_at is None:
                write_reply(store, received, Reply(text=text), language, self._clock)
            store.inbox.close(number, DONE, self._clock.now())

        return Finish(write=write)

    async def _ask(
        self, converser: Converser, received: Received, person: Person, language: str
    ) -> tuple[str, str | None]:
        """Return what to say, and why the model did not say it; None: it did."""
        try:
            async with asyncio.timeout(CONVERSE_SECONDS) as deadline, self._typing(received):
                return await converser.converse(received.message, person, language), None
        except TimeoutError:
            if not deadline.expired():
                raise
            failure = "slow"
        except ModelUnavailable as error:
            failure = str(error.facts["reason"])
        correlation = reply_key(received.id)
        log.warning("no answer of the model", correlation=correlation, reason=failure)
        return TEXTS.say("slow" if failure == "slow" else "no_model", language), failure

    @contextlib.asynccontextmanager
    async def _typing(self, received: Received) -> AsyncIterator[None]:
        """Show that an answer is on its way, for as long as it is waited for."""
        showing = asyncio.create_task(self._type(received.message.address))
        try:
            yield
        finally:
            showing.cancel()
            await asyncio.gather(showing, return_exceptions=True)

    async def _type(self, address: Address) -> None:
        channel = self._channels.get(address.channel)
        never = asyncio.Event()
        while channel is not None:
            await channel.typing(address)
            await self._clock.wait_until(self._clock.now() + TYPING_EVERY, never)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Nothing was committed, so nothing is to be set right."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Tell the person, so that every message has an answer."""
        apologise(store, load(store, job.args["message"]), self._clock)


def converser_for(settings: Settings, database: Database) -> Converser | None:
    """Return the model that the settings name; None: there is none."""
    if not settings.openai_api_key:
        return None
    from engine.talking import OpenAiConverser  # noqa: PLC0415 - only with a key

    return OpenAiConverser(
        database,
        key=settings.openai_api_key,
        model=settings.openai_model,
        base_url=settings.openai_base_url,
    )
