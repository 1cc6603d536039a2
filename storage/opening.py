"""Opening: which database a URL names."""

from pathlib import Path
from typing import Final

from domain.errors import ConfigurationError
from storage import extras
from storage.database import Database
from storage.sqlite import SqliteDatabase

SQLITE: Final = "sqlite:///"
POSTGRES: Final = ("postgresql://", "postgres://")


def open_database(url: str) -> Database:
    """Return the database that a URL names; nothing is opened before `async with`.

    `sqlite:///relative.db`, `sqlite:////absolute.db` or `postgresql://user@host/name`.
    Errors: ConfigurationError, which never repeats the URL, since it may hold a password.
    """
    if url.startswith(SQLITE) and len(url) > len(SQLITE):
        return SqliteDatabase(Path(url.removeprefix(SQLITE)))
    if url.startswith(POSTGRES):
        try:
            from storage.postgres import PostgresDatabase  # noqa: PLC0415 - an optional driver
        except ImportError:
            raise ConfigurationError([extras.POSTGRES]) from None
        return PostgresDatabase(url)
    fault = "DATABASE_URL: write sqlite:///path/to/file.db or postgresql://user@host/name"
    raise ConfigurationError([fault])
