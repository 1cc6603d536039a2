"""What goes over the wires of providers, and what is made of what comes back."""

import asyncio
import itertools
import json
from typing import Any

import pytest

from engine.hearing import LETTERS_PER_TOKEN, MOST_ARGUMENT_BYTES, MOST_CALLS
from engine.model import (
    Answered,
    Call,
    Finish,
    FromModel,
    FromPerson,
    FromTools,
    Model,
    Result,
    TimedOut,
    Unreadable,
)
from tests.fakes import until
from tests.models.conftest import TOOLS, ask
from tests.models.moods import (
    Hangs,
    Says,
    Then,
)
from tests.models.server import KEY, ModelServer
from tests.models.wires import CACHED, INPUT, OUTPUT

TASK = ("add_task", '{"title": "renew the insurance", "due": "2026-11-27"}')


async def test_a_text_is_heard_as_it_comes_and_comes_whole(
    server: ModelServer, model: Model
) -> None:
    heard: list[str] = []

    answered = await model.answer(ask(), heard.append)

    assert (answered.text, answered.finish) == ("It is forty-two.", Finish.STOP)
    assert heard[-1] == "It is forty-two."
    assert len(heard) > 1
    assert all(later.startswith(sooner) for sooner, later in itertools.pairwise(heard))
    assert answered.model == f"{server.kind}/small"


async def test_tokens_are_those_that_the_provider_counted(model: Model) -> None:
    usage = (await model.answer(ask())).usage

    assert (usage.input_tokens, usage.output_tokens) == (INPUT, OUTPUT)
    assert usage.cached_tokens == CACHED
    assert not usage.is_estimate


async def test_a_conversation_with_tools_goes_out_as_the_service_wants_it(
    server: ModelServer, model: Model
) -> None:
    asked = ask(
        tools=TOOLS,
        moment="It is noon.",
        messages=(
            FromPerson(text="renew the insurance by friday"),
            FromModel(
                text="Let me see.",
                calls=(Call(id="call_1", tool="add_task", arguments={"title": "renew"}),),
            ),
            FromTools(results=(Result(id="call_1", tool="add_task", text="kept"),)),
            FromModel(text="Done."),
            FromPerson(text="thanks"),
        ),
    )

    await model.answer(asked)

    sent = json.dumps(server.asked[0].body)
    for words in ("Be brief.", "It is noon.", "renew the insurance by", "kept", "Done.", "thanks"):
        assert words in sent
    assert sent.index("Be brief.") < sent.index("It is noon.")
    assert "additionalProperties" in sent


async def test_calls_come_whole_however_they_were_cut_up(server: ModelServer, model: Model) -> None:
    server.in_mood(Says(text="I'll keep that.", calls=(TASK, ("add_task", "{}")), piece=3))

    answered = await model.answer(ask(tools=TOOLS))

    assert answered.finish is Finish.CALLS
    assert answered.text == "I'll keep that."
    assert [call.arguments for call in answered.calls] == [json.loads(TASK[1]), {}]
    assert len({call.id for call in answered.calls}) == 2


async def test_a_call_without_arguments_is_a_call(server: ModelServer, model: Model) -> None:
    server.in_mood(Says(calls=(("add_task", ""),)))

    (call,) = (await model.answer(ask(tools=TOOLS))).calls

    assert (call.tool, call.arguments) == ("add_task", {})


async def test_connections_are_used_again(server: ModelServer, model: Model) -> None:
    for _ in range(3):
        await model.answer(ask())

    assert (len(server.asked), server.connections) == (3, 1)


CUTS: dict[str, tuple[Says, str]] = {
    "the connection breaks": (
        Says(text="one two three four five six seven", stop_after=4),
        "one two",
    ),
    "the body ends": (
        Says(text="one two three four five six seven", stop_after=4, then=Then.END),
        "one two",
    ),
    "it hangs": (
        Says(text="one two three four five six seven", stop_after=4, then=Then.HANG),
        "one two",
    ),
    "an error event": (
        Says(text="one two three four five six seven", stop_after=4, error="api_error"),
        "one two",
    ),
}


@pytest.mark.parametrize(("mood", "start"), CUTS.values(), ids=CUTS)
async def test_what_came_before_a_cut_is_an_answer_that_says_so(
    server: ModelServer, model: Model, mood: Says, start: str
) -> None:
    server.in_mood(mood)

    answered = await model.answer(ask(seconds=0.5))

    assert answered.finish is Finish.CUT
    assert answered.text.startswith(start)
    assert "seven" not in answered.text
    assert answered.usage.input_tokens > 0


async def test_a_server_that_leaves_fields_out_is_understood(
    server: ModelServer, model: Model
) -> None:
    server.in_mood(Says(text="It is forty-two.", is_loose=True))

    answered = await model.answer(ask())

    assert (answered.text, answered.finish) == ("It is forty-two.", Finish.STOP)
    counted = server.kind == "anthropic"  # only OpenAI's wire has servers of many makers
    assert answered.usage.is_estimate is not counted


async def test_half_a_call_is_no_call(server: ModelServer, model: Model) -> None:
    first = ("add_task", '{"title": "a"}')
    whole = len(list(server.wire.events(Says(text="Yes.", calls=(first,)), "m")))
    server.in_mood(Says(text="Yes.", calls=(first, TASK), stop_after=whole + 1))

    answered = await model.answer(ask(tools=TOOLS))

    assert answered.finish is Finish.CUT
    assert [call.arguments for call in answered.calls] == [{"title": "a"}]


async def test_a_call_that_only_began_is_no_call(server: ModelServer, model: Model) -> None:
    begun = {"openai": 3, "anthropic": 7}[server.kind]
    server.in_mood(Says(text="Yes.", calls=(TASK,), stop_after=begun))

    answered = await model.answer(ask(tools=TOOLS))

    assert (answered.text, answered.finish, answered.calls) == ("Yes.", Finish.CUT, ())


async def test_the_bound_of_tokens_is_sent_and_its_end_is_told(
    server: ModelServer, model: Model
) -> None:
    server.in_mood(Says(text="one two", reason="length"))

    answered = await model.answer(ask(most_tokens=77))

    assert answered.finish is Finish.LENGTH
    sent = server.asked[0].body
    assert 77 in (sent.get("max_tokens"), sent.get("max_completion_tokens"))


async def test_what_a_filter_ended_is_all_there_is(server: ModelServer, model: Model) -> None:
    server.in_mood(Says(text="I cannot help", reason="content_filter"))

    assert (await model.answer(ask())).finish is Finish.STOP


async def test_an_answer_without_end_is_left(server: ModelServer, model: Model) -> None:
    server.in_mood(Says(text="word " * 50, is_endless=True))

    answered = await model.answer(ask(most_tokens=100))

    assert answered.finish is Finish.LENGTH
    assert len(answered.text) == 100 * LETTERS_PER_TOKEN
    await until(lambda: server.left == 1, what="the connection to be left")


async def test_a_line_without_end_is_left(server: ModelServer, model: Model) -> None:
    from engine.wire import MOST_BYTES

    server.in_mood(Says(text="x" * (MOST_BYTES + 1), piece=MOST_BYTES + 1))

    with pytest.raises(Unreadable):
        await model.answer(ask())


TOO_MUCH: dict[str, tuple[Says, int]] = {
    "calls": (Says(calls=(("add_task", '{"title": "a"}'),) * (MOST_CALLS + 5)), MOST_CALLS),
    "arguments": (
        Says(
            calls=(TASK, ("add_task", '{"title": "%s"}' % ("x" * MOST_ARGUMENT_BYTES))), piece=4096
        ),
        1,
    ),
}


@pytest.mark.parametrize(("mood", "calls"), TOO_MUCH.values(), ids=TOO_MUCH)
async def test_calls_are_bounded(server: ModelServer, model: Model, mood: Says, calls: int) -> None:
    server.in_mood(mood)

    answered = await model.answer(ask(tools=TOOLS))

    assert answered.finish is Finish.LENGTH
    assert len(answered.calls) == calls


async def test_a_server_that_says_nothing_is_left_at_the_deadline(
    server: ModelServer, model: Model
) -> None:
    server.in_mood(Hangs())

    with pytest.raises(TimedOut):
        await model.answer(ask(seconds=0.2))

    await until(lambda: server.left == 1, what="the connection to be left")


async def test_silence_ends_it_before_the_deadline(server: ModelServer, model: Model) -> None:
    server.in_mood(Says(text="one two three four five six seven", stop_after=4, then=Then.HANG))

    async with asyncio.timeout(2):
        answered = await model.answer(ask(seconds=30, silence=0.2))

    assert answered.finish is Finish.CUT


async def test_a_request_that_is_called_off_leaves_its_connection(
    server: ModelServer, model: Model
) -> None:
    server.in_mood(Says(text="one two three four five six seven", stop_after=4, then=Then.HANG))
    heard: list[str] = []
    asking: asyncio.Task[Answered] = asyncio.create_task(model.answer(ask(), heard.append))
    await until(lambda: heard, what="the first word")

    asking.cancel()
    await asyncio.gather(asking, return_exceptions=True)

    assert asking.cancelled()
    await until(lambda: server.left == 1, what="the connection to be left")


def test_a_key_is_never_shown() -> None:
    from engine.roles import Candidate, Place

    shown: Any = Candidate(place=Place(name="p", kind="openai", key=KEY), model="m")

    assert KEY not in repr(shown)
