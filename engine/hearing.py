"""Hearing: what a stream has said so far, bounded. Imported with a model."""

import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from pydantic_ai.messages import (
    ModelResponsePart,
    ModelResponseStreamEvent,
    PartDeltaEvent,
    PartStartEvent,
    TextPart,
    TextPartDelta,
    ThinkingPart,
    ThinkingPartDelta,
    ToolCallPart,
    ToolCallPartDelta,
)

from engine.model import Call, Heard

MOST_CALLS = 16
MOST_ARGUMENT_BYTES = 64 * 1024
LETTERS_PER_TOKEN = 6
"""No text has more on the average: an answer that goes on beyond that keeps to no limit."""
THOUGHTS_PER_LETTER = 8
"""What is thought may be so many times as long as what may be said."""


class Hearing:
    """Listens to one stream, and says when it has heard enough."""

    def __init__(self, most_tokens: int, heard: Heard) -> None:
        self.text = ""
        self.letters = 0
        """All that came, thoughts and arguments too."""
        self._heard = heard
        self._most = most_tokens * LETTERS_PER_TOKEN
        self._thoughts = 0
        self._arguments: dict[int, int] = {}

    def take(self, event: ModelResponseStreamEvent) -> bool:
        """Take in one event; True where nothing more should be read."""
        match event:
            case PartStartEvent(part=TextPart(content=text)):
                return self._say(text)
            case PartDeltaEvent(delta=TextPartDelta(content_delta=text)):
                return self._say(text)
            case PartStartEvent(part=ThinkingPart(content=thought)):
                return self._think(thought)
            case PartDeltaEvent(delta=ThinkingPartDelta(content_delta=thought)):
                return self._think(thought or "")
            case PartStartEvent(part=ToolCallPart(args=args)):
                return self._call(event.index, args)
            case PartDeltaEvent(delta=ToolCallPartDelta(args_delta=args)):
                return self._call(event.index, args)
        return False

    def _say(self, text: str) -> bool:
        if not text:
            return False
        self.letters += len(text)
        room = self._most - len(self.text)
        self.text += text[:room]
        self._heard(self.text)
        return len(text) >= room

    def _think(self, thought: str) -> bool:
        self.letters += len(thought)
        self._thoughts += len(thought)
        return self._thoughts > self._most * THOUGHTS_PER_LETTER

    def _call(self, index: int, args: str | Mapping[str, Any] | None) -> bool:
        if isinstance(args, Mapping):
            args = json.dumps(args)
        size = len((args or "").encode())
        self.letters += size
        self._arguments[index] = self._arguments.get(index, 0) + size
        is_too_long = self._arguments[index] > MOST_ARGUMENT_BYTES
        return is_too_long or len(self._arguments) > MOST_CALLS


def calls_of(parts: Iterable[ModelResponsePart], *, is_whole: bool) -> tuple[Call, ...]:
    """Return the calls whose arguments are a JSON object; half a call is no call.

    Where the stream is not whole, arguments of which nothing came may have been cut off.
    """
    found = (call for part in parts if (call := _call(part, is_whole=is_whole)))
    return tuple(_first(found, MOST_CALLS))


def _call(part: ModelResponsePart, *, is_whole: bool) -> Call | None:
    if not isinstance(part, ToolCallPart):
        return None
    arguments: Any = part.args
    if not arguments:
        arguments = {} if is_whole else None
    elif isinstance(arguments, str):
        if len(arguments.encode()) > MOST_ARGUMENT_BYTES:
            return None
        try:
            arguments = json.loads(arguments)
        except ValueError:
            return None
    if not isinstance(arguments, dict):
        return None
    return Call(id=part.tool_call_id, tool=part.tool_name, arguments=arguments)


def _first(calls: Iterator[Call], most: int) -> Iterator[Call]:
    for _, call in zip(range(most), calls, strict=False):
        yield call
