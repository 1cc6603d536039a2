"""`sparkone restore`: put a backup in the place of the database."""

import argparse
from pathlib import Path

SUMMARY = "put a backup in the place of the database (the assistant must be stopped)"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", type=Path, help="the backup")


def run(options: argparse.Namespace) -> int:
    """Verify the backup, keep the present database beside, and put the backup in its place."""
    from bot.erasures import apply_again  # noqa: PLC0415
    from bot.folders import Folders  # noqa: PLC0415
    from bot.reports import verified_text  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from storage.backup import restore, verify  # noqa: PLC0415
    from storage.lock import ProcessLock  # noqa: PLC0415

    database = load_settings().database_path
    database.parent.mkdir(parents=True, exist_ok=True)
    with ProcessLock(database):
        kept = restore(options.file, database)
        forgotten = apply_again(database, Folders(database).erasures)
    print(verified_text(database, verify(database)))  # noqa: T201 - the report
    if forgotten:
        print(f"forgotten again, as they had asked: {forgotten} people")  # noqa: T201 - the report
    if kept:
        print(f"the former database was kept as {kept}")  # noqa: T201 - the report
    return 0
