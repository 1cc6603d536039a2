"""PostgreSQL as backups see it: dumps by its own programs, and databases made beside."""

import contextlib
import secrets
from collections.abc import Iterator
from pathlib import Path
from typing import Any, Final, cast
from urllib.parse import quote, urlsplit, urlunsplit

import psycopg
from psycopg import sql
from psycopg.conninfo import conninfo_to_dict

from domain.errors import StorageUnavailable
from storage.backup import BadBackup, InUse
from storage.census import Census, postgres_census
from storage.erase import Has
from storage.pgtools import dump, load, read_through
from storage.postgres import translated, unavailable
from storage.postgres_dialect import PostgresDialect
from storage.source import Incoming, NoTrial
from storage.sql import Driver, Sql, statements_of

_MAY_CREATE: Final = "SELECT rolcreatedb OR rolsuper FROM pg_roles WHERE rolname = current_user"
_TABLES: Final = """
    SELECT count(*) FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
    WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S')
    AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg_toast%'
"""
_OTHERS: Final = """
    SELECT count(*) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
"""
_LOCALE: Final = """
    SELECT pg_encoding_to_char(encoding), datcollate, datctype FROM pg_database
    WHERE datname = current_database()
"""
_COLUMNS: Final = """
    SELECT table_name, column_name FROM information_schema.columns
    WHERE table_schema = current_schema()
"""


class PostgresSource:
    """One database of a PostgreSQL server (see `Source`)."""

    engine = "postgresql"

    def __init__(self, url: str) -> None:
        self._url = url

    def save(self, target: Path) -> Census:
        """Dump the database while it is in use; the rows are counted over the same snapshot."""
        with self._connected() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            (snapshot,) = _one(connection, "SELECT pg_export_snapshot()")
            census = postgres_census(connection)
            dump(self._url, target, snapshot=snapshot, server=connection.info.server_version)
        if census.revision is None:
            raise BadBackup(file=self._name, reason="its tables are not finished")
        target.chmod(0o600)
        read_through(target)
        return census

    def check(self, file: Path) -> None:
        """Read a dump to its end."""
        read_through(file)

    def census(self) -> Census:
        """Count the database itself, over one snapshot."""
        with self._connected() as connection, connection.transaction():
            connection.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
            return postgres_census(connection)

    @contextlib.contextmanager
    def trial(self, file: Path) -> Iterator[str]:
        """Make a scratch database of a dump, where the role may; it is dropped afterwards."""
        name = f"{self._name}_trial_{secrets.token_hex(4)}"
        with self._connected() as connection:
            if not _one(connection, _MAY_CREATE)[0]:
                role = connection.info.user
                raise NoTrial(
                    f"the role {role} may make no database to try it in: ALTER ROLE {role} CREATEDB"
                )
            self._create(connection, name)
        try:
            load(file, self._beside(name))
            yield self._beside(name)
        finally:
            with self._connected() as connection:
                connection.execute(
                    sql.SQL("DROP DATABASE IF EXISTS {} WITH (FORCE)").format(sql.Identifier(name))
                )

    @contextlib.contextmanager
    def incoming(self, file: Path) -> Iterator[Incoming]:
        """Load a dump: into the database itself where it is empty, else into one beside.

        Adopted, that one takes the name, and the former one is renamed.
        """
        with self._connected() as connection:
            is_empty = _one(connection, _TABLES)[0] == 0
            if not is_empty and _one(connection, _OTHERS)[0]:
                raise self._in_use()
        if is_empty:
            load(file, self._url)
            yield Incoming(url=self._url, adopt=lambda: None)
            return
        try:
            with self.trial(file) as url:
                yield Incoming(url=url, adopt=lambda: self._take_place(url))
        except NoTrial as error:
            raise BadBackup(
                file=str(file), reason=f"{self._name} is not empty, and {error}; or empty it first"
            ) from None

    def _take_place(self, url: str) -> str:
        """Rename the database in use away, and give its name to the one beside."""
        name, beside = self._name, str(conninfo_to_dict(url)["dbname"])
        kept = f"{name}_before_restore_{secrets.token_hex(4)}"
        try:
            with _connect(url) as connection:  # none is renamed by a connection to itself
                _rename(connection, name, kept)
            with _connect(self._beside(kept)) as connection:
                try:
                    _rename(connection, beside, name)
                except psycopg.Error:
                    with _connect(url) as other:
                        connection.close()
                        _rename(other, kept, name)
                    raise
        except psycopg.errors.ObjectInUse:
            raise self._in_use() from None
        except psycopg.Error as error:
            raise unavailable(error) from None
        return kept

    def _in_use(self) -> InUse:
        reason = "stop every process of the assistant first, and whatever else uses it"
        return InUse(database=self._name, reason=reason)

    @property
    def _name(self) -> str:
        known = conninfo_to_dict(self._url)
        return str(known.get("dbname") or known.get("user") or "")

    def _beside(self, name: str) -> str:
        """Return the URL of another database of the same server."""
        parts = urlsplit(self._url)
        query = "&".join(one for one in parts.query.split("&") if not one.startswith("dbname="))
        return urlunsplit(parts._replace(path=f"/{quote(name, safe='')}", query=query))

    @contextlib.contextmanager
    def _connected(self) -> Iterator["psycopg.Connection[tuple[Any, ...]]"]:
        """Connect; StorageUnavailable where there is no server, or it refuses what is asked."""
        try:
            with contextlib.closing(_connect(self._url)) as connection:
                yield connection
        except psycopg.Error as error:
            raise unavailable(error) from None

    def _create(self, connection: "psycopg.Connection[tuple[Any, ...]]", name: str) -> None:
        """Make an empty database that sorts and encodes as this one."""
        encoding, collate, ctype = _one(connection, _LOCALE)
        connection.execute(
            sql.SQL(
                "CREATE DATABASE {} TEMPLATE template0 ENCODING {} LC_COLLATE {} LC_CTYPE {}"
            ).format(
                sql.Identifier(name),
                sql.Literal(encoding),
                sql.Literal(collate),
                sql.Literal(ctype),
            )
        )


def _connect(url: str) -> "psycopg.Connection[tuple[Any, ...]]":
    return psycopg.connect(
        url,
        autocommit=True,
        connect_timeout=5,
        application_name="sparkone-backup",
        options="-c timezone=UTC",  # instants are hashed as they are written
    )


def _rename(connection: "psycopg.Connection[tuple[Any, ...]]", name: str, to: str) -> None:
    connection.execute(
        sql.SQL("ALTER DATABASE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(to))
    )


def _one(connection: "psycopg.Connection[tuple[Any, ...]]", query: str) -> tuple[Any, ...]:
    found = connection.execute(query.encode()).fetchone()
    if found is None:
        raise StorageUnavailable(reason="the server answered nothing")
    return found


@contextlib.contextmanager
def writing(url: str) -> Iterator[tuple[Sql, Has]]:
    """Hand out a transaction over a database beside, and what its tables are.

    Errors: StorageUnavailable, RefusedWrite; nothing is kept then.
    """
    try:
        with _connect(url) as connection, connection.transaction():
            columns = set(connection.execute(_COLUMNS).fetchall())
            statements = statements_of(PostgresDialect)
            yield (
                Sql(cast("Driver", connection), statements),
                lambda table, column: (table, column) in columns,
            )
    except psycopg.Error as error:
        raise translated(error) from None
