"""More comes than all processes together can answer."""

import pytest

from bot.reception import LONGEST_DELAY
from bot.station import Station
from domain.errors import Overloaded
from tests.cluster.conftest import Houses
from tests.fakes import RecordingChannel, until

MANY = 1_000
"""Fewer are taken: the queue is looked at while they come."""


async def _say_much(channel: RecordingChannel) -> None:
    for number in range(MANY):
        await channel.say("oi", chat=f"chat {number}", sender=f"somebody {number}")


async def test_a_gateway_refuses_a_crowd_that_nobody_answers_and_hears_the_owner_all_the_same(
    houses: Houses,
) -> None:
    async with houses.start(Station.GATEWAY) as gateway:
        worker = gateway.app.worker
        with pytest.raises(Overloaded):
            await _say_much(gateway.channel)
        assert worker.delay(0) > LONGEST_DELAY
        assert await gateway.channel.say("tarefa: comprar pão")

        async with houses.start(Station.WORKER):
            await until(lambda: worker.delay(0) == 0.0, what="the crowd to be gone")
            assert await gateway.channel.say("oi", chat="late", sender="late")
            await worker.drain()
            assert any("comprar pão" in one.text for one in houses.sent)
