"""The drivers: which SQLite we speak to, and how its refusals become ours."""

from pathlib import Path
from typing import Any, Final

try:
    from pysqlite3 import dbapi2 as sqlite3
except ImportError:  # no wheel for this platform: the standard module serves
    import sqlite3

from sqlalchemy import Connection, create_engine, event
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from domain.errors import StorageBroken, StorageUnavailable

SQLITE_VERSION: Final[tuple[int, ...]] = sqlite3.sqlite_version_info
SAFE_WAL: Final = (3, 51, 3)
"""Older builds can corrupt a WAL that several connections write at the same time."""
SqliteError = sqlite3.Error

# Result codes by which SQLite refuses the database itself (sqlite.org/rescode.html): PERM, BUSY,
# LOCKED, NOMEM, READONLY, IOERR, CORRUPT, FULL, CANTOPEN, PROTOCOL, NOTADB.
_REFUSALS = {3, 5, 6, 7, 8, 10, 11, 13, 14, 15, 26}
_BREAKAGES = {10, 11, 26}

CHECKED_BYTES = 16 * 1024 * 1024
"""Files up to this size are checked at every start (a few milliseconds); all by `verify`."""

_PRAGMAS = (
    "PRAGMA busy_timeout=5000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA foreign_keys=ON",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
)


def sqlite_engine(path: Path) -> Engine:
    """Return SQLAlchemy's engine for an SQLite file, errors without parameters.

    Its transactions hold changes of tables too, which the driver alone would commit one by one.
    """
    engine = create_engine(
        f"sqlite:///{path}",
        module=sqlite3,
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"isolation_level": None, "check_same_thread": False},
    )
    event.listen(engine, "begin", _begin)
    return engine


def _begin(connection: Connection) -> None:
    connection.exec_driver_sql("BEGIN")


def connect_sqlite(path: Path, *, query_only: bool = False) -> Any:
    """Open a connection in autocommit mode: transactions are begun and ended in words."""
    try:
        connection = sqlite3.connect(
            str(path), isolation_level=None, check_same_thread=False, cached_statements=512
        )
        for pragma in _PRAGMAS:
            connection.execute(pragma)
        if query_only:
            connection.execute("PRAGMA query_only=ON")
    except sqlite3.Error as error:
        raise unavailable(error) from error
    return connection


def open_file(path: Path, *, read_only: bool = False) -> Any:
    """Open a database file as it is, without settings of ours: a copy, or one to be checked."""
    mode = "ro" if read_only else "rwc"
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode={mode}", uri=True)


def check_quickly(connection: Any, path: Path) -> None:
    """Look for damage in a file of up to `CHECKED_BYTES`; StorageBroken where there is some."""
    if path.stat().st_size > CHECKED_BYTES:
        return
    try:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
    except sqlite3.Error as error:
        raise unavailable(error) from error
    if found != "ok":
        raise StorageBroken(reason=found.splitlines()[-1])


def is_refusal(error: Exception) -> bool:
    """Tell whether SQLite refused the database itself, rather than one faulty statement."""
    return getattr(error, "sqlite_errorcode", 0) & 0xFF in _REFUSALS


def unavailable(error: BaseException) -> StorageUnavailable:
    """Return our error for a refusal of the driver; its text holds no parameters.

    After an I/O error nobody knows what is on the disk, and damage only grows: StorageBroken.
    """
    if getattr(error, "sqlite_errorcode", 0) & 0xFF in _BREAKAGES:
        return StorageBroken(reason=str(error))
    return StorageUnavailable(reason=str(error))
