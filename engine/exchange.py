"""One exchange with a provider: streamed, bounded, under a deadline. Imported with a model."""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Mapping
from typing import Any, cast

from pydantic_ai.models import Model as Library
from pydantic_ai.models import StreamedResponse
from pydantic_ai.settings import ModelSettings
from pydantic_ai.tools import ToolDefinition

from engine.estimate import estimated
from engine.failures import failure_of
from engine.hearing import Hearing, calls_of
from engine.model import (
    Answered,
    Ask,
    Finish,
    Heard,
    ModelFailed,
    RefusedAsk,
    TimedOut,
    ToolCard,
    Unreachable,
    Unreadable,
    Usage,
    unheard,
)
from engine.translating import definition, messages_of, parameters_of

MOST_TOOLSETS = 8
_RAW_REASON = "finish_reason"
"""Where the library puts the provider's own word; without one the stream did not end."""


class Exchange:
    """A model of the library as one of ours (see `engine.model.Model`).

    Errors: the family of `ModelFailed`, where nothing came. What came before a stream broke off
    is an answer with `Finish.CUT`.
    """

    def __init__(
        self,
        library: Library[Any],
        name: str,
        *,
        most_tokens: int | None = None,
        settings: Mapping[str, Any] | None = None,
    ) -> None:
        self._library = library
        self._name = name
        self._most_tokens = most_tokens
        self._settings = dict(settings or {})
        self._definitions: OrderedDict[int, tuple[tuple[ToolCard, ...], list[ToolDefinition]]] = (
            OrderedDict()
        )

    async def answer(self, ask: Ask, heard: Heard = unheard) -> Answered:
        """Return the whole answer."""
        most = min(ask.most_tokens, self._most_tokens or ask.most_tokens)
        hearing = Hearing(most, heard)
        streams: list[StreamedResponse] = []
        failure: ModelFailed | None = None
        is_bounded = False
        try:
            is_bounded = await self._listen(ask, most, hearing, streams.append)
        except TimeoutError:
            failure = TimedOut(reason="silence" if ask.silence else "deadline")
        except Exception as error:  # noqa: BLE001 - a stranger's server and two libraries
            failure = failure_of(error)
        return self._answered(ask, hearing, streams, failure, is_bounded=is_bounded)

    async def _listen(
        self, ask: Ask, most: int, hearing: Hearing, opened: Callable[[StreamedResponse], None]
    ) -> bool:
        """Read the stream; True where it was left because it had said enough."""
        loop = asyncio.get_running_loop()
        end = loop.time() + ask.seconds
        silence = ask.silence or ask.seconds
        settings = cast("ModelSettings", {**self._settings, "max_tokens": most})
        parameters = parameters_of(ask, self._tools(ask.tools))
        async with asyncio.timeout_at(min(end, loop.time() + silence)) as limit:
            async with self._library.request_stream(
                messages_of(ask), settings, parameters
            ) as stream:
                opened(stream)
                async for event in stream:
                    limit.reschedule(min(end, loop.time() + silence))
                    if hearing.take(event):
                        await stream.cancel()
                        return True
        return False

    def _tools(self, cards: tuple[ToolCard, ...]) -> list[ToolDefinition]:
        """Return the definitions of tools; those of the same cards are made once."""
        known = self._definitions.get(id(cards))
        if known is None:
            known = self._definitions[id(cards)] = (cards, [definition(card) for card in cards])
            if len(self._definitions) > MOST_TOOLSETS:
                self._definitions.popitem(last=False)
        return known[1]

    def _answered(
        self,
        ask: Ask,
        hearing: Hearing,
        streams: list[StreamedResponse],
        failure: ModelFailed | None,
        *,
        is_bounded: bool,
    ) -> Answered:
        stream = streams[0] if streams else None
        finish = _finish(stream, failure, is_bounded=is_bounded)
        is_whole = finish not in {Finish.CUT, Finish.LENGTH}
        calls = calls_of(stream.get().parts, is_whole=is_whole) if stream else ()
        if not hearing.text.strip() and not calls:
            raise failure or _nothing(finish, stream)
        if finish is Finish.STOP and calls:
            finish = Finish.CALLS
        if finish is Finish.CALLS and not calls:
            finish = Finish.STOP
        return Answered(
            text=hearing.text,
            calls=calls,
            finish=finish,
            usage=_usage(ask, stream, hearing),
            model=self._name,
        )


def _finish(
    stream: StreamedResponse | None, failure: ModelFailed | None, *, is_bounded: bool
) -> Finish:
    if is_bounded:
        return Finish.LENGTH
    if failure or stream is None or not (stream.provider_details or {}).get(_RAW_REASON):
        return Finish.CUT
    if stream.finish_reason == "length":
        return Finish.LENGTH
    # What a filter ended is all that the provider will say of it.
    return Finish.CUT if stream.finish_reason == "error" else Finish.STOP


def _nothing(finish: Finish, stream: StreamedResponse | None) -> ModelFailed:
    if stream and stream.finish_reason == "content_filter":
        return RefusedAsk(reason="content filter")
    if finish is Finish.CUT:
        return Unreachable(reason="cut")
    return Unreadable(reason="empty")


def _usage(ask: Ask, stream: StreamedResponse | None, hearing: Hearing) -> Usage:
    """Return what the provider counted; where it did not, what it will have been."""
    counted = stream.usage if stream else None
    if counted is not None and counted.input_tokens and counted.output_tokens:
        return Usage(
            input_tokens=counted.input_tokens,
            output_tokens=counted.output_tokens,
            cached_tokens=counted.cache_read_tokens,
        )
    guess = estimated(ask, hearing.letters)
    if counted is None:
        return guess
    return Usage(
        input_tokens=counted.input_tokens or guess.input_tokens,
        output_tokens=counted.output_tokens or guess.output_tokens,
        cached_tokens=counted.cache_read_tokens,
        is_estimate=True,
    )
