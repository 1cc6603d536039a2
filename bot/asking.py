"""Asking: verbs of owners on the command line, carried out by the process that runs."""

import argparse
import asyncio
import sys
from contextlib import AsyncExitStack
from types import ModuleType

from bot.control import Request, Response, ask
from bot.line import socket_path
from bot.rendering import render
from bot.settings import Settings, load_settings
from bot.verb import Answer, House
from domain.clock import SystemClock

NOT_RUNNING = "SparkOne is not running: start it with `sparkone run`."
NOT_HERE = (
    "No process of this machine has the terminal: ask on the machine whose gateway has it, or "
    "start one with `sparkone run`. `sparkone status` works anywhere."
)


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
        is_there = not settings.is_embedded or settings.database_path.is_file()
        if not module.IS_OFFLINE or not is_there:
            sys.stderr.write(f"{NOT_RUNNING if settings.is_embedded else NOT_HERE}\n")
            return 1
        answer = asyncio.run(_beside(settings, module, text))
        response = Response(text=answer.text, refused=answer.is_refusal, buttons=answer.buttons)
    print(shown(response))  # noqa: T201 - the report
    return 1 if response.failed or response.refused else 0


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
    """Read the database, of a process that does not run or that runs elsewhere."""
    from bot.administration import carry_out  # noqa: PLC0415 - the running process does it
    from bot.configuring import configured  # noqa: PLC0415
    from bot.ground import ground_of  # noqa: PLC0415
    from bot.metrics import Metrics  # noqa: PLC0415
    from bot.station import Station  # noqa: PLC0415

    clock = SystemClock()
    # Of many, the database says how the channels are; the only process of a file does not run.
    channels = [] if settings.is_embedded else configured(settings, clock)
    ground = ground_of(settings, clock, Station.ALL, None, None)
    async with AsyncExitStack() as stack:
        await ground.prepare(stack)
        await stack.enter_async_context(ground.database)
        house = House(
            database=ground.database,
            clock=clock,
            settings=settings,
            metrics=Metrics(),
            channels={one.name: one for one in channels},
        )
        return await carry_out(house, module, text)
