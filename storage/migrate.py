"""Migration: brings a database to this version's tables, or refuses to touch it."""

import shutil
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, Engine, inspect, text

from domain.errors import SparkError
from storage.migrations import HEAD


class UnknownRevision(SparkError):
    """The database was written by a newer version; install that one, or restore a backup."""

    message_id = "error.unknown_revision"


def migrate(engine: Engine, path: Path | None = None) -> bool:
    """Bring a database to HEAD; True where something was done.

    Forward only. An SQLite file that holds data is migrated on a copy first, and kept beside
    as `<name>.before-<revision>`. Errors: UnknownRevision for a revision that is not ours.
    """
    with engine.connect() as connection:
        revision = current(connection)
    if revision == HEAD:
        return False
    if revision is not None and path is not None:
        _try_on_copy(path)
    with engine.begin() as connection:
        _upgrade(connection)
    return True


def current(connection: Connection) -> str | None:
    """Return the revision of a database, None for an empty one."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    revision: str | None = connection.execute(
        text("SELECT version_num FROM alembic_version")
    ).scalar()
    return revision


def _upgrade(connection: Connection) -> None:
    # Imported here: a start with a database at HEAD does without Alembic's 70 ms and 10 MB.
    from alembic import command  # noqa: PLC0415
    from alembic.config import Config  # noqa: PLC0415
    from alembic.util import CommandError  # noqa: PLC0415

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    try:
        command.upgrade(config, HEAD)
    except CommandError as error:
        raise UnknownRevision(found=current(connection), known=HEAD) from error


def _try_on_copy(path: Path) -> None:
    from storage.backup import copy_database  # noqa: PLC0415 - backup checks revisions too
    from storage.drivers import sqlite_engine  # noqa: PLC0415

    stamp = datetime.now(UTC).strftime("%Y%m%d%H%M%S")
    kept = path.with_name(f"{path.name}.before-{HEAD}-{stamp}")
    copy_database(path, kept)
    trial = kept.with_suffix(f"{kept.suffix}.trial")
    shutil.copyfile(kept, trial)
    try:
        engine = sqlite_engine(trial)
        with engine.begin() as connection:
            _upgrade(connection)
    finally:
        trial.unlink(missing_ok=True)
