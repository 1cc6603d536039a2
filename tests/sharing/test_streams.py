"""Answers that grow in one process and are read at a terminal of another."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack

import pytest

from bot.channels.terminal import ADDRESS, TerminalChannel
from bot.sharing.redis_bus import RedisBus
from bot.sharing.streams import Streams
from domain.messages import InboundMessage, OutboundMessage, Purpose
from tests.fakes import HandClock, until
from tests.sharing.conftest import Connect
from tests.sharing.servers import RedisServer


class Recording:
    """A terminal that records what it shows."""

    def __init__(self) -> None:
        self.grown: list[tuple[str, str]] = []
        self.shown: list[OutboundMessage] = []
        self.may_go_on = asyncio.Event()
        self.may_go_on.set()

    async def show(self, message: OutboundMessage) -> None:
        self.shown.append(message)

    async def grow(self, text: str, reply_to: str) -> None:
        self.grown.append((text, reply_to))
        await self.may_go_on.wait()


class House:
    """A worker without a terminal, and a process at which one hangs."""

    def __init__(self, worker: TerminalChannel, front: TerminalChannel, bus: RedisBus) -> None:
        self.worker = worker
        self.front = front
        self.bus = bus
        self.screen = Recording()


@pytest.fixture
async def house(connect: Connect, clock: HandClock) -> AsyncIterator[House]:
    ready: list[bytes | None] = []
    channels = []
    async with AsyncExitStack() as stack:
        for number in range(2):
            bus = RedisBus(await connect(), b"process%d" % number)
            task = asyncio.create_task(bus.run())
            stack.push_async_callback(_ended, task)
            channel = TerminalChannel(clock)
            channel.join(Streams(bus))
            bus.hear(f"stream:{ADDRESS}", ready.append)
            channels.append(channel)
        house = House(channels[0], channels[1], bus)
        await house.front.open(house.screen)
        await until(lambda: ready == [None, None], what="both to listen")
        yield house


async def _ended(task: "asyncio.Task[None]") -> None:
    task.cancel()
    with contextlib.suppress(asyncio.CancelledError):
        await task


def _asked(clock: HandClock) -> InboundMessage:
    return InboundMessage(
        key="k1", address=ADDRESS, sender="owner", text="Why?", received_at=clock.now()
    )


def _answer(text: str) -> OutboundMessage:
    return OutboundMessage(
        key="reply:1", address=ADDRESS, text=text, purpose=Purpose.REPLY, reply_to="k1"
    )


async def test_an_answer_grows_at_the_terminal_of_another_process(
    house: House, clock: HandClock
) -> None:
    for count, text in enumerate(("Because", "Because it", "Because it is."), start=1):
        await house.worker.draft(_asked(clock), 1, text, None)
        await _grown(house, count)

    assert [text for text, _ in house.screen.grown] == ["Because", "Because it", "Because it is."]


async def _grown(house: House, count: int) -> None:
    await until(lambda: len(house.screen.grown) == count, what=f"{count} pieces")


async def test_at_the_terminal_of_its_own_process_each_piece_is_shown_once(
    house: House, clock: HandClock
) -> None:
    await house.front.draft(_asked(clock), 1, "Because", None)
    await house.worker.draft(_asked(clock), 1, "Because it", None)

    await until(lambda: len(house.screen.grown) == 2)
    assert house.screen.grown == [("Because", "k1"), ("Because it", "k1")]


async def test_a_piece_that_comes_after_its_answer_is_not_shown(
    house: House, clock: HandClock
) -> None:
    await house.front.send(_answer("Because it is."))
    await house.worker.draft(_asked(clock), 1, "Because", None)
    late = InboundMessage(
        key="k2", address=ADDRESS, sender="owner", text="And?", received_at=clock.now()
    )
    await house.worker.draft(late, 2, "Well", None)

    await until(lambda: house.screen.grown)
    assert house.screen.grown == [("Well", "k2")]


async def test_a_terminal_that_hangs_is_shown_the_newest_piece_when_it_goes_on(
    house: House, clock: HandClock
) -> None:
    house.screen.may_go_on.clear()
    await house.worker.draft(_asked(clock), 1, "1", None)
    await until(lambda: house.screen.grown)
    heard: list[bytes | None] = []
    house.bus.hear(f"stream:{ADDRESS}", heard.append)
    for number in range(2, 50):
        await house.worker.draft(_asked(clock), 1, str(number), None)
    await until(lambda: len(heard) == 48, what="all to have come")

    house.screen.may_go_on.set()
    await until(lambda: len(house.screen.grown) == 2)

    assert [text for text, _ in house.screen.grown] == ["1", "49"]


async def test_without_redis_the_finished_answer_comes_all_the_same(
    house: House, redis: RedisServer, clock: HandClock
) -> None:
    redis.kill()

    await house.worker.draft(_asked(clock), 1, "Because", None)
    await house.front.send(_answer("Because it is."))

    assert house.screen.grown == []
    assert [message.text for message in house.screen.shown] == ["Because it is."]
