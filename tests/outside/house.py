"""A house whose model has outside tools, and servers in processes of their own."""

import asyncio
import shutil
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from bot.app import create_app
from bot.outside import Outside
from bot.settings import Settings
from engine.model import Model
from engine.outside.servers import Server
from engine.toolbox import toolbox
from engine.turn import Turn
from handlers.conversing import Conversation
from storage.sqlite import SqliteDatabase
from tests.fakes import HandClock, RecordingChannel, until
from tests.journeys.conftest import Home
from tests.ports import free_port

QUESTION = "what is the meaning of life?"


class OutsideHome(Home):
    """The assistant of one owner, with outside tools."""

    outside: Outside


@asynccontextmanager
async def living(
    settings: Settings,
    clock: HandClock,
    model: Model,
    servers: Sequence[Server],
    *,
    waits: bool = True,
    grace_seconds: float = 10.0,
) -> AsyncIterator[OutsideHome]:
    channel = RecordingChannel(clock)
    database = SqliteDatabase(settings.database_path)
    outside = Outside(servers, database, clock)
    converser = Conversation(database, Turn(model, toolbox(), outside.tools), seconds=45.0)
    app = create_app(
        settings,
        clock=clock,
        database=database,
        channels=[channel],
        converser=converser,
        serve=False,
        grace_seconds=grace_seconds,
    )
    async with app, outside.running():
        if waits:
            await until(lambda: outside.state() == "ok", what="the servers to be reached")
        home = OutsideHome(app, channel, clock)
        home.outside = outside
        yield home


def by_pipes(journal: Path, **facts: Any) -> Server:
    """Return a server of ours that is started with the house."""
    return Server(
        name="post",
        command=sys.executable,
        args=("-m", "tests.outside.server", str(journal)),
        env={"PYTHONPATH": str(Path(__file__).parents[2])},
        **facts,
    )


def scripted(script: str, **facts: Any) -> Server:
    """Return a server that is nothing but a few lines of Python."""
    return Server(name="post", command=sys.executable, args=("-c", script), **facts)


@asynccontextmanager
async def served(journal: Path, port: int | None = None) -> AsyncIterator[str]:
    """Serve over HTTP in a process of its own; yields the address."""
    port = port or free_port()
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "tests.outside.server", str(journal), str(port),
        stdout=asyncio.subprocess.DEVNULL, stderr=asyncio.subprocess.DEVNULL,
    )  # fmt: skip
    try:
        await until(lambda: _listens(port), what="the server to listen")
        yield f"http://127.0.0.1:{port}/mcp"
    finally:
        if process.returncode is None:
            process.kill()
        await process.wait()


def _listens(port: int) -> bool:
    with socket.socket() as attempt:
        return attempt.connect_ex(("127.0.0.1", port)) == 0


def lines(journal: Path) -> list[str]:
    """Return what the server was asked to do."""
    return journal.read_text().splitlines() if journal.exists() else []


def as_killed(settings: Settings, folder: Path) -> Settings:
    """Return the settings of a house as it would be found after its process was killed just now."""
    folder.mkdir()
    for file in settings.database_path.parent.glob(f"{settings.database_path.name}*"):
        if not file.name.endswith(".lock") and file.is_file():
            shutil.copy(file, folder)
    copied = folder / settings.database_path.name
    return settings.model_copy(update={"database_url": f"sqlite:///{copied}"})
