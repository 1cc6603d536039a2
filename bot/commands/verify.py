"""`sparkone verify`: says whether a file is sound, and what it holds."""

import argparse
from pathlib import Path
from tempfile import gettempdir

SUMMARY = "check a backup, or the database itself, page by page"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", nargs="?", type=Path, help="the file (default: the database)")


def run(options: argparse.Namespace) -> int:
    """Print what a sound file holds; 1 with the reason where it is not sound."""
    from bot.reports import verified_text  # noqa: PLC0415
    from bot.safekeeping.restoring import unpacked  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from storage.backup import rows_of, verify  # noqa: PLC0415
    from storage.source import source_of  # noqa: PLC0415

    settings = load_settings()
    if options.file is not None:
        beside = settings.database_path.parent
        room = beside if beside.is_dir() else Path(gettempdir())
        with unpacked(options.file, settings.sparkone_backup_key, room) as found:
            print(verified_text(options.file, found.verified()))  # noqa: T201 - the report
    elif settings.is_embedded:
        path = settings.database_path
        print(verified_text(path, verify(path)))  # noqa: T201 - the report
    else:
        census = source_of(settings.database_url).census()
        print(verified_text(Path("the database"), rows_of(census)))  # noqa: T201 - the report
    return 0
