"""Asking: verbs of owners on the command line, carried out by the process that runs."""

import argparse
import asyncio
import sys
from types import ModuleType

from bot.control import Request, Response, ask
from bot.line import socket_path
from bot.rendering import render
from bot.settings import Settings, load_settings
from bot.verb import Answer, House
from domain.clock import SystemClock

NOT_RUNNING = "SparkOne is not running: start it with `sparkone run`."


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare that whatever follows belongs to the verb."""
    parser.add_argument(
        "text", nargs="*", metavar="TEXT", help="what the verb is about, as in chat"
    )


def run(module: ModuleType, options: argparse.Namespace) -> int:
    """Ask the running process; what only reads works beside the database too."""
    settings = load_settings()
    name, text = module.NAMES[0], " ".join(options.text)
    try:
        response = asyncio.run(
            ask(socket_path(settings.database_path), Request(verb=name, arguments={"text": text}))
        )
    except OSError:
        if not module.IS_OFFLINE or not settings.database_path.is_file():
            sys.stderr.write(f"{NOT_RUNNING}\n")
            return 1
        answer = asyncio.run(_beside(settings, module, text))
        response = Response(text=answer.text, buttons=answer.buttons)
    print(shown(response))  # noqa: T201 - the report
    return 1 if response.failed else 0


def shown(response: Response) -> str:
    """Return an answer for a screen: each button as the command that does the same."""
    if response.failed:
        return response.text
    hints = [
        f"  {button.label}: sparkone {button.action.removeprefix('verb:').replace(':', ' ')}"
        for button in response.buttons
    ]
    return "\n".join([render(response.text, styled=sys.stdout.isatty()), *hints])


async def _beside(settings: Settings, module: ModuleType, text: str) -> Answer:
    """Read the database of a process that does not run."""
    from bot.administration import carry_out  # noqa: PLC0415 - the running process does it
    from bot.metrics import Metrics  # noqa: PLC0415
    from storage.drivers import sqlite_engine  # noqa: PLC0415
    from storage.lock import ProcessLock  # noqa: PLC0415
    from storage.migrate import migrate  # noqa: PLC0415
    from storage.sqlite import SqliteDatabase  # noqa: PLC0415

    path = settings.database_path
    with ProcessLock(path):
        migrate(sqlite_engine(path), path)
        async with SqliteDatabase(path) as database:
            house = House(
                database=database,
                clock=SystemClock(),
                settings=settings,
                metrics=Metrics(),
                channels={},
            )
            return await carry_out(house, module, text)
