"""Conversation: what a model says where the grammar has no answer."""

from typing import Protocol

from domain.messages import InboundMessage
from domain.people import Person


class Converser(Protocol):
    """Whoever can talk: a model with its turn loop, or a fake in tests."""

    async def converse(self, message: InboundMessage, person: Person, language: str) -> str:
        """Return an answer in neutral markup; may take as long as its deadline."""
