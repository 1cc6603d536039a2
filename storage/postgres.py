"""PostgreSQL behind a few threads: serialisable units, tried again where they collide."""

import asyncio
import random
import threading
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from types import TracebackType
from typing import Any, Final, Self, TypeVar, cast

import psycopg
from psycopg.conninfo import conninfo_to_dict
from sqlalchemy import Engine, create_engine
from sqlalchemy.pool import NullPool

from domain.errors import ConfigurationError, ServerUnavailable, StorageUnavailable
from storage.database import Listener, RefusedWrite, Signal, Unit
from storage.postgres_dialect import PostgresDialect
from storage.sql import Driver, Sql, Statements, statements_of
from storage.store import Store

T = TypeVar("T")
CONNECTIONS: Final = 8
MOST_TRIES: Final = 12
SAME_KEY_TRIES: Final = 2
"""A key that is taken stays so: more tries would find the same."""
LONGEST_PAUSE_SECONDS: Final = 0.25
_TURN: Final = "SELECT pg_advisory_lock(1399877968, %s)"
_TURN_OVER: Final = "SELECT pg_advisory_unlock(1399877968, %s)"
"""Their first key is "Spar"; the second one is a person."""

_STRICTLY: Final = "BEGIN ISOLATION LEVEL SERIALIZABLE"
_BY_ROWS: Final = "BEGIN ISOLATION LEVEL REPEATABLE READ"
_SETTINGS: Final = """
    SET statement_timeout = '30s';
    SET idle_in_transaction_session_timeout = '30s';
    SET timezone = 'UTC'
"""
_CONNECT: Final[dict[str, Any]] = {
    "application_name": "sparkone",
    "connect_timeout": 5,
    "keepalives_idle": 30,
    "tcp_user_timeout": 10_000,
}
_COLLISIONS = (psycopg.errors.SerializationFailure, psycopg.errors.DeadlockDetected)
_UNITS_FAULTS = (
    psycopg.IntegrityError,
    psycopg.DataError,
    psycopg.ProgrammingError,
    psycopg.NotSupportedError,
)


class _Collision(Exception):
    """Another unit was faster; this one is run again. `rule`: what it is otherwise.

    `held`: the person whom the unit held.
    """

    def __init__(
        self, held: int | None, rule: RefusedWrite | StorageUnavailable | None = None
    ) -> None:
        self.held = held
        self.rule = rule


class _Lost(Exception):
    """The connection broke before the commit was asked for."""


class _Session:
    """One thread's connection; opened when it is first needed and after each break."""

    def __init__(self, url: str, statements: Statements) -> None:
        self._url = url
        self._statements = statements
        self.connection: psycopg.Connection[tuple[Any, ...]] | None = None

    def open(self) -> Store:
        """Return a store over a live connection; StorageUnavailable where there is no server."""
        try:
            if self.connection is None:
                self.connection = psycopg.connect(self._url, autocommit=True, **_CONNECT)
                self.connection.execute(_SETTINGS)
        except psycopg.Error as error:
            self.close()
            raise unavailable(error) from None
        return Store(Sql(cast("Driver", self.connection), self._statements))

    def close(self) -> None:
        """Close the connection, whatever state it is in."""
        if self.connection is not None:
            self.connection.close()
            self.connection = None

    def in_turn(self, unit: Unit[T], begin: str, person: int | None) -> tuple[T, list[Signal]]:
        """Do the same while no other unit that collided about this person is at it.

        The turn is waited for before the transaction begins, which then sees all that the one
        before it did. Without that, each of many that wait for a row would be sent away by the
        first of them.
        """
        if person is None:
            return self.attempt(unit, begin)
        driver = self.open().sql.driver
        try:
            driver.execute(_TURN, (person,))
        except psycopg.Error as error:
            self.close()
            raise _Lost(str(error)) from None
        try:
            return self.attempt(unit, begin)
        finally:
            try:
                if self.connection is not None:
                    self.connection.execute(_TURN_OVER, (person,))
            except psycopg.Error:
                self.close()

    def attempt(self, unit: Unit[T], begin: str) -> tuple[T, list[Signal]]:
        """Run a unit once in a transaction of its own and return what it signalled.

        Errors: _Collision and _Lost, after which it may run again; RefusedWrite,
        StorageUnavailable, or what the unit raised.
        """
        store = self.open()
        committing = False
        try:
            store.sql.driver.execute(begin)
            result = unit(store)
            committing = True
            self._commit()
        except _COLLISIONS:
            self._roll_back()
            raise _Collision(store.sql.held) from None
        except psycopg.errors.UniqueViolation as error:
            self._roll_back()  # another may have been faster, which the next snapshot shows
            raise _Collision(store.sql.held, translated(error)) from None
        except psycopg.Error as error:
            self._roll_back()
            if self.connection is None and not committing:
                raise _Lost(str(error)) from None
            raise translated(error) from None
        except BaseException:
            self._roll_back()
            raise
        return result, store.take_signals()

    def _commit(self) -> None:
        assert self.connection is not None
        if self.connection.execute("COMMIT").statusmessage == "ROLLBACK":
            raise RefusedWrite(rule="the unit passed over a statement that failed")

    def _roll_back(self) -> None:
        """Leave the connection without a transaction, or closed where that cannot be had."""
        try:
            if self.connection is not None:
                self.connection.execute("ROLLBACK")
        except psycopg.Error:
            self.close()


class PostgresDatabase:
    """Units of work over PostgreSQL 15 or newer (see `Database`).

    Units run side by side, each serialisable on its thread's own connection. Those that
    collide run again, at most `MOST_TRIES` times; a broken connection is opened again once.
    Where it breaks during a commit nobody knows the outcome: the unit is not repeated here.
    """

    def __init__(self, url: str, *, connections: int = CONNECTIONS) -> None:
        try:
            conninfo_to_dict(url)
        except psycopg.Error:
            # Its own text would repeat the URL with the password in it.
            raise ConfigurationError(["DATABASE_URL: this is not a PostgreSQL URL"]) from None
        self._url = url
        self._connections = connections
        self._statements = statements_of(PostgresDialect)
        self._listeners: list[Listener] = []
        self._local = threading.local()
        self._sessions: list[_Session] = []
        self._is_open = False

    async def __aenter__(self) -> Self:
        """Open the first connection; StorageUnavailable where there is no server."""
        self._loop = asyncio.get_running_loop()
        self._threads = ThreadPoolExecutor(self._connections, thread_name_prefix="postgres")
        try:
            await self._loop.run_in_executor(self._threads, lambda: self._session().open())
        except StorageUnavailable:
            await self._close()
            raise
        self._is_open = True
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish what was handed in, then close."""
        self._is_open = False
        await self._close()

    async def _close(self) -> None:
        await asyncio.to_thread(self._threads.shutdown)
        for session in self._sessions:
            session.close()

    def on_commit(self, listener: Listener) -> None:
        """Call `listener` in the event loop with what each committed unit signalled."""
        self._listeners.append(listener)

    def announce(self, signals: list[Signal]) -> None:
        """Tell the listeners what another process committed; in the event loop."""
        self._tell(signals)

    async def run(self, unit: Unit[T], *, by_rows: bool = False) -> T:
        """Run a unit that writes and return its value after the commit.

        Serialisable; `by_rows` on one snapshot, where only writers of one row collide.
        """
        self._check_open()
        begin = _BY_ROWS if by_rows else _STRICTLY
        return await self._loop.run_in_executor(self._threads, self._run, unit, begin)

    async def claim(self, unit: Unit[T]) -> T:
        """Run a unit that takes what nobody else holds: READ COMMITTED, rows of others skipped.

        Its commit does not wait for the disk: what a crash of the server takes back is claimed
        again.
        """
        self._check_open()
        return await self._loop.run_in_executor(self._threads, self._claim, unit)

    async def read(self, query: Unit[T]) -> T:
        """Run a query that only reads, over one snapshot."""
        self._check_open()
        return await self._loop.run_in_executor(self._threads, self._read, query)

    def _check_open(self) -> None:
        if not self._is_open:
            raise StorageUnavailable(reason="the database is closed")

    def _run(self, unit: Callable[[Store], T], begin: str) -> T:
        result, signals = self._until_committed(unit, begin)
        if signals and self._listeners:
            # Before the result, and also where nobody waits for the result any more.
            self._loop.call_soon_threadsafe(self._tell, signals)
        return result

    def _claim(self, unit: Callable[[Store], T]) -> T:
        begin = "BEGIN ISOLATION LEVEL READ COMMITTED; SET LOCAL synchronous_commit = off"
        return self._until_committed(unit, begin)[0]

    def _read(self, query: Callable[[Store], T]) -> T:
        # Repeatable read is one snapshot, which never collides.
        begin = "BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY"
        return self._until_committed(query, begin)[0]

    def _until_committed(self, unit: Callable[[Store], T], begin: str) -> tuple[T, list[Signal]]:
        session = self._session()
        reason, lost, held = "", 0, None
        for tried in range(MOST_TRIES):
            try:
                return session.in_turn(unit, begin, held)
            except _Collision as error:
                held = error.held
                if error.rule is not None and tried >= SAME_KEY_TRIES:
                    raise error.rule from None
                reason = f"collided {MOST_TRIES} times with other writers"
                longest = min(LONGEST_PAUSE_SECONDS, 0.002 * 2**tried)
                time.sleep(random.uniform(0, longest))  # noqa: S311 - spreads, guards nothing
            except _Lost as error:
                reason, lost = str(error), lost + 1
                if lost > 1:
                    break
        raise ServerUnavailable(reason=reason)

    def _session(self) -> _Session:
        session: _Session | None = getattr(self._local, "session", None)
        if session is None:
            session = self._local.session = _Session(self._url, self._statements)
            self._sessions.append(session)
        return session

    def _tell(self, signals: list[Signal]) -> None:
        for listener in self._listeners:
            listener(signals)


def postgres_engine(url: str) -> Engine:
    """Return SQLAlchemy's engine for a PostgreSQL URL, errors without parameters."""
    name = url.partition("://")[2]
    return create_engine(
        f"postgresql+psycopg://{name}",
        poolclass=NullPool,
        hide_parameters=True,
        connect_args={"connect_timeout": 5},
    )


def translated(error: psycopg.Error) -> RefusedWrite | StorageUnavailable:
    """Return our error for the driver's, without the values that its details would show."""
    if isinstance(error, _UNITS_FAULTS):
        rule = error.diag.constraint_name or type(error).__name__
        return RefusedWrite(rule=rule, code=error.sqlstate)
    return unavailable(error)


def unavailable(error: psycopg.Error) -> ServerUnavailable:
    """Return our error for a server that cannot be reached or refuses to work."""
    lines = str(error).strip().splitlines() or [type(error).__name__]
    return ServerUnavailable(reason=error.diag.message_primary or lines[0])
