"""An assistant on a Telegram of its own, for test modules that name this as a plug-in."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Any

import pytest

from tests.fakes import HandClock
from tests.telegram.home import TelegramHome, telegram_home
from tests.telegram.server import BotApiServer


class Opening:
    """Starts the assistant; called again after its end, it is the next day."""

    def __init__(self, folder: Path, server: BotApiServer, clock: HandClock) -> None:
        self.folder = folder
        self._facts = (folder, server, clock)

    def __call__(self, **how: Any) -> AbstractAsyncContextManager[TelegramHome]:
        return telegram_home(*self._facts, **how)


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
