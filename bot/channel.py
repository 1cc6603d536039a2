"""The contract of a channel: how messages come in and go out."""

from collections.abc import Awaitable, Callable
from datetime import timedelta
from typing import Protocol, runtime_checkable

from bot.webhook import Webhook
from domain.messages import Address, InboundMessage, OutboundMessage
from domain.people import Role

Accept = Callable[[InboundMessage], Awaitable[bool]]
"""Stores a message durably; True when it is new, False when its key was known already.

Errors: `Overloaded` and `StorageUnavailable`: the sender must keep it and come again.
"""


class Channel(Protocol):
    """One way in and out. `name` is the first half of every `Address` on it."""

    @property
    def name(self) -> str:
        """The channel's name."""

    async def receive(self, accept: Accept) -> None:
        """Take messages in until cancelled; acknowledge one only after `accept` returned."""

    async def send(self, message: OutboundMessage) -> str | None:
        """Send one message and return the id that the channel gave it.

        Errors: those of `domain.sending`, each with its own outcome. Anything else counts as
        `OutcomeUnknown`.
        """

    async def typing(self, address: Address) -> None:
        """Show that an answer is on its way, where the channel can; never fails."""


class Report(Protocol):
    """Where a channel tells what is no message."""

    async def membership(self, address: Address, *, is_open: bool) -> None:
        """Record that a chat began or ceased to take our messages."""

    async def moved(self, old: Address, chat: str) -> None:
        """Record that a chat has a new address."""

    async def set_aside(self, channel: str, raw: bytes, reason: str) -> None:
        """Keep what came and cannot be read; it is confirmed all the same."""

    async def trouble(self, channel: str, reason: str) -> None:
        """Tell the owner that the service does not serve us; an empty reason: it does again."""


@runtime_checkable
class Reporting(Protocol):
    """A channel that has more to tell than messages; the root sets `report` before `receive`."""

    report: Report | None


@runtime_checkable
class Fetcher(Protocol):
    """A channel that can hand out the files that people send."""

    async def fetch(self, file: str, limit: int) -> bytes:
        """Return the content of a file by the channel's name for it.

        Errors: SparkError where it cannot be had or is larger than `limit` bytes.
        """


@runtime_checkable
class Drafting(Protocol):
    """A channel that can show an answer while it grows."""

    async def draft(
        self, message: InboundMessage, number: int, text: str, before: str | None
    ) -> str | None:
        """Show the text so far, in neutral markup, in the place of the draft `before`.

        `message` is what is answered, `number` its id. Returns the id of a message that the
        answer is to take the place of; None where drafts go by themselves. Errors: SparkError;
        RateLimited with how long no draft is to be shown.
        """

    def draft_pause(self, address: Address) -> timedelta:
        """Return how long to wait between two drafts of a chat."""


@runtime_checkable
class Probed(Protocol):
    """A channel that can be asked whether it works."""

    async def probe(self) -> str:
        """Return "ok", or what is wrong in a few words."""


@runtime_checkable
class Door(Protocol):
    """A channel on which a link opens a chat with our bot."""

    @property
    def username(self) -> str | None:
        """The bot's name in such links; None: not known yet."""


@runtime_checkable
class Menus(Protocol):
    """A channel that shows a menu of commands."""

    async def offer(self, chats: dict[str, Role]) -> None:
        """Show the menus; `chats` are private chats with the role of who is there."""


@runtime_checkable
class Hooked(Protocol):
    """A channel to which a service brings what happens, over HTTP; None: it is polled."""

    @property
    def webhook(self) -> Webhook | None:
        """What is done about it."""
