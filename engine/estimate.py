"""Estimates of tokens: what a request will have used, and the most that it can use."""

import msgspec

from engine.model import Ask, FromModel, FromPerson, FromTools, Message, Usage

LETTERS_OF_A_TOKEN = 4
"""About what running text has."""
BYTES_OF_A_TOKEN = 2
"""Less than any text has on the average."""
AROUND = 16
"""Tokens that a provider puts around a message or a tool, at most."""


def estimated(ask: Ask, letters: int) -> Usage:
    """Return what a request that had so many letters for an answer will have used."""
    return Usage(
        input_tokens=_bytes(ask) // LETTERS_OF_A_TOKEN + 1,
        output_tokens=letters // LETTERS_OF_A_TOKEN + 1,
        is_estimate=True,
    )


def at_most(ask: Ask, most_tokens: int) -> Usage:
    """Return the most that a request can use."""
    around = AROUND * (len(ask.messages) + len(ask.tools) + 2)
    return Usage(
        input_tokens=_bytes(ask) // BYTES_OF_A_TOKEN + around,
        output_tokens=most_tokens,
        is_estimate=True,
    )


def _bytes(ask: Ask) -> int:
    said = sum(_said(message) for message in ask.messages)
    tools = sum(
        len(card.name) + len(card.purpose.encode()) + len(msgspec.json.encode(card.parameters))
        for card in ask.tools
    )
    return len(ask.instructions.encode()) + len(ask.moment.encode()) + said + tools


def _said(message: Message) -> int:
    match message:
        case FromPerson(text=text):
            return len(text.encode())
        case FromTools(results=results):
            return sum(len(one.text.encode()) for one in results)
        case FromModel(text=text, calls=calls):
            arguments = (msgspec.json.encode(call.arguments) for call in calls)
            return len(text.encode()) + sum(map(len, arguments))
