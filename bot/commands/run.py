"""`sparkone run`: the assistant itself."""

import argparse
import asyncio
import contextlib
import signal
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bot.loop import run_in_loop, start_without_collector, started
from bot.settings import Settings, load_settings
from bot.station import Station

if TYPE_CHECKING:
    from bot.app import App

SUMMARY = "start the assistant; it also talks here when this is a terminal or a pipe"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("--no-http", action="store_true", help="do not serve health and metrics")
    parser.add_argument(
        "--role",
        choices=[station.value for station in Station],
        default=Station.ALL.value,
        help="what this process does, where several share a PostgreSQL database",
    )


def run(options: argparse.Namespace) -> int:
    """Run until SIGINT or SIGTERM; exit code 74 where the storage gave up."""
    start_without_collector()

    settings = load_settings()
    station = Station(options.role)
    return run_in_loop(lambda: _main(settings, station, serve=not options.no_http))


async def _main(settings: Settings, station: Station, *, serve: bool) -> int:
    from bot.app import create_app  # noqa: PLC0415
    from bot.console import console_for, speaks  # noqa: PLC0415
    from bot.line import LocalLine  # noqa: PLC0415
    from bot.logs import configure_logs  # noqa: PLC0415
    from bot.thinking import embedder_for  # noqa: PLC0415

    talks = station.receives and speaks(sys.stdin)
    at_keyboard = talks and sys.stdin.isatty()
    configure_logs(settings.log_level, settings.log_format, quiet=at_keyboard)
    stopping = asyncio.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        asyncio.get_running_loop().add_signal_handler(number, stopping.set)
    embedder = embedder_for(settings)
    async with create_app(settings, station=station, embedder=embedder, serve=serve) as app:
        started()
        waiting: set[asyncio.Task[Any]] = {
            asyncio.create_task(stopping.wait()),
            asyncio.create_task(app.failed.wait()),
        }
        chat = None
        if talks and await is_here(app):
            console = console_for(sys.stdin, sys.stdout, _history(settings.database_path))
            if at_keyboard:
                console.write(WELCOME)
            chat = asyncio.create_task(console.stay(LocalLine(app.terminal)))
            if at_keyboard:
                waiting.add(chat)
        await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        for task in {*waiting, *({chat} if chat else ())}:
            task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            if chat is not None:
                await chat
        return 74 if app.failed.is_set() else 0


async def is_here(app: "App") -> bool:
    """Tell whether the terminal is this process's; where it is another's, say so."""
    try:
        await asyncio.wait_for(app.at_terminal.wait(), TERMINAL_SECONDS)
    except TimeoutError:
        print(ELSEWHERE, file=sys.stderr)  # noqa: T201 - the command line speaks here
        return False
    return True


TERMINAL_SECONDS = 5.0
ELSEWHERE = (
    "O terminal está com outro processo: use `sparkone chat` na máquina dele. / "
    "Another process has the terminal: use `sparkone chat` on its machine."
)
WELCOME = (
    "SparkOne. Escreva, por exemplo: me lembra de beber água daqui a 1 minuto\n"
    "          or write, for example: remind me to drink water in 1 minute\n"
    "(Ctrl-D: sair / leave)"
)


def _history(database: Path) -> Path:
    return database.with_name("history")
