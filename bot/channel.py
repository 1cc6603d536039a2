"""The contract of a channel: how messages come in and go out."""

from collections.abc import Awaitable, Callable
from typing import Protocol

from domain.messages import Address, InboundMessage, OutboundMessage

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
