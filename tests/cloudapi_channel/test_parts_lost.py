"""A message in several parts of which one is lost after it was taken."""

from datetime import timedelta
from typing import Any

import pytest

from tests.cloudapi.sent import Sent
from tests.cloudapi_channel.home import CloudHome, Start

LONG = "\n".join(f"linha {number} de muitas linhas" for number in range(250))


async def tells(home: CloudHome, part: Sent, status: str, **facts: Any) -> None:
    world = home.owner.world
    key = part.payload["biz_opaque_callback_data"]
    said = {"id": part.id, "status": status, "timestamp": str(world.now()), **facts}
    told = {**said, "recipient_id": home.owner.wa_id, "biz_opaque_callback_data": key}
    world.emit("messages", world.value(statuses=[told]))
    await home.settled()


@pytest.fixture
async def parts(home: CloudHome) -> list[Sent]:
    await home.ask("oi")
    home.server.world.limits.pair_burst = None
    await home.promises(LONG)
    await home.settled()
    return home.owner.sent[1:]


async def test_it_is_said_once_more_and_marked(home: CloudHome, parts: list[Sent]) -> None:
    assert len(parts) == 2

    for _ in range(2):
        await tells(home, parts[0], "failed", errors=[{"code": 131000, "title": "failed"}])
    await tells(home, parts[1], "delivered")
    home.clock.advance(minutes=2)
    await home.settled()

    again = home.owner.sent[3:]
    assert len(again) == 2
    assert again[0].text.startswith("_Talvez repetido:_ linha 0 ")


async def test_the_parts_that_arrive_change_nothing(home: CloudHome, parts: list[Sent]) -> None:
    for part in parts:
        for status in ("sent", "delivered", "read"):
            await tells(home, part, status)
    home.clock.advance(minutes=2)
    await home.settled()

    assert len(home.owner.sent) == 3


async def test_what_a_part_costs_is_what_the_service_says(start: Start) -> None:
    async with start(whatsapp_prices="service=0.01") as home:
        await home.ask("oi")
        home.server.world.limits.pair_burst = None
        await home.promises(LONG)
        await home.settled()
        month = home.clock.now().replace(day=1, hour=0)
        until = home.clock.now() + timedelta(hours=1)
        assert len(home.owner.sent) == 3  # the service says of each that it was free
        assert await home.channel.book.spent(month, until) == 0
