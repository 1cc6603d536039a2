"""The contract of a place: where copies of backups go. Each file of `places/` is one scheme.

A file has `def open_place(settings: Settings) -> AbstractAsyncContextManager[Place]`; its name is
the scheme.
"""

import importlib
from collections.abc import Mapping
from contextlib import AbstractAsyncContextManager
from pathlib import Path
from typing import Protocol, cast
from urllib.parse import urlsplit

from bot.settings import Settings
from domain.errors import SparkError


class PlaceFailed(SparkError):
    """Where copies of backups go did not take one; `reason` says why."""


class Place(Protocol):
    """A folder elsewhere. Errors of each: PlaceFailed."""

    async def sizes(self) -> Mapping[str, int]:
        """Return the names of all files there, with their bytes."""

    async def put(self, path: Path) -> None:
        """Copy a file there under its name, whole or not at all; one of that name is replaced."""

    async def remove(self, name: str) -> None:
        """Delete a file there; one that is gone is no error."""


def open_place(settings: Settings) -> AbstractAsyncContextManager[Place]:
    """Return the place that the settings name; nothing is reached before `async with`."""
    scheme = urlsplit(settings.sparkone_backup_to or "").scheme
    module = importlib.import_module(f"bot.safekeeping.places.{scheme}")
    return cast("AbstractAsyncContextManager[Place]", module.open_place(settings))


def shown(settings: Settings) -> str:
    """Return how a place is called where people read it: its host or bucket."""
    return urlsplit(settings.sparkone_backup_to or "").hostname or ""
