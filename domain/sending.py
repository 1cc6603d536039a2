"""What can become of a sending: the outcomes that a channel reports as errors."""

from domain.errors import SparkError


class NotSent(SparkError):
    """Nothing left this machine (refused connection, DNS, pool time-out): safe to retry."""


class OutcomeUnknown(SparkError):
    """Bytes left and no answer came (read time-out, reset): it may have arrived."""


class RateLimited(SparkError):
    """The channel wants this chat to wait for `retry_after` seconds."""

    def __init__(self, *, retry_after: float) -> None:
        super().__init__(retry_after=retry_after)
        self.retry_after = retry_after


class Blocked(SparkError):
    """The person does not want messages here, or the chat is gone for good."""


class ChatMoved(SparkError):
    """The chat has a new address on the same channel."""

    def __init__(self, *, chat: str) -> None:
        super().__init__(chat=chat)
        self.chat = chat


class MarkupRefused(SparkError):
    """The channel cannot read the markup of this text: it goes out plain."""


class Rejected(SparkError):
    """The channel will not take this message, now or later; nothing of it arrived."""


class NobodyThere(SparkError):
    """Nobody is at the other end now (a closed terminal): it waits until somebody comes."""


class Withheld(SparkError):
    """It may not go there now: the person has to write first, or paid messages are held back.

    It goes to another channel of the person, or waits. `reason` is a word for logs and pages:
    window, template, cap, off, payment, banned.
    """

    def __init__(self, *, reason: str) -> None:
        super().__init__(reason=reason)
        self.reason = reason
