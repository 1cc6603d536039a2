"""The mark of the folder that all processes of a house share, as the database knows it."""

from collections.abc import Callable
from typing import Final

from sqlalchemy import Engine, bindparam, delete, func, insert, select
from sqlalchemy.exc import DBAPIError

from domain.errors import ServerUnavailable
from storage.sql import Sql
from storage.tables import channel_notes

_NAMED: Final = {"channel": "", "name": "folder"}
"""A note of no channel."""
_HERE: Final = (channel_notes.c.channel == "", channel_notes.c.name == "folder")
_ONE_AT_A_TIME: Final = 0x5350_4152_4B32
"""The advisory lock of PostgreSQL under which a folder is compared."""
_CLEAR: Final = delete(channel_notes).where(
    channel_notes.c.channel == bindparam("nobody"), channel_notes.c.name == bindparam("note")
)


def agreed(engine: Engine, own: Callable[[bool], str | None]) -> str | None:
    """Return the mark that a folder must bear, of a PostgreSQL server, where it bears another.

    `own` returns the mark of the folder; called with True it makes one where there is none: the
    first folder of a database is the one. None: it bears it. Errors: StorageUnavailable, and
    those of `own`.
    """
    try:
        with engine.begin() as connection:
            connection.execute(select(func.pg_advisory_xact_lock(_ONE_AT_A_TIME)))
            known: str | None = connection.scalar(select(channel_notes.c.value).where(*_HERE))
            found = own(known is None)
            if known is None:
                connection.execute(insert(channel_notes).values(**_NAMED, value=found))
                return None
            return None if found == known else known
    except DBAPIError as error:
        lines = str(error.orig).strip().splitlines()
        raise ServerUnavailable(reason=lines[0] if lines else "") from None


def clear(sql: Sql) -> None:
    """Let the next folder be the one: a database that was restored may stand beside another."""
    sql.run(_CLEAR, nobody=_NAMED["channel"], note=_NAMED["name"])
