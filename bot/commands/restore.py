"""`sparkone restore`: put a backup in the place of the database, or try whether one could be."""

import argparse
import asyncio
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from bot.safekeeping.account import Account
    from bot.settings import Settings

SUMMARY = "put a backup in the place of the database (the assistant must be stopped), or try it"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", nargs="?", type=Path, help="the backup (--drill: the newest)")
    parser.add_argument(
        "--drill",
        action="store_true",
        help="restore it beside, compare, start the assistant on it, ask one thing; change nothing",
    )


def run(options: argparse.Namespace) -> int:
    """Verify the backup, keep the present database beside, and put the backup in its place."""
    from bot.settings import load_settings  # noqa: PLC0415

    settings = load_settings()
    if options.drill:
        return _drill(settings, options.file)
    if options.file is None:
        print("Write which backup: sparkone restore FILE")  # noqa: T201 - the report
        return 2
    return _restore(settings, options.file)


def _restore(settings: "Settings", file: Path) -> int:
    from bot.reports import verified_text  # noqa: PLC0415
    from bot.safekeeping.making import Safe  # noqa: PLC0415
    from bot.safekeeping.restoring import restore  # noqa: PLC0415
    from storage.lock import ProcessLock  # noqa: PLC0415

    database = settings.database_path
    database.parent.mkdir(parents=True, exist_ok=True)
    with ProcessLock(database):
        done = restore(Safe(settings), file)
    named = database if settings.is_embedded else Path("the database")
    lines = [verified_text(named, done.verified)]
    if done.forgotten:
        lines.append(f"forgotten again, as they had asked: {done.forgotten} people")
    if done.files:
        lines.append(f"files that people had sent, brought back: {done.files}")
    if done.settings:
        lines.append(f"the settings of then, to compare with yours: {done.settings}")
    if done.kept:
        lines.append(f"the former database was kept as {done.kept}")
    print("\n".join(lines))  # noqa: T201 - the report
    return 0


def _drill(settings: "Settings", file: Path | None) -> int:
    """Try a backup through the running process, or without one; 1 where it is no good."""
    from bot.control import Request, ask  # noqa: PLC0415
    from bot.line import socket_path  # noqa: PLC0415

    request = Request(verb="drill", arguments={"file": str(file.absolute())} if file else {})
    try:
        response = asyncio.run(ask(socket_path(settings.database_path), request))
    except OSError:
        account = asyncio.run(_alone(settings, file))
        print(account.text())  # noqa: T201 - the report
        return 0 if account.is_sound else 1
    print(response.text)  # noqa: T201 - the report
    return 1 if response.failed else 0


async def _alone(settings: "Settings", file: Path | None) -> "Account":
    from bot.logs import configure_logs  # noqa: PLC0415
    from bot.safekeeping.drilling import drill_apart, note_alone  # noqa: PLC0415

    configure_logs("error", settings.log_format)
    account = await drill_apart(settings, file)
    await note_alone(settings, account)
    return account
