"""`sparkone chat`: talk to the running assistant, or to one started for the occasion."""

import argparse
import asyncio
import sys
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

from bot.loop import run_in_loop, start_without_collector, started
from bot.settings import Settings, load_settings

SUMMARY = "talk to the assistant, at the keyboard or from a pipe"
RECONNECT_SECONDS = 30.0
STARTING_SECONDS = 2.0
PAUSE_SECONDS = 0.2


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--wait",
        type=float,
        default=1.0,
        metavar="SECONDS",
        help="after the end of a pipe, go on showing what comes for so long (default: 1)",
    )
    parser.add_argument(
        "--now",
        metavar="ISO",
        help="try it at another time, such as 2026-11-27T08:29: on a scratch database",
    )


def run(options: argparse.Namespace) -> int:
    """Talk until the input ends; 1 where the running process went away for good."""
    start_without_collector()
    settings = load_settings()
    if options.now:
        with TemporaryDirectory(prefix="sparkone-") as folder:
            scratch = settings.model_copy(
                update={"database_url": f"sqlite:///{Path(folder) / 'scratch.db'}"}
            )
            start = _moment(options.now, scratch)
            return run_in_loop(lambda: _alone(scratch, options.wait, start))
    return run_in_loop(lambda: _main(settings, options.wait))


def _moment(text: str, settings: Settings) -> datetime:
    from domain.errors import ConfigurationError  # noqa: PLC0415
    from engine.zones import machine_zone, resolve, zone  # noqa: PLC0415

    try:
        moment = datetime.fromisoformat(text)
    except ValueError:
        raise ConfigurationError([f"--now: {text} is no moment; write 2026-11-27T08:29"]) from None
    if moment.tzinfo is not None:
        return moment.astimezone(UTC)
    return resolve(moment, zone(settings.sparkone_zone or machine_zone()))[0]


async def _main(settings: Settings, wait: float) -> int:
    from bot.line import socket_path  # noqa: PLC0415
    from domain.errors import AlreadyRunning  # noqa: PLC0415

    path = socket_path(settings.database_path)
    connection = await _reconnect(path, seconds=0.0)
    if connection is None:
        try:
            return await _alone(settings, wait, None)
        except AlreadyRunning:  # it may be starting: it holds the lock before it listens
            connection = await _reconnect(path, seconds=STARTING_SECONDS)
            if connection is None:
                raise
    return await _attached(settings, path, wait, connection)


async def _attached(
    settings: Settings,
    path: Path,
    wait: float,
    connection: tuple[asyncio.StreamReader, asyncio.StreamWriter],
) -> int:
    """Talk to the running process; if it goes away, wait for it and say again what is open."""
    from bot.console import console_for  # noqa: PLC0415
    from bot.line import SocketLine  # noqa: PLC0415
    from domain.sending import NobodyThere  # noqa: PLC0415

    console = console_for(sys.stdin, sys.stdout, settings.database_path.with_name("history"))
    while True:
        reader, writer = connection
        writer.write(b'{"verb":"chat"}\n')
        line = SocketLine(reader, writer)
        try:
            await console.talk(line, linger=wait)
        except NobodyThere:
            again = await _reconnect(path, seconds=RECONNECT_SECONDS)
            if again is None:
                print(LOST, file=sys.stderr)  # noqa: T201 - the command line speaks here
                return 1
            connection = again
        else:
            return 0
        finally:
            writer.close()


LOST = (
    "O SparkOne parou; o que ele confirmou está guardado. Inicie-o de novo com `sparkone run`. / "
    "SparkOne has stopped; what it confirmed is kept. Start it again with `sparkone run`."
)


async def _reconnect(
    path: Path, *, seconds: float
) -> tuple[asyncio.StreamReader, asyncio.StreamWriter] | None:
    """Attach, at once or within so many seconds; None where nobody listens."""
    for left in range(int(seconds / PAUSE_SECONDS), -1, -1):
        try:
            return await asyncio.open_unix_connection(str(path), limit=2**23)
        except OSError:
            if left:
                await asyncio.sleep(PAUSE_SECONDS)
    return None


async def _alone(settings: Settings, wait: float, start: datetime | None) -> int:
    """Start an assistant for this chat only."""
    from bot.app import create_app  # noqa: PLC0415
    from bot.commands.run import is_here  # noqa: PLC0415
    from bot.console import console_for  # noqa: PLC0415
    from bot.line import LocalLine  # noqa: PLC0415
    from bot.logs import configure_logs  # noqa: PLC0415
    from bot.thinking import embedder_for  # noqa: PLC0415
    from domain.clock import ShiftedClock, SystemClock  # noqa: PLC0415

    configure_logs(settings.log_level, settings.log_format, quiet=True)
    clock = ShiftedClock(start) if start else SystemClock()
    async with create_app(
        settings, clock=clock, embedder=embedder_for(settings), serve=False
    ) as app:
        started()
        if not await is_here(app):
            return 1
        history = settings.database_path.with_name("history")
        console = console_for(sys.stdin, sys.stdout, history)
        await console.talk(LocalLine(app.terminal), linger=wait)
        return 0
