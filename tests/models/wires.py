"""The streams of OpenAI's chat API and of Anthropic's messages API, event by event."""

import json
from collections.abc import Iterator
from typing import Any, Protocol

from pydantic_core import SchemaValidator

from tests.models.judge import (
    ANTHROPIC_REQUEST,
    OPENAI_REQUEST,
    anthropic_event,
    openai_chunk,
)
from tests.models.moods import Says, pieces

INPUT, OUTPUT, CACHED = 120, 30, 20
"""Tokens that every whole answer reports."""


class Wire(Protocol):
    """One provider's protocol."""

    path: str
    key_header: str
    request: SchemaValidator

    def events(self, says: Says, model: str) -> Iterator[bytes]:
        """Return the stream, one item for each event."""

    def error(self, kind: str) -> bytes:
        """Return the event of an error inside a stream."""


class OpenAiWire:
    path = "/v1/chat/completions"
    key_header = "authorization"
    request = OPENAI_REQUEST

    def events(self, says: Says, model: str) -> Iterator[bytes]:
        if says.is_loose:
            yield from self._loose(says)
            return
        yield self._event(model, {"role": "assistant", "content": ""})
        while says.is_endless:
            yield self._event(model, {"content": says.text})
        for piece in pieces(says.text, says.piece):
            yield self._event(model, {"content": piece})
        for index, (tool, arguments) in enumerate(says.calls):
            call: dict[str, Any] = {"index": index, "id": f"call_{index}", "type": "function"}
            call["function"] = {"name": tool, "arguments": ""}
            yield self._event(model, {"tool_calls": [call]})
            for piece in pieces(arguments, says.piece):
                call = {"index": index, "function": {"arguments": piece}}
                yield self._event(model, {"tool_calls": [call]})
        reason = says.reason or ("tool_calls" if says.calls else "stop")
        yield self._event(model, {}, reason)
        if says.counts:
            yield self._usage(model)
        yield b"data: [DONE]\n\n"

    def error(self, kind: str) -> bytes:
        error = {"message": "secret words", "type": kind, "param": None, "code": None}
        return b"data: %s\n\n" % json.dumps({"error": error}).encode()

    def _event(self, model: str, delta: dict[str, Any], reason: str | None = None) -> bytes:
        choice = {"index": 0, "delta": delta, "logprobs": None, "finish_reason": reason}
        return self._chunk(model, {"choices": [choice], "usage": None})

    def _loose(self, says: Says) -> Iterator[bytes]:
        """Return a stream without most of what the SDK's type asks for."""
        for piece in pieces(says.text, says.piece):
            chunk = {"choices": [{"delta": {"content": piece}}]}
            yield b"data: %s\n\n" % json.dumps(chunk).encode()
        yield b'data: {"choices": [{"delta": {}, "finish_reason": "stop"}]}\n\n'

    def _usage(self, model: str) -> bytes:
        usage = {
            "prompt_tokens": INPUT,
            "completion_tokens": OUTPUT,
            "total_tokens": INPUT + OUTPUT,
            "prompt_tokens_details": {"cached_tokens": CACHED},
        }
        return self._chunk(model, {"choices": [], "usage": usage})

    def _chunk(self, model: str, rest: dict[str, Any]) -> bytes:
        head = {"id": "c1", "object": "chat.completion.chunk", "created": 1795273200}
        chunk = openai_chunk({**head, "model": model, **rest})
        return b"data: %s\n\n" % json.dumps(chunk).encode()


class AnthropicWire:
    path = "/v1/messages"
    key_header = "authorization"
    request = ANTHROPIC_REQUEST

    def events(self, says: Says, model: str) -> Iterator[bytes]:
        yield self._start(model)
        index = 0
        if says.text:
            yield self._block(index, {"type": "text", "text": "", "citations": None})
            yield self._event({"type": "ping"})
            while says.is_endless:
                yield self._delta(index, {"type": "text_delta", "text": says.text})
            for piece in pieces(says.text, says.piece):
                yield self._delta(index, {"type": "text_delta", "text": piece})
            yield self._event({"type": "content_block_stop", "index": index})
            index += 1
        for number, (tool, arguments) in enumerate(says.calls):
            block = {"type": "tool_use", "id": f"toolu_{number}", "name": tool, "input": {}}
            yield self._block(index, block)
            for piece in ["", *pieces(arguments, says.piece)]:
                yield self._delta(index, {"type": "input_json_delta", "partial_json": piece})
            yield self._event({"type": "content_block_stop", "index": index})
            index += 1
        yield self._end(says)
        yield self._event({"type": "message_stop"})

    def error(self, kind: str) -> bytes:
        error = {"type": "error", "error": {"type": kind, "message": "secret words"}}
        return b"event: error\ndata: %s\n\n" % json.dumps(error).encode()

    def _start(self, model: str) -> bytes:
        usage = {"input_tokens": INPUT - CACHED, "output_tokens": 1}
        usage |= {"cache_read_input_tokens": CACHED, "cache_creation_input_tokens": 0}
        message: dict[str, Any] = {"id": "msg_1", "type": "message", "role": "assistant"}
        message["model"] = model
        message |= {"content": [], "stop_reason": None, "stop_sequence": None, "usage": usage}
        return self._event({"type": "message_start", "message": message})

    def _end(self, says: Says) -> bytes:
        reason = says.reason or ("tool_use" if says.calls else "end_turn")
        known = {"length": "max_tokens", "stop": "end_turn", "content_filter": "refusal"}
        reason = known.get(reason, reason)
        delta = {"stop_reason": reason, "stop_sequence": None}
        event = {"type": "message_delta", "delta": delta, "usage": {"output_tokens": OUTPUT}}
        return self._event(event)

    def _block(self, index: int, block: dict[str, Any]) -> bytes:
        return self._event({"type": "content_block_start", "index": index, "content_block": block})

    def _delta(self, index: int, delta: dict[str, Any]) -> bytes:
        return self._event({"type": "content_block_delta", "index": index, "delta": delta})

    def _event(self, event: dict[str, Any]) -> bytes:
        name = event["type"].encode()
        return b"event: %s\ndata: %s\n\n" % (name, json.dumps(anthropic_event(event)).encode())


WIRES: dict[str, Wire] = {"openai": OpenAiWire(), "anthropic": AnthropicWire()}
