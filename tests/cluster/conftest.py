"""Several processes of one house, each an app of its own on the same database."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from bot.app import App, create_app
from bot.settings import Settings
from bot.shared_worker import Pace
from bot.station import Station
from domain.messages import OutboundMessage
from handlers.conversation import Converser
from tests.contracts.served import HandTime, ServedClock
from tests.contracts.servers import migrated, new_database
from tests.fakes import RecordingChannel, until

NOON = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
QUICK = Pace(beat=timedelta(seconds=0.1), silent=timedelta(seconds=0.5))


class Process:
    """One of them: `channel` is how a test talks to it; `sent` is what any of them sent."""

    def __init__(self, app: App, channel: RecordingChannel) -> None:
        self.app = app
        self.channel = channel


class Houses:
    """Starts processes on one database; `sent` is what came out of any of them, in order."""

    def __init__(self, url: str, folder: Path, clock: ServedClock) -> None:
        self.url = url
        self.clock = clock
        self.sent: list[OutboundMessage] = []
        self._folder = folder

    @asynccontextmanager
    async def start(
        self,
        station: Station = Station.ALL,
        *,
        pace: Pace = QUICK,
        converser: Converser | None = None,
        redis: str | None = None,
        channel: RecordingChannel | None = None,
    ) -> AsyncIterator[Process]:
        """Start one; leave it to stop it."""
        settings = Settings(
            database_url=self.url,
            sparkone_data=self._folder,
            redis_url=redis,
            sparkone_owner="test:owner",
            sparkone_zone="America/Sao_Paulo",
            sparkone_messages_a_minute=100_000,
            http_port=0,
        )
        channel = channel or RecordingChannel(self.clock)
        channel.sent = self.sent
        app = create_app(
            settings,
            clock=self.clock,
            station=station,
            pace=pace,
            channels=[channel],
            converser=converser,
            serve=False,
        )
        async with app:
            yield Process(app, channel)

    async def answers(self, count: int) -> list[str]:
        """Return the answers to messages, once there are so many."""
        await until(lambda: len(self._answers()) >= count, what=f"{count} answers")
        return self._answers()

    def _answers(self) -> list[str]:
        return [one.text for one in self.sent if one.reply_to]


Start = Callable[..., AbstractAsyncContextManager[Process]]


@pytest.fixture
def houses(tmp_path: Path) -> Iterator[Houses]:
    """A database of its own, whose time is moved by hand."""
    with new_database(migrated()) as url:
        time = HandTime(url)
        try:
            yield Houses(time.url, tmp_path, ServedClock(NOON, time))
        finally:
            time.close()
