"""A running assistant on a file of its own, with a clock moved by hand."""

from collections.abc import AsyncIterator, Callable, Mapping
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path
from types import MappingProxyType

import pytest

from bot.app import App, create_app
from bot.settings import Settings
from engine.model import Model
from engine.toolbox import toolbox
from engine.turn import Turn
from engine.web import NotFetched, Page
from handlers.conversation import Converser
from handlers.conversing import Conversation
from storage.sqlite import SqliteDatabase
from tests.fakes import HandClock, RecordingChannel

SATURDAY = datetime(2026, 11, 21, 15, 0, tzinfo=UTC)
"""Noon in São Paulo."""


class Home:
    """The assistant of one owner: `channel` is how a test talks to it."""

    def __init__(self, app: App, channel: RecordingChannel, clock: HandClock) -> None:
        self.app = app
        self.channel = channel
        self.clock = clock


Start = Callable[..., AbstractAsyncContextManager[Home]]


@pytest.fixture
def settings(tmp_path: Path) -> Settings:
    return Settings(
        database_url=f"sqlite:///{tmp_path / 'spark.db'}",
        http_port=0,
        sparkone_owner="test:owner",
        sparkone_zone="America/Sao_Paulo",
    )


@pytest.fixture
async def clock() -> HandClock:
    return HandClock(SATURDAY)


@pytest.fixture
def start(settings: Settings, clock: HandClock) -> Start:
    """Start the assistant; called again after its end, it is the same one the next day."""

    @asynccontextmanager
    async def started(
        *,
        converser: Converser | None = None,
        model: Model | None = None,
        pages: Mapping[str, Page] = MappingProxyType({}),
        serve: bool = False,
        grace_seconds: float = 10.0,
    ) -> AsyncIterator[Home]:
        channel = RecordingChannel(clock)
        database = SqliteDatabase(settings.database_path)
        if model is not None:

            async def fetch(url: str) -> Page:
                if url not in pages:
                    raise NotFetched(reason="no such page")
                return pages[url]

            turn = Turn(model, toolbox())
            converser = Conversation(database, turn, seconds=45.0, fetch=fetch)
        app = create_app(
            settings,
            clock=clock,
            database=database,
            channels=[channel],
            converser=converser,
            serve=serve,
            grace_seconds=grace_seconds,
        )
        async with app:
            yield Home(app, channel, clock)

    return started


@pytest.fixture
async def home(start: Start) -> AsyncIterator[Home]:
    async with start() as home:
        yield home
