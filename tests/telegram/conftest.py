"""A Bot API server of one's own, and aiogram's client to try it with."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest

from tests.fakes import HandClock
from tests.telegram.server import BotApiServer

if TYPE_CHECKING:
    from aiogram import Bot


@pytest.fixture
def hand_clock() -> HandClock:
    return HandClock(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))


@pytest.fixture
async def server(hand_clock: HandClock) -> AsyncIterator[BotApiServer]:
    async with BotApiServer(hand_clock.now) as server:
        yield server


@pytest.fixture
async def bot(server: BotApiServer) -> AsyncIterator["Bot"]:
    from aiogram import Bot
    from aiogram.client.session.aiohttp import AiohttpSession
    from aiogram.client.telegram import TelegramAPIServer

    api = TelegramAPIServer.from_base(server.base)
    session = AiohttpSession(api=api)
    yield Bot(server.token, session=session)
    # Its own `close` sleeps for a quarter of a second.
    await (await session.create_session()).close()
