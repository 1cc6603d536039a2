"""One folder: processes on several machines must see the same files."""

import os
import secrets
from pathlib import Path
from typing import Final

from domain.errors import ConfigurationError, StorageUnavailable
from storage.folder_mark import agreed
from storage.postgres import postgres_engine
from storage.syncing import sync

MARK: Final = "folder-mark"


def check_folder(url: str, folder: Path) -> None:
    """See that a folder is the one of all processes on a PostgreSQL server; the first one is.

    It bears a random mark in a file, which the database knows. Errors: ConfigurationError where
    it bears none or another one, StorageUnavailable.
    """
    path = folder / MARK
    try:
        wanted = agreed(postgres_engine(url), lambda is_first: _mark(path, is_first=is_first))
    except OSError as error:
        raise StorageUnavailable(reason=f"{error.filename}: {error.strerror}") from error
    if wanted is not None:
        fault = (
            f"SPARKONE_DATA: this folder is not the one that the other processes use; mount the "
            f"same one everywhere (if that one is lost for good, write {wanted} into {path})"
        )
        raise ConfigurationError([fault])


def _mark(path: Path, *, is_first: bool) -> str | None:
    """Return the mark in a file; where there is none, make one for the first folder."""
    try:
        found = path.read_text(encoding="ascii", errors="replace").strip()
    except FileNotFoundError:
        found = ""
    if found or not is_first:
        return found or None
    path.unlink(missing_ok=True)  # begun by a process that died in it
    mark = secrets.token_hex(16)
    handle = os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
    with os.fdopen(handle, "w", encoding="ascii") as file:
        file.write(f"{mark}\n")
        file.flush()
        os.fsync(file.fileno())
    sync(path.parent)
    return mark
