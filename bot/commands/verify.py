"""`sparkone verify`: says whether a file is sound, and what it holds."""

import argparse
from pathlib import Path

SUMMARY = "check a backup, or the database itself, page by page"


def arguments(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("file", nargs="?", type=Path, help="the file (default: the database)")


def run(options: argparse.Namespace) -> int:
    """Print what a sound file holds; 1 with the reason where it is not sound."""
    from bot.reports import verified_text  # noqa: PLC0415
    from bot.settings import load_settings  # noqa: PLC0415
    from storage.backup import verify  # noqa: PLC0415

    path: Path = options.file or load_settings().database_path
    print(verified_text(path, verify(path)))  # noqa: T201 - the report
    return 0
