"""The folders beside the database: files that people sent, archives, copies; for no other eyes."""

import contextlib
import os
from datetime import datetime, timedelta
from pathlib import Path

from storage.syncing import make_folder, put_in_place, sync

EXPORTS_STAY = timedelta(hours=24)
PICTURES_STAY = timedelta(minutes=2)
PICTURE = "picture-"
"""How the names of pictures begin, which are shown once."""
UNFINISHED = ".partial"
"""How the names of backups end that are being made."""


class Folders:
    """Where things lie beside the database. Names inside are our own, never a sender's."""

    def __init__(self, database: Path) -> None:
        self.database = database
        self.files = database.with_name("files")
        self.exports = database.with_name("exports")
        self.backups = database.with_name("backups")
        self.history = database.with_name("history")
        self.erasures = database.with_name("erasures.jsonl")

    def write(self, folder: Path, name: str, content: bytes) -> Path:
        """Write a file that only its owner may read, whole or not at all."""
        partial = self.make(folder, f"{name}.part")
        with partial.open("wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        target = folder / name
        put_in_place(partial, target)
        return target

    def make(self, folder: Path, name: str) -> Path:
        """Make an empty file, and its folder, for nobody's eyes but the owner's."""
        make_folder(folder, 0o700)
        path = folder / name
        path.unlink(missing_ok=True)
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
        return path

    def remove(self, folder: Path, name: str) -> None:
        """Delete a file, and what there is of it unfinished."""
        for path in (folder / name, folder / f"{name}.part"):
            with contextlib.suppress(OSError):
                path.unlink()

    def copies(self) -> list[Path]:
        """Return the other databases: backups, and what was kept before a change of them."""
        beside = self.database.parent.glob(f"{self.database.name}.before-*")
        found = [*beside, *self.backups.glob("*")]
        return sorted(path for path in found if _is_copy(path))

    def archives(self) -> list[Path]:
        """Return the backups that are archives, encrypted or not."""
        return sorted(path for path in self.backups.glob("*") if _is_archive(path))

    def has_unfinished(self) -> bool:
        """Tell whether a backup is being written."""
        return any(self.backups.glob(f"*{UNFINISHED}"))

    def everything(self) -> list[Path]:
        """Return every file in which something of a person may be read as it is.

        What is compressed or encrypted is none: archives are searched when they are unpacked.
        """
        beside = self.database.parent.glob(f"{self.database.name}*")
        inside = (folder.rglob("*") for folder in (self.files, self.exports, self.backups))
        found = {*beside, *(path for paths in inside for path in paths), self.history}
        packed = set(self.archives())
        return sorted(path for path in {*found, self.erasures} - packed if path.is_file())

    def tidy(self, now: datetime) -> int:
        """Delete archives that were made more than a day ago, and pictures; returns how many."""
        old = [
            path
            for path in self.exports.glob("*")
            if path.is_file() and now.timestamp() - path.stat().st_mtime > _stay_seconds(path)
        ]
        for path in old:
            path.unlink(missing_ok=True)
        return len(old)


def _stay_seconds(path: Path) -> float:
    stay = PICTURES_STAY if path.name.startswith(PICTURE) else EXPORTS_STAY
    return stay.total_seconds()


def _is_copy(path: Path) -> bool:
    if not path.is_file() or path.name.endswith(("-wal", "-shm", "-journal", UNFINISHED)):
        return False
    with path.open("rb") as file:
        return file.read(16) == b"SQLite format 3\x00"


def _is_archive(path: Path) -> bool:
    if not path.is_file() or path.name.endswith(UNFINISHED):
        return False
    from storage.archive import is_archive  # noqa: PLC0415 - not before the first of them

    return is_archive(path)


def make_room(path: Path) -> None:
    """Make the folder and the file, for nobody's eyes but the owner's."""
    make_folder(path.parent, 0o700)
    if not path.exists():
        path.touch(mode=0o600)
        sync(path.parent)
