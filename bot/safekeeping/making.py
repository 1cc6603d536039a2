"""Making backups: a database and what lies beside it become one archive, which is read again."""

import contextlib
import re
import shutil
import tempfile
import time
from collections.abc import Iterator
from datetime import UTC, date, datetime
from pathlib import Path

from bot import __version__
from bot.folders import UNFINISHED, Folders
from bot.safekeeping.configuration import configuration
from bot.safekeeping.retention import (
    asked_name,
    dailies,
    daily_name,
    first_of_its_month,
    first_of_its_week,
    let_go,
)
from bot.settings import Settings
from domain.frozen import dataclass
from storage.archive import DATABASES, FILES, LEDGER, SETTINGS, Manifest, is_archive, pack, unpack
from storage.backup import BadBackup, Verified, rows_of, verify
from storage.sealing import SealingMissing, WrongKey
from storage.source import Source, source_of
from storage.syncing import make_folder

STALE_SECONDS = 6 * 3600
"""What a crash left half made is removed when it is older."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Made:
    """A backup that was made and read again."""

    path: Path
    verified: Verified
    holds_files: bool


class Safe:
    """The backups of one installation: where they lie, what they are made of, with which key.

    Everything here blocks: call it in a thread. Errors: BadBackup, BackupExists, SparkError.
    """

    def __init__(self, settings: Settings) -> None:
        self.settings = settings
        self.folders = Folders(settings.database_path)
        self.stem = settings.database_path.stem
        self.key = settings.sparkone_backup_key

    @property
    def source(self) -> Source:
        """The database."""
        return source_of(self.settings.database_url)

    def asked_target(self, now: datetime) -> Path:
        """Return where a backup goes that was asked for without a place."""
        return self.folders.backups / asked_name(self.stem, now, is_sealed=bool(self.key))

    def make(self, target: Path, now: datetime, *, holds_files: bool = True) -> Made:
        """Make a backup and read it again; one that is not as it was written is removed."""
        source = self.source
        with staging(target.parent) as folder:
            database = folder / DATABASES[source.engine]
            census = source.save(database)
            about = Manifest(
                made_at=now,
                version=__version__,
                engine=source.engine,
                census=census,
                holds_files=holds_files,
            )
            parts = {database.name: database, **self._beside(folder, holds_files=holds_files)}
            pack(target, parts, about, self.key)
        try:
            unpack(target, self.key)
        except BadBackup:
            target.unlink(missing_ok=True)
            raise
        return Made(path=target, verified=rows_of(census), holds_files=holds_files)

    def make_daily(self, now: datetime) -> Made | None:
        """Make the backup of a day; None where one stands there. A damaged one is made anew.

        The first of a week or of a month holds the files too. What is too old is removed.
        """
        target = self.folders.backups / daily_name(self.stem, now, is_sealed=bool(self.key))
        if target.exists():
            if self.is_sound(target.name) is not False:
                return None
            target.unlink()
        days = self.dailies().values()
        is_first = first_of_its_week(now.date(), days) or first_of_its_month(now.date(), days)
        made = self.make(target, now, holds_files=is_first)
        self.tidy()
        return made

    def dailies(self) -> dict[str, date]:
        """Return the daily backups by name, with their days, oldest first."""
        if not self.folders.backups.is_dir():
            return {}
        return dailies(self.stem, (path.name for path in self.folders.backups.iterdir()))

    def backups(self) -> list[Path]:
        """Return all backups beside the database, oldest first, those that were asked for too."""
        found = [path for path in self.folders.backups.glob("*") if is_backup(path)]
        return sorted(found, key=_made_at)

    def newest(self) -> Path | None:
        """Return the newest backup beside the database."""
        return next(reversed(self.backups()), None)

    def tidy(self) -> None:
        """Remove daily backups that are too old, and what a crash left half made."""
        for name in let_go(self.dailies(), self.is_sound):
            (self.folders.backups / name).unlink(missing_ok=True)
        for path in self.folders.backups.glob(f"*{UNFINISHED}"):
            if time.time() - path.stat().st_mtime > STALE_SECONDS:
                shutil.rmtree(path, ignore_errors=True)
                path.unlink(missing_ok=True)

    def is_sound(self, name: str) -> bool | None:
        """Tell whether a backup verifies; None where its key is not this one."""
        path = self.folders.backups / name
        try:
            if is_archive(path):
                unpack(path, self.key)
            else:
                verify(path)
        except (WrongKey, SealingMissing):
            return None
        except (BadBackup, OSError):
            return False
        return True

    def _beside(self, folder: Path, *, holds_files: bool) -> dict[str, Path]:
        """Return what is packed beside the database, by its name in the archive."""
        parts: dict[str, Path] = {}
        ledger = self.folders.erasures
        if ledger.is_file():
            parts[LEDGER] = ledger
        written = folder / SETTINGS
        written.write_text(
            configuration(self.settings, with_secrets=bool(self.key)), encoding="utf-8"
        )
        parts[SETTINGS] = written
        if holds_files and self.folders.files.is_dir():
            for path in sorted(self.folders.files.iterdir()):
                if path.is_file() and not path.name.endswith(".part"):
                    parts[f"{FILES}{path.name}"] = path
        return parts


@contextlib.contextmanager
def staging(beside: Path) -> Iterator[Path]:
    """Hand out a folder for what is not finished, which nobody else may read; gone afterwards."""
    try:
        make_folder(beside, 0o700)
        made = tempfile.TemporaryDirectory(prefix="sparkone-", suffix=UNFINISHED, dir=beside)
    except OSError as error:
        raise BadBackup(file=str(beside), reason=str(error)) from error
    with made as folder:
        yield Path(folder)


def is_backup(path: Path) -> bool:
    """Tell whether a file is a backup by its beginning: an archive, or a bare SQLite file."""
    try:
        if not path.is_file() or path.name.endswith(UNFINISHED):
            return False
        with path.open("rb") as file:
            is_bare = file.read(16) == b"SQLite format 3\x00"
        return is_bare or is_archive(path)
    except OSError:
        return False


def _made_at(path: Path) -> str:
    """Return when a backup was made, as its name says, else as its file does, to be sorted by.

    Forgetting writes a backup anew: its file may be younger than what is in it.
    """
    named = re.search(r"-([0-9]{8})(?:-([0-9]{6}))?\.", path.name)
    if named:
        return f"{named[1]}{named[2] or '033000'}"
    return f"{datetime.fromtimestamp(path.stat().st_mtime, UTC):%Y%m%d%H%M%S}"
