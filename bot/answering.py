"""Answering: turns a stored message into what it changes and what is said."""

from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.breathing import Breathing
from bot.metrics import Metrics
from bot.reception import ANSWER, Received, reply_key
from bot.sharing.limits import Limits, Policy
from bot.task import Ending, Finish
from domain.capabilities import capabilities
from domain.clock import Clock
from domain.messages import InboundMessage, OutboundMessage, Purpose
from domain.origin import Origin
from domain.people import Person, Role
from domain.texts import FALLBACK, Texts
from engine.joining import acquaint
from handlers import awaiting, strangers
from handlers.dispatcher import Dispatcher
from handlers.turn import Reply, Routed
from storage.database import Database
from storage.inbox import DEAD, DONE
from storage.outgoing import send
from storage.queue import Job
from storage.store import Store

CONVERSE = "converse"
IN_PRIVATE = "📩"
"""A reaction where the answer went to the person alone."""
AT_ONCE = timedelta(seconds=5)
"""A message answered later than this is understood as of its reception."""
TEXTS = Texts(
    {
        "in_private": {
            "pt": "Respondi no seu privado.",
            "en": "I answered you in private.",
        },
        "too_many": {
            "pt": "São muitas mensagens de uma vez: leio até {most} por minuto. As que passaram "
            "disso não foram guardadas; espere um minuto e mande de novo.",
            "en": "That is a lot at once: I read up to {most} messages a minute. Those beyond "
            "that were not kept; wait a minute and send them again.",
        },
        "failed": {
            "pt": "Não consegui tratar essa mensagem e avisei quem cuida de mim. Nada foi "
            "guardado dela; tente com outras palavras.",
            "en": "I could not handle that message and told whoever looks after me. Nothing of "
            "it was saved; try other words.",
        },
    }
)

log = structlog.get_logger(__name__)


def _is_quick(message: InboundMessage) -> bool:
    """Tell whether a message is a command or a press, whose reading takes no time."""
    return message.callback is not None or message.text.startswith("/")


def load(store: Store, number: int) -> Received:
    """Read a message back, with whose it is."""
    message = store.inbox.get(number)
    person = store.people.find(message.address.channel, message.sender)
    return Received(id=number, message=message, person=person)


class Answer:
    """The task that answers one message (see `bot.task.Task`)."""

    name = ANSWER
    is_suspect = True

    def __init__(
        self,
        database: Database,
        dispatcher: Dispatcher,
        clock: Clock,
        metrics: Metrics,
        *,
        can_converse: bool,
        limits: Limits,
        most_a_minute: int,
    ) -> None:
        self._database = database
        self._dispatcher = dispatcher
        self._clock = clock
        self._metrics = metrics
        self._can_converse = can_converse
        self._limits = limits
        self._policy = Policy(name="messages", most=most_a_minute)
        self._breathing = Breathing()

    async def run(self, job: Job, carried: object) -> Ending:
        """Route the message; what it changes is committed together with the answer."""
        number = job.args["message"]
        if isinstance(carried, Received):
            received = carried
        else:
            received = await self._database.read(lambda store: load(store, number))
        now = self._clock.now()
        person = received.person
        if person is None:
            return Finish(write=lambda store: self._stranger(store, received))
        if person.banned_at is not None:
            return Finish(write=lambda store: store.inbox.close(number, DONE, now))
        if not await self.allows(person.id):
            self._metrics.limited.labels(self._policy.name).inc()
            return Finish(write=lambda store: self._too_many(store, received))
        if received.message.origin is Origin.THIRD_PARTY:
            self._count_signals(received.message.text)
        routed = await self._breathing.read(
            lambda: self._route(received, person), waits=not _is_quick(received.message)
        )
        self.note(received, routed, now)
        return Finish(write=lambda store: self._act(store, received, routed))

    async def allows(self, person: int) -> bool:
        """Count one message of a person, and tell whether it is within the limit."""
        return await self._limits.allows(self._policy, person)

    def at_once(self, store: Store, received: Received, person: Person) -> Routed:
        """Answer a message in the transaction that stores it; `person` is as of that."""
        routed = self._route(received, person)
        self._do(store, received, person, routed)
        return routed

    def note(self, received: Received, routed: Routed, now: datetime | None = None) -> None:
        """Count and log an answer; `now`: when it was begun."""
        waited = (now or self._clock.now()) - received.message.received_at
        self._metrics.answered.labels(routed.label).inc()
        self._metrics.answer_seconds.observe(max(0.0, waited.total_seconds()))
        log.info("message answered", correlation=reply_key(received.id), intent=routed.label)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Nothing was committed, so nothing is to be set right."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Tell the person, so that every message has an answer."""
        number = job.args["message"]
        apologise(store, load(store, number), self._clock)

    def _route(self, received: Received, person: Person) -> Routed:
        """Understand a message as of now; one that had to wait, as of when it was said.

        "Tomorrow" said before midnight stays that day after a restart; a reminder whose moment
        has come by then is promised, and sent at once as late.
        """
        now, said = self._clock.now(), received.message.received_at
        moment = said if now - said > AT_ONCE else now
        return self._dispatcher.route(received.id, received.message, person, moment)

    def _count_signals(self, text: str) -> None:
        """Count what of a forwarded text looks like an injection; nothing is decided by it."""
        from engine.signals import signals  # noqa: PLC0415 - 5 ms, only for words of others

        for family in signals(text).families:
            self._metrics.injection_signals.labels(family).inc()

    def _act(self, store: Store, received: Received, routed: Routed) -> None:
        """Do what was understood; anew where the message before changed who asks."""
        if received.person is not None:
            store.people.hold(received.person.id)
            person = store.people.get(received.person.id)
            if person != received.person:
                received = replace(received, person=person)
                if person.banned_at is not None:
                    store.inbox.close(received.id, DONE, self._clock.now())
                    return
                routed = self._route(received, person)
            self._do(store, received, person, routed)

    def _do(self, store: Store, received: Received, person: Person, routed: Routed) -> None:
        if person.name is None or person.spoken is None:
            acquaint(store, person, received.message)
        is_guest = person.role is Role.GUEST
        converses = not routed.understood and self._can_converse and not is_guest
        if converses and not (routed.is_known and routed.is_known(store)):
            self._defer_conversation(store, received)
        else:
            self._reply(store, received, routed)

    def _reply(self, store: Store, received: Received, routed: Routed) -> None:
        now = self._clock.now()
        reply = routed.answer(store)
        write_reply(store, received, reply, routed.language, self._clock)
        store.inbox.close(received.id, DONE, now)

    def _defer_conversation(self, store: Store, received: Received) -> None:
        address = received.message.address
        store.queue.defer(
            CONVERSE,
            {"message": received.id},
            lock=f"slow:{address}",
            now=self._clock.now(),
            carried=received,
        )

    def _stranger(self, store: Store, received: Received) -> None:
        """One polite line, once, unless it brings a code; in a group, nothing."""
        now = self._clock.now()
        message = received.message
        person = store.people.find(message.address.channel, message.sender)
        if person is not None:  # the message before this one brought the code
            joined = replace(received, person=person)
            self._act(store, joined, self._route(joined, person))
            return
        reply = strangers.answer(store, message, now)
        if reply is not None:
            write_reply(store, received, reply, FALLBACK, self._clock)
        store.inbox.close(received.id, DONE, now)

    def _too_many(self, store: Store, received: Received) -> None:
        """Say once a minute that no more is read."""
        now = self._clock.now()
        person = received.person
        language = (person and (person.language or person.spoken)) or FALLBACK
        message = OutboundMessage(
            key=f"many:{received.message.address}:{now:%Y-%m-%dT%H:%M}",
            address=received.message.address,
            text=TEXTS.say("too_many", language, most=self._policy.most),
            purpose=Purpose.REPLY,
            reply_to=received.message.key,
        )
        send(store, message, language=language, now=now, person=person.id if person else None)
        store.inbox.close(received.id, DONE, now)


def write_reply(
    store: Store,
    received: Received,
    reply: Reply,
    language: str,
    clock: Clock,
    *,
    key: str | None = None,
) -> None:
    """Write the answer to a message into the outbox, and what it numbered.

    `key` is that of the answer, where it is not the first one to this message.
    """
    message, person = received.message, received.person
    now = clock.now()
    if reply.is_silent:
        return
    outbound = _outbound(received, message, reply, language)
    outbound = replace(outbound, key=key) if key else outbound
    number = person.id if person else None
    if reply.shown:
        store.shown.save(outbound.address, list(reply.shown), now)
    else:
        awaiting.close(store, outbound.address)
    send(store, outbound, language=language, now=now, person=number)
    if outbound.address != message.address:
        told = replace(outbound, key=f"{outbound.key}:group", address=message.address, buttons=())
        told = _pointed(told, message, language)
        send(store, told, language=language, now=now, person=number)


def _pointed(told: OutboundMessage, message: InboundMessage, language: str) -> OutboundMessage:
    """Return what a group is shown of an answer that went out in private."""
    if capabilities(message.address.channel).reacts and message.external is not None:
        return replace(told, purpose=Purpose.REACTION, text=IN_PRIVATE, replaces=message.external)
    return replace(told, text=TEXTS.say("in_private", language))


def apologise(store: Store, received: Received, clock: Clock) -> None:
    """Close a message that could not be handled, and say so."""
    person = received.person
    language = (person and (person.language or person.spoken)) or FALLBACK
    write_reply(store, received, Reply(text=TEXTS.say("failed", language)), language, clock)
    store.inbox.close(received.id, DEAD, clock.now())


def _outbound(
    received: Received, message: InboundMessage, reply: Reply, language: str
) -> OutboundMessage:
    is_private = reply.is_personal and message.private is not None
    in_place = reply.in_place and not is_private
    return OutboundMessage(
        key=f"{reply.once}:{message.address}" if reply.once else reply_key(received.id),
        address=message.private if is_private and message.private else message.address,
        text=reply.text,
        buttons=reply.buttons,
        purpose=Purpose.REPLY,
        reply_to=message.key,
        # Ids are those of one chat: what is told in private changes nothing there.
        replaces=reply.replaces or (message.concerns if in_place else None),
        language=language,
    )
