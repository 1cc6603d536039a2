"""Providers that fail: each failure has its kind, and repeats nothing of what was sent."""

import pytest

from engine.model import (
    Limited,
    Model,
    ModelFailed,
    RefusedAsk,
    ServerFailed,
    Unreachable,
    Unreadable,
)
from tests.models.conftest import ask
from tests.models.moods import (
    EMPTY_BODY,
    HALF_JSON,
    PAGE,
    Drops,
    Mood,
    Says,
    Then,
    broken,
    limited,
    refused,
)
from tests.models.server import KEY, ModelServer

FAILURES: dict[str, tuple[Mood, type[ModelFailed], str]] = {
    "out of order": (broken(500), ServerFailed, "500"),
    "a bad gateway": (broken(502), ServerFailed, "502"),
    "overloaded": (broken(529), ServerFailed, "529"),
    "too many": (limited("7"), Limited, "429"),
    "the key is refused": (refused(401), RefusedAsk, "401"),
    "no such model": (refused(404), RefusedAsk, "404"),
    "the request is refused": (refused(400), RefusedAsk, "400"),
    "no answer, and closed": (Drops(), Unreachable, ""),
    "a page": (PAGE, Unreadable, ""),
    "half a JSON": (HALF_JSON, Unreadable, ""),
    "an empty body": (EMPTY_BODY, Unreadable, ""),
    "nothing said": (Says(text=""), Unreadable, "empty"),
    "filtered": (Says(reason="content_filter"), RefusedAsk, "content filter"),
    "only spaces": (Says(text="  \n "), Unreadable, "empty"),
    "an error before a word": (
        Says(text="hello", stop_after=1, error="overloaded_error"), ServerFailed, "",
    ),
    "a cut before a word": (Says(text="hello", stop_after=1), Unreachable, ""),
    "an end before a word": (Says(text="hello", stop_after=1, then=Then.END), Unreachable, "cut"),
    "broken arguments": (Says(calls=(("add_task", '{"title": '),)), Unreadable, "empty"),
}  # fmt: skip


@pytest.mark.parametrize(("mood", "failure", "reason"), FAILURES.values(), ids=FAILURES)
async def test_each_failure_has_its_kind_is_tried_once_and_repeats_nothing(
    server: ModelServer, model: Model, mood: Mood, failure: type[ModelFailed], reason: str
) -> None:
    server.in_mood(mood)

    with pytest.raises(ModelFailed) as caught:
        await model.answer(ask("my secret words"))

    assert type(caught.value) is failure, caught.value
    assert reason in str(caught.value.facts["reason"])
    assert len(server.asked) == 1
    for secret in ("secret words", KEY):
        assert secret not in f"{caught.value!r} {caught.value}"


async def test_the_waiting_time_that_a_provider_names_is_kept(
    server: ModelServer, model: Model
) -> None:
    server.in_mood(limited("7"), limited(None))

    waits = []
    for _ in range(2):
        with pytest.raises(Limited) as caught:
            await model.answer(ask())
        waits.append(caught.value.retry_after)

    assert waits == [7.0, None]


async def test_a_server_that_is_not_there_is_unreachable(server: ModelServer, model: Model) -> None:
    await server.__aexit__()

    with pytest.raises(Unreachable):
        await model.answer(ask())
