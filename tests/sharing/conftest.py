"""A server of its own for each test, and links to it that lose no time."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Iterator
from contextlib import AsyncExitStack, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from typing import Protocol

import pytest

from bot.sharing.link import Link, Pace
from tests.fakes import HandClock, until
from tests.sharing.servers import RedisServer

QUICK = Pace(request=0.5, look_every=0.05, first_pause=0.01, longest_pause=0.05)
NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)


class Connect(Protocol):
    """Opens a link as a process of its own would."""

    async def __call__(self, pace: Pace = QUICK) -> Link: ...


@pytest.fixture
def redis(tmp_path: Path) -> Iterator[RedisServer]:
    server = RedisServer(tmp_path)
    server.start()
    yield server
    server.stop()


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(NOON)


@asynccontextmanager
async def running(link: Link) -> AsyncIterator[Link]:
    task = asyncio.create_task(link.run())
    try:
        yield link
    finally:
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task


@pytest.fixture
async def connect(redis: RedisServer) -> AsyncIterator[Connect]:
    async with AsyncExitStack() as stack:

        async def open_one(pace: Pace = QUICK) -> Link:
            link = await stack.enter_async_context(running(Link(redis.url, pace=pace)))
            await until(lambda: link.is_up, what="Redis to answer")
            return link

        yield open_one
