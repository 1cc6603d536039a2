"""Prompt answers: a command alone, or a button, is answered in the transaction that stores it.

Nothing of it has to be understood, so that takes no time; and what is stored and answered at once
is synced once. Everything else waits for its turn in the queue (see `bot.answering`).
"""

import contextlib
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Final

from bot.answering import Answer
from bot.reception import Received, lane
from bot.worker import Worker
from domain.messages import Address, InboundMessage, Kind
from domain.origin import Origin
from handlers.turn import Routed
from storage.store import Store

LONGEST_COMMAND: Final = 64
"""Characters of a command that stands alone."""
MOST_KNOWN: Final = 10_000
"""Senders whose numbers are kept; beyond it all are learned anew."""


class Prompt:
    """Tells what is answered at once, and answers it (see `bot.reception.Reception`).

    `is_free` tells of a lane of the queue whether nothing waits in it: what came first is
    answered first.
    """

    def __init__(self, answer: Answer, is_free: Callable[[str], bool]) -> None:
        self._answer = answer
        self._is_free = is_free
        self._known: dict[tuple[str, str], int] = {}
        self._queuing: Counter[Address] = Counter()

    async def admits(self, message: InboundMessage) -> bool:
        """Tell whether a message is answered at once; one that is counts in its sender's limit."""
        if not stands_alone(message):
            return False
        person = self._known.get((message.address.channel, message.sender))
        if person is None or not await self._answer.allows(person):
            return False
        return not self._queuing[message.address] and self._is_free(lane(message.address))

    def answer(self, store: Store, received: Received) -> Routed | None:
        """Answer a message that is being stored; None where it is for the queue after all."""
        person = received.person
        known = self._known.get((received.message.address.channel, received.message.sender))
        if person is None or person.id != known or person.banned_at is not None:
            return None
        return self._answer.at_once(store, received, person)

    def answered(self, received: Received, routed: Routed) -> None:
        """Note what was answered, once it is committed."""
        self._answer.note(received, routed)

    @contextlib.contextmanager
    def queuing(self, message: InboundMessage) -> Iterator[None]:
        """Keep those that come later in a chat behind one that is on its way into the queue."""
        self._queuing[message.address] += 1
        try:
            yield
        finally:
            self._queuing[message.address] -= 1
            if not self._queuing[message.address]:
                del self._queuing[message.address]

    def met(self, received: Received) -> None:
        """Learn whose number a sender has."""
        if received.person is None:
            return
        if len(self._known) >= MOST_KNOWN:
            self._known.clear()
        message = received.message
        self._known[message.address.channel, message.sender] = received.person.id


def prompt_for(answer: Answer, worker: object) -> Prompt | None:
    """Return what answers at once; None where other processes answer too.

    There no lane is known to be empty.
    """
    return Prompt(answer, worker.is_free) if isinstance(worker, Worker) else None


def stands_alone(message: InboundMessage) -> bool:
    """Tell whether a message is a button, or a command with nothing behind it."""
    if message.kind is not Kind.WORDS or message.aliases or message.origin is not Origin.OWNER:
        return False
    if message.callback is not None:
        return True
    text = message.text
    return text.startswith("/") and len(text) <= LONGEST_COMMAND and len(text.split()) == 1
