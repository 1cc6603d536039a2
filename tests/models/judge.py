"""The judge of requests: the SDKs' own parameter types, with unknown fields refused."""

from typing import Any

from anthropic.types.beta import BetaRawMessageStreamEvent
from anthropic.types.beta.message_create_params import MessageCreateParamsStreaming
from openai.types.chat import ChatCompletionChunk
from openai.types.chat.completion_create_params import CompletionCreateParamsStreaming
from pydantic import TypeAdapter
from pydantic_core import SchemaValidator

_NEVER = {"type": "literal", "expected": ["no object of the SDK goes over a wire"]}


def _strict(schema: Any) -> Any:
    """Return a schema that reads every element and knows every field."""
    if isinstance(schema, list | tuple):
        return type(schema)(_strict(one) for one in schema)
    if not isinstance(schema, dict):
        return schema
    if schema.get("type") == "model":
        # The SDK takes its own answers back; as JSON they are the typed dictionaries beside them.
        return {**_NEVER, **({"ref": schema["ref"]} if "ref" in schema else {})}
    kind = schema.get("type")
    if not isinstance(kind, str):  # names of fields
        return {name: _strict(value) for name, value in schema.items()}
    made = {
        name: value if name in {"metadata", "serialization", "config"} else _strict(value)
        for name, value in schema.items()
    }
    if kind == "generator":
        made["type"] = "list"
    if kind == "typed-dict" and "extras_schema" not in schema:
        made["extra_behavior"] = "forbid"
    return made


def judge(parameters: Any) -> SchemaValidator:
    return SchemaValidator(_strict(TypeAdapter(parameters).core_schema))


OPENAI_REQUEST = judge(CompletionCreateParamsStreaming)
ANTHROPIC_REQUEST = judge(MessageCreateParamsStreaming)
_ANTHROPIC_EVENT: TypeAdapter[Any] = TypeAdapter(BetaRawMessageStreamEvent)


def openai_chunk(chunk: dict[str, Any]) -> dict[str, Any]:
    """Return a chunk of a stream, once the SDK's own type has approved of it."""
    ChatCompletionChunk.model_validate(chunk, strict=True)
    return chunk


def anthropic_event(event: dict[str, Any]) -> dict[str, Any]:
    """Return an event of a stream, once the SDK's own type has approved of it."""
    if event["type"] != "ping":
        _ANTHROPIC_EVENT.validate_python(event)
    return event
