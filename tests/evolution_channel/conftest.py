"""An assistant on an Evolution API of one's own."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import EvolutionHome, evolution_home
from tests.fakes import HandClock

SATURDAY = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
"""Noon in São Paulo."""


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(SATURDAY)


@pytest.fixture
async def server(clock: HandClock) -> AsyncIterator[EvolutionServer]:
    async with EvolutionServer(clock.now) as server:
        yield server


@pytest.fixture
async def house(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> AsyncIterator[EvolutionHome]:
    async with evolution_home(tmp_path, server, clock) as house:
        yield house
