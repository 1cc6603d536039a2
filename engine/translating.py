"""Translating: what is asked, in the words of pydantic-ai's model layer. Imported with a model."""

from collections.abc import Iterator

from pydantic_ai.messages import (
    InstructionPart,
    ModelMessage,
    ModelRequest,
    ModelRequestPart,
    ModelResponse,
    ModelResponsePart,
    TextPart,
    ToolCallPart,
    ToolReturnPart,
    UserPromptPart,
)
from pydantic_ai.models import ModelRequestParameters
from pydantic_ai.tools import ToolDefinition

from engine.model import Ask, FromModel, FromPerson, FromTools, Message, ToolCard


def messages_of(ask: Ask) -> list[ModelMessage]:
    """Return the messages of a request."""
    return [_message(message) for message in ask.messages]


def parameters_of(ask: Ask, tools: list[ToolDefinition]) -> ModelRequestParameters:
    """Return what else goes with it: instructions, what changes of them last, and tools."""
    parts = [InstructionPart(content=ask.instructions)] if ask.instructions else []
    if ask.moment:
        parts.append(InstructionPart(content=ask.moment, dynamic=True))
    return ModelRequestParameters(function_tools=tools, instruction_parts=parts)


def definition(card: ToolCard) -> ToolDefinition:
    """Return a tool as it is, without rewriting its schema."""
    return ToolDefinition(
        name=card.name,
        description=card.purpose,
        parameters_json_schema=dict(card.parameters),
    )


def _message(message: Message) -> ModelMessage:
    match message:
        case FromPerson(text=text):
            return ModelRequest(parts=[UserPromptPart(content=text)])
        case FromTools():
            return ModelRequest(parts=list(_returns(message)))
        case FromModel():
            return ModelResponse(parts=list(_said(message)))


def _returns(message: FromTools) -> Iterator[ModelRequestPart]:
    for one in message.results:
        yield ToolReturnPart(tool_name=one.tool, content=one.text, tool_call_id=one.id)


def _said(message: FromModel) -> Iterator[ModelResponsePart]:
    if message.text:
        yield TextPart(content=message.text)
    for call in message.calls:
        yield ToolCallPart(tool_name=call.tool, args=dict(call.arguments), tool_call_id=call.id)
