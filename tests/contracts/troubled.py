"""A channel whose chats have troubles of their own, each met once, in order."""

from collections import defaultdict
from dataclasses import dataclass

from domain.markup import plain
from domain.messages import OutboundMessage
from domain.sending import NotSent, OutcomeUnknown
from tests.fakes import HandClock, RecordingChannel

MARKS = ("Talvez repetido:", "Possibly a repeat:")
UNKNOWN = (OutcomeUnknown(), TimeoutError(), ConnectionResetError())
UNKNOWN_KINDS = tuple(type(error) for error in UNKNOWN)


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One call of `send`: what was asked, how it ended, and whether the message arrived."""

    message: OutboundMessage
    error: Exception | None
    has_arrived: bool

    @property
    def is_marked(self) -> bool:
        return any(mark in plain(self.message.text) for mark in MARKS)


class TroubledChannel(RecordingChannel):
    """A channel whose chats have troubles of their own; it outlives the assistant."""

    def __init__(self, clock: HandClock) -> None:
        super().__init__(clock)
        self.of_chat: dict[str, list[tuple[Exception, bool]]] = defaultdict(list)
        self.sendings: list[Sending] = []

    async def send(self, message: OutboundMessage) -> str | None:
        troubles = self.of_chat[message.address.chat]
        error, has_arrived = troubles.pop(0) if troubles else (None, True)
        self.sendings.append(Sending(message=message, error=error, has_arrived=has_arrived))
        if has_arrived:
            self.sent.append(message)
        if error is not None:
            raise error
        return str(len(self.sendings))


class LyingChannel(TroubledChannel):
    """A channel that says "nothing left" of a message that arrived."""

    async def send(self, message: OutboundMessage) -> str | None:
        try:
            return await super().send(message)
        except UNKNOWN_KINDS:
            raise NotSent from None
