"""Backup, verification and restore of an SQLite database: online, plain, one file."""

import contextlib
import os
import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from domain.errors import SparkError
from domain.frozen import dataclass
from storage.census import Census
from storage.drivers import SqliteError, connect_sqlite, open_file
from storage.migrations import HEAD
from storage.syncing import make_folder

COUNTED = ("people", "tasks", "reminders", "occurrences", "events", "notes", "list_items")


class BadBackup(SparkError):
    """The file is not a sound SparkOne database."""

    message_id = "error.bad_backup"


class NoBackup(BadBackup):
    """There is no such file: give the path of a backup."""


class InUse(BadBackup):
    """Nothing was restored: the database is in use, and stays as it is."""


class BackupExists(SparkError):
    """There is a file of that name already; choose another one."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Verified:
    """What a sound database holds: its revision, rows by table, and the promises ahead."""

    revision: str
    rows: dict[str, int]
    promises_ahead: int


def copy_database(source: Path, target: Path) -> None:
    """Copy a database that may be in use, whole and consistent, to a new file.

    Errors: BackupExists where the target exists; BadBackup where there is no source or the
    target cannot be written; nothing is left behind then.
    """
    if not source.is_file():
        raise BadBackup(file=str(source), reason="there is no such file")
    if target.exists():
        raise BackupExists(file=str(target))
    partial = target.with_name(f"{target.name}.partial")
    reading = connect_sqlite(source, query_only=True)
    try:
        make_folder(target.parent)
        _copy(reading, partial)
        partial.replace(target)
        _sync(target.parent)
    except (SqliteError, OSError) as error:
        _remove(partial)
        raise BadBackup(file=str(target), reason=str(error)) from error
    finally:
        reading.close()


def _copy(reading: Any, partial: Path) -> None:
    partial.unlink(missing_ok=True)
    # Nobody else may read it, not even while it grows.
    os.close(os.open(partial, os.O_CREAT | os.O_WRONLY, 0o600))
    writing = open_file(partial)
    try:
        reading.backup(writing)
        # One file is one promise: no -wal or -shm beside it.
        writing.execute("PRAGMA journal_mode=DELETE")
    finally:
        writing.close()
    _sync(partial)


def backup(source: Path, target: Path) -> Verified:
    """Copy a database and verify the copy; a copy that is not sound is removed."""
    copy_database(source, target)
    try:
        return verify(target)
    except BadBackup:
        target.unlink(missing_ok=True)
        raise


def verify(path: Path) -> Verified:
    """Check every page, every reference and the revision of a database file.

    Errors: BadBackup with the reason.
    """
    if not path.is_file():
        raise BadBackup(file=str(path), reason="there is no such file")
    try:
        connection = open_file(path, read_only=True)
    except SqliteError as error:
        raise BadBackup(file=str(path), reason=str(error)) from error
    try:
        return _examine(connection)
    except _Damage as damage:
        raise BadBackup(file=str(path), reason=str(damage)) from None
    except SqliteError as error:
        raise BadBackup(file=str(path), reason=str(error)) from error
    finally:
        connection.close()


class _Damage(Exception):
    """What is wrong with a file that SQLite can read."""


def _examine(connection: Any) -> Verified:
    def number(sql: str) -> int:
        return int(connection.execute(sql).fetchone()[0])

    damage = connection.execute("PRAGMA integrity_check(1)").fetchone()[0]
    if damage != "ok":
        raise _Damage(damage)
    if connection.execute("PRAGMA foreign_key_check").fetchone():
        raise _Damage("a record refers to one that is missing")
    revision = connection.execute("SELECT version_num FROM alembic_version").fetchone()
    if revision is None:
        raise _Damage("its tables are not finished")
    return Verified(
        revision=revision[0],
        rows={table: number(f"SELECT count(*) FROM {table}") for table in COUNTED},  # noqa: S608 - our own table names
        promises_ahead=number("SELECT count(*) FROM occurrences WHERE fire_at IS NOT NULL"),
    )


def rows_of(census: Census) -> Verified:
    """Return what a census says of the tables that people know by name."""
    return Verified(
        revision=census.revision or "",
        rows={name: census.tables[name].rows for name in COUNTED if name in census.tables},
        promises_ahead=census.promises_ahead,
    )


def restore(source: Path, target: Path) -> Path | None:
    """Put a verified backup in the place of a database that no process serves.

    Returns where the former database was kept, or None where there was none. Errors:
    BadBackup, and nothing is touched.
    """
    found = verify(source)
    if found.revision > HEAD:
        raise BadBackup(
            file=str(source), reason="a newer version wrote it", revision=found.revision
        )
    make_folder(target.parent)
    incoming = _bring(source, target.with_name(f"{target.name}.restoring"))
    kept = None
    if target.exists():
        stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
        kept = target.with_name(f"{target.name}.before-restore-{stamp}")
        _keep(target, kept)
    for suffix in ("-wal", "-shm"):
        target.with_name(f"{target.name}{suffix}").unlink(missing_ok=True)
    _sync(target.parent)  # a log that came back with the power would be read into the backup
    incoming.replace(target)
    _sync(target.parent)
    return kept


def _bring(source: Path, incoming: Path) -> Path:
    """Copy a backup beside the database it will replace; nothing is left of a failed copy."""
    try:
        shutil.copyfile(source, incoming)
        incoming.chmod(0o600)
        _sync(incoming)
    except OSError as error:
        incoming.unlink(missing_ok=True)
        raise BadBackup(file=str(source), reason=str(error)) from error
    return incoming


def _keep(target: Path, kept: Path) -> None:
    """Keep the former database: a copy with its WAL in it, or the bare file if it is damaged."""
    try:
        copy_database(target, kept)
    except SparkError:
        shutil.copyfile(target, kept)


def _remove(partial: Path) -> None:
    """Remove what was begun, and the journal that a full disk leaves beside it."""
    for path in (partial, partial.with_name(f"{partial.name}-journal")):
        with contextlib.suppress(OSError):  # its folder may be missing, or be none
            path.unlink(missing_ok=True)


def _sync(path: Path) -> None:
    handle = os.open(path, os.O_RDONLY)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
