"""`sparkone backup`: a copy of everything, while the assistant goes on."""

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path

SUMMARY = "copy everything into one file, checked, while the assistant goes on"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "to",
        nargs="?",
        type=Path,
        help="the new file (default: backups/ beside the database, named by the time)",
    )


def run(options: argparse.Namespace) -> int:
    """Write a verified copy; 1 with the reason where none could be written."""
    from bot.control import Request, ask  # noqa: PLC0415
    from bot.line import socket_path  # noqa: PLC0415
    from bot.reports import verified_text  # noqa: PLC0415
    from bot.safekeeping.making import Safe  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415

    safe, now = Safe(load_settings()), datetime.now(UTC)
    target: Path = (options.to or safe.asked_target(now)).absolute()
    key = "some" if safe.key else "none"
    request = Request(verb="backup", arguments={"to": str(target), "key": key})
    try:
        response = asyncio.run(ask(socket_path(safe.folders.database), request))
    except OSError:
        print(verified_text(target, safe.make(target, now).verified))  # noqa: T201 - the report
        return 0
    print(response.text)  # noqa: T201 - the report
    return 1 if response.failed else 0
