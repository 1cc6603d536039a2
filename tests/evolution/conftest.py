"""An Evolution API of one's own, a receiver of its webhooks, and a plain client."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest

from tests.evolution.receiver import Receiver
from tests.evolution.server import EvolutionServer
from tests.fakes import HandClock


@pytest.fixture
def hand_clock() -> HandClock:
    return HandClock(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))


@pytest.fixture
async def server(hand_clock: HandClock) -> AsyncIterator[EvolutionServer]:
    async with EvolutionServer(hand_clock.now) as server:
        yield server


@pytest.fixture
async def receiver() -> AsyncIterator[Receiver]:
    async with Receiver() as receiver:
        yield receiver


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session
