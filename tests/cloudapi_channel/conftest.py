"""A WhatsApp of one's own with an assistant on it; its clock stands at noon in São Paulo."""

from collections.abc import AsyncIterator
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from tests.cloudapi.server import CloudServer
from tests.cloudapi_channel.home import CloudHome, Start, cloud_home
from tests.fakes import HandClock

SATURDAY = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> HandClock:
    return HandClock(SATURDAY)


@pytest.fixture
async def server(clock: HandClock) -> AsyncIterator[CloudServer]:
    async with CloudServer(clock.now) as server:
        yield server


@pytest.fixture
def start(tmp_path: Path, server: CloudServer, clock: HandClock) -> Start:
    def started(**how: Any) -> AbstractAsyncContextManager[CloudHome]:
        return cloud_home(tmp_path, server, clock, **how)

    return started


@pytest.fixture
async def home(start: Start) -> AsyncIterator[CloudHome]:
    async with start() as home:
        yield home
