"""An assistant on a Telegram of its own, for test modules that name this as a plug-in."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from tests.fakes import HandClock
from tests.telegram.home import TelegramHome
from tests.telegram.opening import Opening
from tests.telegram.server import BotApiServer


@pytest.fixture
async def telegram(clock: HandClock) -> AsyncIterator[BotApiServer]:
    async with BotApiServer(clock.now) as server:
        yield server


@pytest.fixture
def opening(tmp_path: Path, telegram: BotApiServer, clock: HandClock) -> Opening:
    return Opening(tmp_path, telegram, clock)


@pytest.fixture
async def house(opening: Opening) -> AsyncIterator[TelegramHome]:
    async with opening() as house:
        yield house
