"""The lock: exactly one process serves an embedded database."""

import fcntl
import os
from pathlib import Path
from types import TracebackType
from typing import Self

from domain.errors import AlreadyRunning


class ProcessLock:
    """Holds `<database>.lock` while the process lives; the system frees it at any death."""

    def __init__(self, database: Path) -> None:
        self.path = database.with_name(f"{database.name}.lock")
        self._file: int | None = None

    def __enter__(self) -> Self:
        """Take the lock; AlreadyRunning names the process that holds it."""
        self._file = os.open(self.path, os.O_RDWR | os.O_CREAT | os.O_CLOEXEC, 0o600)
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            holder = os.read(self._file, 20).decode("ascii", "replace").strip()
            os.close(self._file)
            self._file = None
            raise AlreadyRunning(process=holder or "?", lock=str(self.path)) from None
        os.ftruncate(self._file, 0)
        os.write(self._file, f"{os.getpid()}\n".encode())
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Free the lock; the file stays."""
        if self._file is not None:
            os.close(self._file)
            self._file = None
