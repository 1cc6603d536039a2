"""Streaming: an answer is shown while it grows, and the answer itself goes through the outbox."""

import asyncio
from datetime import timedelta

import pytest

from bot.reception import Received
from bot.streaming import Stream
from domain.errors import SparkError
from domain.messages import Address, InboundMessage
from domain.sending import NotSent, RateLimited
from handlers.turn import Reply
from tests.bot.conftest import NOON
from tests.fakes import HandClock, until

CHAT = Address(channel="test", chat="owner")
MESSAGE = InboundMessage(key="k", address=CHAT, sender="owner", text="?", received_at=NOON)


class Paper:
    """A channel on which drafts are seen; `stays`: each is a message that can be replaced."""

    def __init__(self, *, stays: bool = False) -> None:
        self.drafts: list[tuple[str, str | None]] = []
        self.errors: list[SparkError] = []
        self._stays = stays

    async def draft(
        self, message: InboundMessage, number: int, text: str, before: str | None
    ) -> str | None:
        if self.errors:
            raise self.errors.pop(0)
        self.drafts.append((text, before))
        return "77" if self._stays else None

    def draft_pause(self, address: Address) -> timedelta:
        return timedelta(seconds=1)


def stream_on(paper: object, clock: HandClock) -> Stream:
    return Stream(paper, Received(id=5, message=MESSAGE, person=None), clock)


async def test_drafts_come_at_most_once_a_pause_and_show_the_latest(clock: HandClock) -> None:
    paper = Paper()
    stream = stream_on(paper, clock)
    async with stream.flowing():
        stream.heard("It")
        await until(lambda: len(paper.drafts) == 1)
        stream.heard("It is")
        stream.heard("It is **forty**")
        await asyncio.sleep(0)
        assert len(paper.drafts) == 1

        clock.advance(seconds=1)
        await until(lambda: len(paper.drafts) == 2)

    assert paper.drafts == [("It", None), ("It is *forty*", None)]
    assert stream.final(Reply(text="It is *forty*-two.")).replaces is None


async def test_where_drafts_stay_the_answer_takes_their_place(clock: HandClock) -> None:
    paper = Paper(stays=True)
    stream = stream_on(paper, clock)
    async with stream.flowing():
        stream.heard("It")
        await until(lambda: paper.drafts)
        clock.advance(seconds=1)
        stream.heard("It is")
        await until(lambda: len(paper.drafts) == 2)

    assert paper.drafts[1] == ("It is", "77")
    assert stream.final(Reply(text="done")).replaces == "77"
    assert stream.final(Reply(text="in private", is_personal=True)).replaces is None


@pytest.mark.parametrize(
    ("error", "seconds"),
    [(NotSent(reason="refused"), 1), (RateLimited(retry_after=30), 30)],
    ids=["a draft that fails", "a chat that must wait"],
)
async def test_a_draft_that_cannot_be_shown_stops_nothing(
    clock: HandClock, error: SparkError, seconds: int
) -> None:
    paper = Paper()
    paper.errors.append(error)
    stream = stream_on(paper, clock)
    async with stream.flowing():
        stream.heard("It")
        await until(lambda: not paper.errors)
        stream.heard("It is")
        clock.advance(seconds=seconds - 0.5)
        await asyncio.sleep(0)
        assert paper.drafts == []

        clock.advance(seconds=0.5)
        await until(lambda: paper.drafts == [("It is", None)])


async def test_a_channel_without_drafts_is_left_alone(clock: HandClock) -> None:
    stream = stream_on(object(), clock)
    async with stream.flowing():
        stream.heard("It")
    assert stream.final(Reply(text="It")).replaces is None
