"""`sparkone backup`: a copy of everything, while the assistant goes on."""

import argparse
import asyncio
from datetime import UTC, datetime
from pathlib import Path

SUMMARY = "copy the database, whole and checked, while the assistant goes on"


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
    from bot.settings import load_settings  # noqa: PLC0415
    from storage.backup import BadBackup, backup  # noqa: PLC0415

    database = load_settings().database_path
    target: Path = (options.to or _default(database)).absolute()
    request = Request(verb="backup", arguments={"to": str(target)})
    try:
        response = asyncio.run(ask(socket_path(database), request))
    except OSError:
        if not database.is_file():
            raise BadBackup(file=str(database), reason="there is no such file") from None
        print(verified_text(target, backup(database, target)))  # noqa: T201 - the report
        return 0
    print(response.text)  # noqa: T201 - the report
    return 1 if response.failed else 0


def _default(database: Path) -> Path:
    stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
    return database.parent / "backups" / f"{database.stem}-{stamp}.db"
