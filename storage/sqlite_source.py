"""SQLite as backups see it: a file that is copied online."""

import contextlib
from collections.abc import Iterator
from pathlib import Path

from storage.backup import BadBackup, copy_database, restore, verify
from storage.census import Census, sqlite_census
from storage.drivers import SqliteError
from storage.opening import SQLITE
from storage.source import Incoming


class SqliteSource:
    """One SQLite file (see `Source`)."""

    engine = "sqlite"

    def __init__(self, path: Path) -> None:
        self._path = path

    def save(self, target: Path) -> Census:
        """Copy the database while it is in use, and check the copy."""
        copy_database(self._path, target)
        return self.check(target)

    def check(self, file: Path) -> Census:
        """Check every page and every reference, and count."""
        verify(file)
        return _counted(file)

    def census(self) -> Census:
        """Count the database itself."""
        return _counted(self._path)

    @contextlib.contextmanager
    def trial(self, file: Path) -> Iterator[str]:
        """Hand out the file itself: it is a database."""
        yield f"{SQLITE}{file.absolute()}"

    @contextlib.contextmanager
    def incoming(self, file: Path) -> Iterator[Incoming]:
        """Hand out the file itself; adopted, it is put in the place of the one in use."""

        def adopt() -> str | None:
            kept = restore(file, self._path)
            return str(kept) if kept else None

        yield Incoming(url=f"{SQLITE}{file.absolute()}", adopt=adopt)


def _counted(path: Path) -> Census:
    try:
        return sqlite_census(path)
    except SqliteError as error:
        raise BadBackup(file=str(path), reason=str(error)) from error
