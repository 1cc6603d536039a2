"""`sparkone version`: what runs here."""

import argparse
import platform

from bot import __version__

SUMMARY = "say which version this is"


def arguments(parser: argparse.ArgumentParser) -> None:
    """There are no options."""


def run(options: argparse.Namespace) -> int:
    """Print the version and what it runs on."""
    from storage.drivers import SQLITE_VERSION  # noqa: PLC0415
    from storage.migrations import HEAD  # noqa: PLC0415

    sqlite = ".".join(map(str, SQLITE_VERSION))
    print(  # noqa: T201 - this is its job
        f"sparkone {__version__} (database revision {HEAD}, "
        f"Python {platform.python_version()}, SQLite {sqlite})"
    )
    return 0
