"""The contract of a source: a database that can be saved into a file, tried, and put back."""

from collections.abc import Callable
from contextlib import AbstractContextManager
from pathlib import Path
from typing import Protocol

from domain.errors import ConfigurationError
from domain.frozen import dataclass
from storage import extras
from storage.census import Census
from storage.opening import POSTGRES, SQLITE


class NoTrial(Exception):
    """A backup cannot be tried here; the message says why, and what to do."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Incoming:
    """A database beside the one in use, with what a backup holds; `url` opens it.

    `adopt` puts it in the place of the one in use and says where that was kept, None where there
    was nothing in it.
    """

    url: str
    adopt: Callable[[], str | None]


class Source(Protocol):
    """A database, as backups see it. Everything here blocks: call it in a thread.

    Errors of each: BadBackup with the reason.
    """

    @property
    def engine(self) -> str:
        """What kind of database it is: a key of `storage.archive.DATABASES`."""

    def save(self, target: Path) -> Census:
        """Write all of it, as it was at one moment, to a new file; returns what is in it."""

    def check(self, file: Path) -> Census | None:
        """Read such a file to its end; returns what is in it, None where that needs a server."""

    def census(self) -> Census:
        """Count the database itself."""

    def trial(self, file: Path) -> AbstractContextManager[str]:
        """Make a database of such a file, beside, and hand out its URL; it is gone afterwards.

        Errors: NoTrial where none may be made.
        """

    def incoming(self, file: Path) -> AbstractContextManager[Incoming]:
        """Make a database of such a file, to be adopted; one that is not is gone afterwards."""


def source_of(url: str) -> Source:
    """Return the database that a URL names, as backups see it."""
    if url.startswith(SQLITE):
        from storage.sqlite_source import SqliteSource  # noqa: PLC0415 - only one of the two

        return SqliteSource(Path(url.removeprefix(SQLITE)))
    if url.startswith(POSTGRES):
        try:
            from storage.postgres_source import PostgresSource  # noqa: PLC0415 - an optional driver
        except ImportError:
            raise ConfigurationError([extras.POSTGRES]) from None
        return PostgresSource(url)
    raise ConfigurationError(["DATABASE_URL: this is no database of ours"])
