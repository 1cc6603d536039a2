"""A swifter client of OpenAI's package: what goes and comes is not walked through in Python.

Imported with a model.
"""

from functools import cached_property
from typing import Any

from openai import AsyncOpenAI, AsyncStream, NotGiven, Omit
from openai._base_client import make_request_options
from openai.resources.chat import AsyncChat
from openai.resources.chat.completions import AsyncCompletions
from openai.types.chat import ChatCompletion, ChatCompletionChunk
from pydantic import TypeAdapter, ValidationError

_CHUNK = TypeAdapter(ChatCompletionChunk)
_OPTIONS = ("extra_headers", "extra_query", "extra_body", "timeout")


class _Completions(AsyncCompletions):
    """Sends what is streamed as it is given.

    The package looks at every field of every message by its type, for names that are spelt
    otherwise on the wire; in this request there are none. It takes as long as all the sending.
    """

    async def create(self, **asked: Any) -> Any:
        if asked.get("stream") is not True:
            return await super().create(**asked)
        options = {name: asked.pop(name) for name in _OPTIONS if name in asked}
        return await self._post(
            "/chat/completions",
            body={name: value for name, value in asked.items() if _is_given(value)},
            options=make_request_options(**options, security={"bearer_auth": True}),
            cast_to=ChatCompletion,
            stream=True,
            stream_cls=AsyncStream[ChatCompletionChunk],
        )


class _Chat(AsyncChat):
    @cached_property
    def completions(self) -> AsyncCompletions:
        return _Completions(self._client)


class SwiftOpenAI(AsyncOpenAI):
    """Sends requests as they are; reads a chunk as its type says, one that differs leniently.

    The package's lenient way builds each chunk field by field, which costs as much as all the
    rest of it.
    """

    @cached_property
    def chat(self) -> AsyncChat:
        """The chat API."""
        return _Chat(self)

    def _process_response_data(self, *, data: object, cast_to: Any, response: Any) -> Any:
        if cast_to is ChatCompletionChunk:
            try:
                return _CHUNK.validate_python(data)
            except ValidationError:
                pass  # other servers leave fields out; that is no fault
        return super()._process_response_data(data=data, cast_to=cast_to, response=response)


def _is_given(value: object) -> bool:
    return not isinstance(value, NotGiven | Omit)
