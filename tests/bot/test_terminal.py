"""Several open terminals: one that hangs or goes away keeps nothing from the others."""

import asyncio

import pytest

from bot.channels.terminal import ADDRESS, TerminalChannel
from domain.messages import OutboundMessage, Purpose
from domain.sending import OutcomeUnknown
from tests.fakes import HandClock, until

MESSAGE = OutboundMessage(key="1", address=ADDRESS, text="oi", purpose=Purpose.REPLY)


class Working:
    """A terminal that shows everything."""

    def __init__(self) -> None:
        self.shown: list[str] = []

    async def grow(self, text: str, reply_to: str) -> None:
        raise AssertionError("nothing grows here")

    async def show(self, message: OutboundMessage) -> None:
        self.shown.append(message.text)


class Hanging(Working):
    """A terminal that takes messages and confirms none, until its time is up."""

    def __init__(self) -> None:
        super().__init__()
        self.time_up = asyncio.Event()

    async def grow(self, text: str, reply_to: str) -> None:
        raise AssertionError("nothing grows here")

    async def show(self, message: OutboundMessage) -> None:
        await super().show(message)
        await self.time_up.wait()
        raise TimeoutError


@pytest.fixture
async def channel(clock: HandClock) -> TerminalChannel:
    return TerminalChannel(clock)


async def test_a_terminal_that_hangs_delays_no_other(channel: TerminalChannel) -> None:
    hanging, working = Hanging(), Working()
    await channel.open(hanging)
    await channel.open(working)

    sending = asyncio.create_task(channel.send(MESSAGE))
    await until(lambda: working.shown == ["oi"])

    hanging.time_up.set()
    assert await sending == "1"


async def test_a_terminal_whose_time_is_up_is_asked_no_more(channel: TerminalChannel) -> None:
    hanging, working = Hanging(), Working()
    hanging.time_up.set()
    await channel.open(hanging)
    await channel.open(working)

    for _ in range(2):
        await channel.send(MESSAGE)

    assert working.shown == ["oi", "oi"]
    assert hanging.shown == ["oi"]


async def test_what_only_a_hanging_terminal_was_given_may_have_been_shown(
    channel: TerminalChannel,
) -> None:
    hanging = Hanging()
    hanging.time_up.set()
    await channel.open(hanging)

    with pytest.raises(OutcomeUnknown):
        await channel.send(MESSAGE)
