"""Migration: brings a database to this version's tables, or refuses to touch it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, Engine, func, inspect, select, text
from sqlalchemy.exc import DBAPIError

from domain.errors import ServerUnavailable, SparkError
from storage.drivers import sqlite_engine, unavailable
from storage.migrations import HEAD
from storage.queues.schema import prepare_queue

if TYPE_CHECKING:
    from alembic.config import Config

_ONE_AT_A_TIME: Final = 0x5350_4152_4B31
"""The advisory lock of PostgreSQL under which tables are changed."""


class UnknownRevision(SparkError):
    """The database was written by a newer version; install that one, or restore a backup."""

    message_id = "error.unknown_revision"


def migrate(engine: Engine, path: Path | None = None) -> bool:
    """Bring a database to HEAD; True where something was done.

    Forward only. An SQLite file that holds data is migrated on a copy first, and kept beside
    as `<name>.before-<revision>`. Errors: UnknownRevision for a revision that is not ours;
    StorageUnavailable where the database cannot be read or written.
    """
    try:
        return _migrate(engine, path)
    except DBAPIError as error:
        if engine.dialect.name == "postgresql":
            lines = str(error.orig).strip().splitlines()
            raise ServerUnavailable(reason=lines[0] if lines else "") from None
        raise unavailable(error.orig or error) from None


def _migrate(engine: Engine, path: Path | None) -> bool:
    with engine.connect() as connection:
        revision = current(connection)
    if revision == HEAD:
        return _prepared(engine)
    if revision is not None:
        _check_known(revision)
        if path is not None:
            _try_on_copy(path)
    with engine.begin() as connection:
        _upgrade(connection)
    _prepared(engine)
    return True


def _prepared(engine: Engine) -> bool:
    """Bring the queue's own tables up to date, where they are not in the hands of one process."""
    if engine.dialect.name != "postgresql":
        return False
    with engine.begin() as waiting:
        _one_at_a_time(waiting)
        return prepare_queue(engine)


def current(connection: Connection) -> str | None:
    """Return the revision of a database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return revision


def _check_known(revision: str) -> None:
    from alembic.script import ScriptDirectory  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    try:
        ScriptDirectory.from_config(_config()).get_revision(revision)
    except CommandError as error:
        raise UnknownRevision(found=revision, known=HEAD) from error


def _upgrade(connection: Connection) -> None:
    from alembic import command  # noqa: PLC0415

    if connection.dialect.name == "postgresql":
        _one_at_a_time(connection)
    config = _config()
    config.attributes["connection"] = connection
    command.upgrade(config, HEAD)


def _one_at_a_time(connection: Connection) -> None:
    """Wait for other processes that change tables; several may start at once."""
    connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))


def _config() -> "Config":
    # Imported here: a start with a database at HEAD does without Alembic's 70 ms and 10 MB.
    from alembic.config import Config  # noqa: PLC0415

    config = Config()
    # A percent sign in a path would be read as the start of a setting's name.
    folder = str(Path(__file__).parent / "migrations").replace("%", "%%")
    config.set_main_option("script_location", folder)
    return config


def _try_on_copy(path: Path) -> None:
    from storage.backup import copy_database  # noqa: PLC0415 - backup checks revisions too

    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    kept = path.with_name(f"{path.name}.before-{HEAD}-{stamp}")
    copy_database(path, kept)
    trial = kept.with_suffix(f"{kept.suffix}.trial")
    try:
        shutil.copyfile(kept, trial)
        with sqlite_engine(trial).begin() as connection:
            _upgrade(connection)
    except BaseException:
        kept.unlink()  # the database itself was not touched: every failed start would add a copy
        raise
    finally:
        trial.unlink(missing_ok=True)
