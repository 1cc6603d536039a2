"""A Cloud API server of one's own, a caller and a webhook to try it with."""

from collections.abc import AsyncIterator
from datetime import UTC, datetime

import aiohttp
import pytest

from tests.cloudapi.people import Person
from tests.cloudapi.receiver import Caller, Receiver
from tests.cloudapi.server import CloudServer
from tests.fakes import HandClock


@pytest.fixture
def hand_clock() -> HandClock:
    return HandClock(datetime(2026, 11, 21, 15, 0, tzinfo=UTC))


@pytest.fixture
async def server(hand_clock: HandClock) -> AsyncIterator[CloudServer]:
    async with CloudServer(hand_clock.now) as server:
        yield server


@pytest.fixture
async def caller(server: CloudServer) -> AsyncIterator[Caller]:
    async with aiohttp.ClientSession() as session:
        yield Caller(server, session)


@pytest.fixture
async def hook(server: CloudServer) -> AsyncIterator[Receiver]:
    async with Receiver(server) as receiver:
        assert await server.subscribe(receiver.url)
        yield receiver


@pytest.fixture
def ana(server: CloudServer) -> Person:
    return server.person("5511988887777", "Ana", user_id="BR.13491208655302741918")
