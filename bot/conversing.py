"""Conversing: a model answers what the grammar does not understand, in a lane of its own."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Mapping
from dataclasses import replace
from datetime import datetime, timedelta
from types import MappingProxyType

import structlog

from bot.answering import CONVERSE, apologise, load, write_reply
from bot.answering import TEXTS as FAILED
from bot.channel import Channel
from bot.metrics import Metrics
from bot.reception import Received, reply_key
from bot.streaming import Stream
from bot.task import Ending, Finish
from domain.clock import Clock
from domain.errors import ModelUnavailable
from domain.messages import Address
from domain.people import Person
from domain.texts import FALLBACK
from engine.grammar.understanding import surely_in, understand
from engine.joining import language_of
from engine.proposals import OPEN_FOR
from engine.zones import zone
from handlers import cards
from handlers.conversation import TEXTS, Conclusion, Converser, Talk
from handlers.summarising import defer_if_due
from handlers.turn import Reply
from storage.cards import Card
from storage.database import Database
from storage.inbox import DONE
from storage.queue import Job
from storage.store import Store

CONVERSE_SECONDS = 60.0
"""Whoever talks has a shorter deadline; this one holds whatever they do."""
TYPING_EVERY = timedelta(seconds=5)
"""The sign goes out by itself after about that long."""

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
        metrics: Metrics,
        channels: Mapping[str, Channel] = MappingProxyType({}),
    ) -> None:
        self._database = database
        self._converser = converser
        self._clock = clock
        self._metrics = metrics
        self._channels = channels

    async def run(self, job: Job, carried: object) -> Ending:
        """Ask the model and send what it says; without one, say that it was not handled."""
        number = job.args["message"]
        if isinstance(carried, Received):
            received = carried
        else:
            received = await self._database.read(lambda store: load(store, number))
        if received.person is None:
            return Finish()
        if self._converser is None:
            return Finish(write=lambda store: apologise(store, received, self._clock))
        press = job.args.get("press")
        talk = await self._talk(received, received.person, press)
        if talk.person.banned_at is not None:
            return Finish(write=lambda store: store.inbox.close(number, DONE, self._clock.now()))
        if press is not None and not talk.granted:
            return Finish(write=lambda store: self._tell(store, received, press, talk.language))
        stream = Stream(self._channels.get(received.message.address.channel), received, self._clock)
        conclusion = await self._ask(self._converser, received, talk, stream)
        for effect, verdict in conclusion.judged:
            self._metrics.tool_calls.labels(effect, verdict).inc()
        for family in conclusion.signals:
            self._metrics.injection_signals.labels(family).inc()
        return Finish(write=lambda store: self._end(store, received, talk, conclusion, stream))

    async def _talk(self, received: Received, person: Person, press: int | None) -> Talk:
        """Return what is to be answered: a message, or what a press has just confirmed."""

        def granted(store: Store) -> Talk:
            return Talk(
                number=received.id,
                message=received.message,
                person=store.people.get(person.id),
                language=person.language or person.spoken or _language_of(received),
                key=reply_key(received.id) if press is None else f"granted:{press}",
                now=self._clock.now(),
                forgotten=store.people.forgotten(person.id),
                granted=() if press is None else _granted(store, press, self._clock.now()),
            )

        return await self._database.read(granted)

    def _end(
        self, store: Store, received: Received, talk: Talk, conclusion: Conclusion, stream: Stream
    ) -> None:
        """Write what was decided and the answer that says so, by the person as they are now."""
        store.people.hold(talk.person.id)
        now = self._clock.now()
        if conclusion.failure is not None:
            store.errors.record(CONVERSE, conclusion.failure, now)
        press = talk.granted[0].press if talk.granted else None
        told = [] if press is None else cards.told(store, press, talk.language)
        for card in talk.granted:
            store.cards.use(card.id, press=card.press or 0, now=now)
        person = store.people.get(talk.person.id)
        if person.spoken is None:
            store.people.speaks(person.id, talk.language)
        if person.banned_at is None:
            is_void = store.people.forgotten(person.id) != talk.forgotten
            said = Reply(text=TEXTS.say("forgotten", talk.language)) if is_void else None
            reply = _with(conclusion, said or conclusion.write(store), told)
            reply = stream.final(reply)
            write_reply(store, received, reply, talk.language, self._clock, key=talk.key)
        if not talk.granted:
            store.inbox.close(received.id, DONE, now)
            message = received.message
            defer_if_due(
                store, person.id, message.address, message.sender, source=received.id, now=now
            )

    def _tell(self, store: Store, received: Received, press: int, language: str) -> bool:
        """Say what came of calls that left before an earlier attempt ended; False: none did."""
        told = cards.told(store, press, language)
        if told and received.person and store.people.get(received.person.id).banned_at is None:
            reply = Reply(text="\n\n".join(told))
            write_reply(store, received, reply, language, self._clock, key=f"granted:{press}")
        return bool(told)

    async def _ask(
        self, converser: Converser, received: Received, talk: Talk, stream: Stream
    ) -> Conclusion:
        """Return how the talk ends, in time in any case."""
        correlation = reply_key(received.id)
        try:
            async with (
                asyncio.timeout(CONVERSE_SECONDS) as deadline,
                self._typing(received),
                stream.flowing(),
            ):
                conclusion = await converser.converse(talk, stream.heard)
        except TimeoutError:
            if not deadline.expired():
                raise
            conclusion = _failed("slow", "slow", talk.language)
        except ModelUnavailable as error:
            conclusion = _failed("no_model", str(error.facts["reason"]), talk.language)
        if conclusion.failure is not None:
            log.warning(
                "no answer of the model", correlation=correlation, reason=conclusion.failure
            )
        return conclusion

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
        received, press = load(store, job.args["message"]), job.args.get("press")
        person = received.person
        if press is None or person is None:
            apologise(store, received, self._clock)
            return
        language = person.language or person.spoken or FALLBACK
        for card in store.cards.granted(press):
            store.cards.use(card.id, press=press, now=now)
        if not self._tell(store, received, press, language):
            reply = Reply(text=FAILED.say("failed", language))
            write_reply(store, received, reply, language, self._clock, key=f"granted:{press}")


def _granted(store: Store, press: int, now: datetime) -> tuple[Card, ...]:
    """Return what a press granted, unless it lay too long: then nobody expects it any more."""
    return tuple(one for one in store.cards.granted(press) if now <= one.expires_at + OPEN_FOR)


def _language_of(received: Received) -> str:
    """Return the language of a message, where the person has never said anything clearer.

    Where its words could be of several, it is that of the sender's device.
    """
    message = received.message
    device = language_of(message) if message.text.isascii() else None
    told = surely_in(message.text) or device
    moment, utc = message.received_at, zone("UTC")
    return told or understand(message.text, now=moment, zone=utc).language


def _with(conclusion: Conclusion, reply: Reply, told: list[str]) -> Reply:
    """Return a reply with what came of calls that left; it takes the place of an apology."""
    if not told:
        return reply
    is_apology = conclusion.failure is not None and not reply.buttons
    texts = told if is_apology or not reply.text else [reply.text, *told]
    return replace(reply, text="\n\n".join(texts))


def _failed(sentence: str, reason: str, language: str) -> Conclusion:
    text = f"{TEXTS.say(sentence, language)} {TEXTS.say('nothing_kept', language)}"
    return Conclusion(write=lambda _store: Reply(text=text), failure=reason)
