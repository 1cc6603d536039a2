"""The reception: a message is stored before anybody is told that it arrived."""

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

import structlog

from bot.metrics import Metrics
from bot.options import chosen
from bot.releasing import release
from bot.turns import Turns
from domain.capabilities import capabilities
from domain.cleaning import LONGEST_MESSAGE, storable
from domain.clock import Clock
from domain.errors import Overloaded, StorageUnavailable
from domain.frozen import dataclass
from domain.messages import Address, InboundMessage, Kind
from domain.people import Person
from handlers.turn import Routed
from storage.database import Database
from storage.store import Store

if TYPE_CHECKING:
    from bot.prompt import Prompt

ANSWER = "answer"
MOST_WAITING = 10_000
"""Jobs; each takes some ten kilobytes."""
LONGEST_DELAY = 0.5
"""Seconds that a message may have to wait for its turn; beyond them the sender comes again."""

log = structlog.get_logger(__name__)


def reply_key(message: int) -> str:
    """Return the key of the answer to a message; it also joins the log lines of the turn."""
    return f"reply:{message}"


def lane(address: Address) -> str:
    """Return the lock of the jobs that answer what is said in a chat."""
    return f"in:{address}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Received:
    """A stored message and whose it is; `person` None: somebody SparkOne does not know."""

    id: int
    message: InboundMessage
    person: Person | None


class Reception:
    """Takes messages from every channel: one transaction each, under the channel's key."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        metrics: Metrics,
        *,
        depth: Callable[[], int] = lambda: 0,
        delay: Callable[[int], float] = lambda _coming: 0.0,
        longest: int = LONGEST_MESSAGE,
        most_waiting: int = MOST_WAITING,
        turns: Turns | None = None,
        at_once: "Prompt | None" = None,
    ) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._longest = longest
        self._most_waiting = most_waiting
        self._depth = depth
        self._turns = turns
        self._at_once = at_once
        self._delay = delay
        self._storing = 0
        self._owners: frozenset[tuple[str, str]] | None = None
        self.is_open = True

    def forget_owners(self) -> None:
        """Ask again who the owner is: that may have changed."""
        self._owners = None

    async def accept(self, message: InboundMessage) -> bool:
        """Store a message; True when it is new (see `bot.channel.Accept`)."""
        channel = message.address.channel
        waiting = self._depth() + self._storing
        is_late = self._delay(self._storing) > LONGEST_DELAY
        is_full = waiting >= self._most_waiting or (is_late and not await self._is_owners(message))
        if is_full or not self.is_open:
            self._metrics.refused.labels(channel, "overloaded").inc()
            raise Overloaded(waiting=waiting)
        message = self._fit(message)
        self._storing += 1
        try:
            received = await self._take(message)
        except StorageUnavailable as error:
            self._metrics.refused.labels(channel, "storage").inc()
            log.error("message not stored", channel=channel, reason=str(error))
            raise
        finally:
            self._storing -= 1
        if received is None:
            self._metrics.duplicates.labels(channel).inc()
            return False
        self._metrics.received.labels(channel).inc()
        log.info("message received", correlation=reply_key(received.id), channel=channel)
        return True

    async def _take(self, message: InboundMessage) -> Received | None:
        """Store a message, answered at once or for its turn; None where it is known already."""
        if self._at_once is None:
            return await self._in_turn(message)
        if await self._at_once.admits(message):
            try:
                return await self._answered(self._at_once, message)
            except StorageUnavailable:
                raise
            except Exception as error:  # noqa: BLE001 - then it is tried in the queue, and told
                log.warning("not answered at once", reason=type(error).__name__)
        with self._at_once.queuing(message):
            received = await self._in_turn(message)
        if received is not None:
            self._at_once.met(received)
        return received

    async def _answered(self, at_once: "Prompt", message: InboundMessage) -> Received | None:
        """Store a message with its answer."""

        def unit(store: Store) -> tuple[Received, Routed | None] | None:
            received = self._write(store, message)
            if received is None:
                return None
            routed = at_once.answer(store, received)
            if routed is None:
                self._queue(store, received)
            return received, routed

        done = await self._database.run(unit, by_rows=True)
        if done is None:
            return None
        received, routed = done
        if routed is not None:
            at_once.answered(received, routed)
        return received

    async def _in_turn(self, message: InboundMessage) -> Received | None:
        """Store a message after those of its chat that came before it."""
        if self._turns is None:
            return await self._database.run(lambda store: self._store(store, message), by_rows=True)
        async with self._turns.of(message.address):
            return await self._database.run(lambda store: self._store(store, message), by_rows=True)

    async def _is_owners(self, message: InboundMessage) -> bool:
        """Tell whether the owner says it, whom a crowd keeps from nothing."""
        if self._owners is None:
            self._owners = await self._database.read(_owners)
        return (message.address.channel, message.sender) in self._owners

    def _fit(self, message: InboundMessage) -> InboundMessage:
        """Return a message as it may be stored; most are so already."""
        length = len(message.text) if len(message.text) > self._longest else 0
        text = storable(message.text[: self._longest])
        pressed = message.callback and storable(message.callback[: self._longest])
        name = message.sender_name and storable(message.sender_name)
        file = message.attachment
        if file is not None and file.name is not None:
            file = replace(file, name=storable(file.name))
        fitted = (text, length, pressed, name, file)
        given = (message.text, message.length, message.callback, message.sender_name)
        if fitted == (*given, message.attachment):
            return message
        return replace(
            message,
            text=text,
            length=length,
            callback=pressed,
            sender_name=name,
            attachment=file,
        )

    def _store(self, store: Store, message: InboundMessage) -> Received | None:
        received = self._write(store, message)
        if received is not None:
            self._queue(store, received)
        return received

    def _write(self, store: Store, message: InboundMessage) -> Received | None:
        """Store a message and find out whose it is; None where it is known already."""
        if message.aliases:
            message = store.aliases.settle(message)
        if message.kind is Kind.CHOICE:
            message = chosen(store, message)
        number = store.inbox.add(message)
        if number is None:
            return None
        in_private = message.private is None
        person = store.people.meet(message.address.channel, message.sender, in_private=in_private)
        if person is not None and in_private:
            can = capabilities(message.address.channel)
            if can.window is not None:
                store.windows.wrote(person.id, message.address, message.received_at)
            if can.confirms:  # what was withheld until somebody writes goes out now
                release(store, message.address, self._clock.now())
        return Received(id=number, message=message, person=person)

    def _queue(self, store: Store, received: Received) -> None:
        store.queue.defer(
            ANSWER,
            {"message": received.id},
            lock=lane(received.message.address),
            now=self._clock.now(),
            carried=received,
        )


def _owners(store: Store) -> frozenset[tuple[str, str]]:
    owner = store.people.owner()
    known = store.people.identities(owner.id) if owner is not None else []
    return frozenset((one.channel, one.external) for one in known)
