"""The reception: a message is stored before anybody is told that it arrived."""

from collections.abc import Callable
from dataclasses import dataclass, replace

import structlog

from bot.metrics import Metrics
from bot.options import chosen
from bot.releasing import release
from domain.capabilities import capabilities
from domain.cleaning import LONGEST_MESSAGE, storable
from domain.clock import Clock
from domain.errors import Overloaded, StorageUnavailable
from domain.messages import InboundMessage, Kind
from domain.people import Person
from storage.database import Database
from storage.store import Store

ANSWER = "answer"
MOST_WAITING = 10_000

log = structlog.get_logger(__name__)


def reply_key(message: int) -> str:
    """Return the key of the answer to a message; it also joins the log lines of the turn."""
    return f"reply:{message}"


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
        longest: int = LONGEST_MESSAGE,
        most_waiting: int = MOST_WAITING,
    ) -> None:
        self._database = database
        self._clock = clock
        self._metrics = metrics
        self._longest = longest
        self._most_waiting = most_waiting
        self._depth = depth
        self.is_open = True

    async def accept(self, message: InboundMessage) -> bool:
        """Store a message; True when it is new (see `bot.channel.Accept`)."""
        channel = message.address.channel
        if not self.is_open or self._depth() >= self._most_waiting:
            self._metrics.refused.labels(channel, "overloaded").inc()
            raise Overloaded(waiting=self._depth())
        message = self._fit(message)
        try:
            number = await self._database.run(lambda store: self._store(store, message))
        except StorageUnavailable as error:
            self._metrics.refused.labels(channel, "storage").inc()
            log.error("message not stored", channel=channel, reason=str(error))
            raise
        if number is None:
            self._metrics.duplicates.labels(channel).inc()
            return False
        self._metrics.received.labels(channel).inc()
        log.info("message received", correlation=reply_key(number), channel=channel)
        return True

    def _fit(self, message: InboundMessage) -> InboundMessage:
        length = len(message.text) if len(message.text) > self._longest else 0
        text = storable(message.text[: self._longest])
        pressed = message.callback and storable(message.callback[: self._longest])
        name = message.sender_name and storable(message.sender_name)
        file = message.attachment
        if file is not None and file.name is not None:
            file = replace(file, name=storable(file.name))
        return replace(
            message,
            text=text,
            length=length,
            callback=pressed,
            sender_name=name,
            attachment=file,
        )

    def _store(self, store: Store, message: InboundMessage) -> int | None:
        if message.aliases:
            message = store.aliases.settle(message)
        if message.kind is Kind.CHOICE:
            message = chosen(store, message)
        number = store.inbox.add(message)
        if number is None:
            return None
        person = store.people.find(message.address.channel, message.sender)
        if person is not None and message.private is None:
            store.people.reopen(message.address.channel, message.sender)
            can = capabilities(message.address.channel)
            if can.window is not None:
                store.windows.wrote(person.id, message.address, message.received_at)
            if can.confirms:  # what was withheld until somebody writes goes out now
                release(store, message.address, self._clock.now())
        store.queue.defer(
            ANSWER,
            {"message": number},
            lock=f"in:{message.address}",
            now=self._clock.now(),
            carried=Received(id=number, message=message, person=person),
        )
        return number
