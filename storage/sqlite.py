"""SQLite behind one writer thread: units that wait together share one commit."""

import asyncio
import queue
import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from types import TracebackType
from typing import Any, Self, TypeVar

from domain.errors import StorageBroken, StorageUnavailable
from storage.database import Broke, Listener, RefusedWrite, Signal, Unit
from storage.dialect import SqliteDialect
from storage.drivers import (
    SqliteError,
    check_quickly,
    connect_sqlite,
    is_refusal,
    unavailable,
)
from storage.sql import Sql, statements_of
from storage.store import Store

T = TypeVar("T")
Chore = Callable[[Any], bool]
"""What is done to the connection itself, between transactions."""
LARGEST_BATCH = 512
LARGEST_PARCEL = 64
"""Units handed to the writer before the turn of the loop in which they came is over."""
READERS = 2


class _Waiting:
    """A unit on its way through the writer thread."""

    __slots__ = ("chore", "error", "future", "result", "unit")

    def __init__(
        self, unit: Unit[Any], future: asyncio.Future[Any], chore: Chore | None = None
    ) -> None:
        self.unit = unit
        self.future = future
        self.chore = chore
        self.result: Any = None
        self.error: BaseException | None = None


class SqliteDatabase:
    """Units of work over one SQLite file, with group commit (see `Database`).

    One thread writes. It takes all units that wait, commits them at once (`synchronous=FULL`) and
    only then answers. Where a unit fails, they run again, each in a savepoint: it alone is
    rolled back. Units of one turn of the loop are handed over together: to wake the writer for
    each one costs more than the unit.
    """

    def __init__(self, path: Path) -> None:
        self.path = path
        self._statements = statements_of(SqliteDialect)
        self._leaving: list[_Waiting] = []
        self._arriving: queue.SimpleQueue[list[_Waiting] | None] = queue.SimpleQueue()
        self._arrived: deque[_Waiting] = deque()
        self._listeners: list[Listener] = []
        self._local = threading.local()
        self._is_open = False
        self._broken: StorageBroken | None = None

    async def __aenter__(self) -> Self:
        """Open the connections."""
        self._loop = asyncio.get_running_loop()
        self._connection = connect_sqlite(self.path)
        check_quickly(self._connection, self.path)
        self._store = Store(Sql(self._connection, self._statements))
        self._writer = threading.Thread(target=self._write, name="sqlite-writer", daemon=True)
        self._writer.start()
        self._readers = ThreadPoolExecutor(READERS, thread_name_prefix="sqlite-reader")
        self._reading: list[Any] = []
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
        self._send_off()
        self._arriving.put(None)
        await asyncio.to_thread(self._writer.join)
        await asyncio.to_thread(self._readers.shutdown)
        for connection in (*self._reading, self._connection):
            connection.close()

    def on_commit(self, listener: Listener) -> None:
        """Call `listener` in the event loop with what each committed batch signalled."""
        self._listeners.append(listener)

    async def run(self, unit: Unit[T], *, by_rows: bool = False) -> T:
        """Run a unit that writes and return its value after the commit; all run in one line."""
        self._check_open()
        future: asyncio.Future[T] = self._loop.create_future()
        self._hand_over(_Waiting(unit, future))
        return await future

    async def compact(self, *, rebuild: bool = False) -> bool:
        """Empty the WAL, so that what was deleted is in no file of ours.

        `rebuild`: write the whole file anew first. False where a reader still holds an older
        state: try again. Errors: StorageUnavailable.
        """
        self._check_open()
        future: asyncio.Future[bool] = self._loop.create_future()
        chore = _rebuild if rebuild else _truncate
        self._hand_over(_Waiting(lambda _store: None, future, chore))
        return await future

    def _hand_over(self, waiting: _Waiting) -> None:
        if not self._leaving:
            self._loop.call_soon(self._send_off)
        self._leaving.append(waiting)
        if len(self._leaving) >= LARGEST_PARCEL:
            self._send_off()

    def _send_off(self) -> None:
        if self._leaving:
            self._arriving.put(self._leaving)
            self._leaving = []

    async def read(self, query: Unit[T]) -> T:
        """Run a query that only reads, on a connection of its own."""
        self._check_open()
        return await self._loop.run_in_executor(self._readers, self._read, query)

    def _check_open(self) -> None:
        if not self._is_open:
            raise StorageUnavailable(reason="the database is closed")

    def _read(self, query: Callable[[Store], T]) -> T:
        store = getattr(self._local, "store", None)
        if store is None:
            connection = connect_sqlite(self.path, query_only=True)
            self._reading.append(connection)
            store = self._local.store = Store(Sql(connection, self._statements))
        try:
            store.sql.driver.execute("BEGIN")
            try:
                return query(store)
            finally:
                store.sql.driver.execute("ROLLBACK")
        except SqliteError as error:
            if not is_refusal(error):
                raise RefusedWrite(rule=str(error)) from error
            raise unavailable(error) from error

    def _write(self) -> None:
        while batch := self._gather():
            units = [waiting for waiting in batch if waiting.chore is None]
            signals = self._commit(units) if units else []
            self._loop.call_soon_threadsafe(self._answer, units, signals)
            chores = [waiting for waiting in batch if waiting.chore is not None]
            if chores:
                self._tidy(chores)
                self._loop.call_soon_threadsafe(self._answer, chores, [])

    def _tidy(self, chores: list[_Waiting]) -> None:
        for waiting in chores:
            try:
                waiting.result = waiting.chore is not None and waiting.chore(self._connection)
            except SqliteError as error:
                waiting.error = unavailable(error)

    def _gather(self) -> list[_Waiting]:
        """Return what waits, once there is something; nothing where the end has come."""
        is_open = True
        while is_open and len(self._arrived) < LARGEST_BATCH:
            try:
                parcel = self._arriving.get(block=not self._arrived)
            except queue.Empty:
                break
            is_open = parcel is not None
            self._arrived += parcel or ()
        if not is_open and self._arrived:
            self._arriving.put(None)  # the end comes after these
        return [self._arrived.popleft() for _ in range(min(LARGEST_BATCH, len(self._arrived)))]

    def _commit(self, batch: list[_Waiting]) -> list[Signal]:
        """Run a batch in one transaction; whatever goes wrong is in its units' errors."""
        if self._broken is not None:
            for waiting in batch:
                waiting.error = self._broken
            return []
        try:
            signals = self._together(batch) if len(batch) > 1 else None
            return self._apart(batch) if signals is None else signals
        except SqliteError as error:
            self._roll_back()
            refusal = unavailable(error)
            if isinstance(refusal, StorageBroken):  # not tried again: what a disk lost stays lost
                for waiting in batch:
                    waiting.error = refusal
                return self._broke(refusal)
            if len(batch) > 1:  # each alone, so that one refusal is one unit's
                return [signal for waiting in batch for signal in self._commit([waiting])]
            batch[0].error = refusal
            return []

    def _together(self, batch: list[_Waiting]) -> list[Signal] | None:
        """Run units that all succeed; None, with nothing kept, where one of them does not.

        Units may run more than once, so a savepoint for each is paid for only when it is needed.
        """
        self._connection.execute("BEGIN IMMEDIATE")
        for waiting in batch:
            try:
                waiting.result = waiting.unit(self._store)
            except BaseException as error:
                self._store.take_signals()
                if isinstance(error, SqliteError) and is_refusal(error):
                    raise
                self._roll_back()
                return None
        signals = self._store.take_signals()
        self._connection.execute("COMMIT")
        return signals

    def _apart(self, batch: list[_Waiting]) -> list[Signal]:
        """Run units of which one may fail: it is rolled back alone."""
        signals: list[Signal] = []
        self._connection.execute("BEGIN IMMEDIATE")
        for waiting in batch:
            waiting.error = None
            signals += self._run_one(waiting, alone=len(batch) == 1)
        self._connection.execute("COMMIT")
        return signals

    def _broke(self, error: StorageBroken) -> list[Signal]:
        """Write nothing more after a breakage; the process is told once, and starts anew."""
        self._broken = error
        return [Broke(reason=str(error))]

    def _run_one(self, waiting: _Waiting, *, alone: bool) -> list[Signal]:
        execute = self._connection.execute
        if not alone:
            execute("SAVEPOINT unit")
        try:
            waiting.result = waiting.unit(self._store)
        except SqliteError as error:
            if is_refusal(error):
                self._store.take_signals()
                raise
            waiting.error = RefusedWrite(rule=str(error))
            waiting.error.__cause__ = error
        except BaseException as error:  # noqa: BLE001 - the writer answers whatever a unit raises
            waiting.error = error
        signals = self._store.take_signals()
        if waiting.error is None:
            if not alone:
                execute("RELEASE unit")
            return signals
        if alone:
            execute("ROLLBACK")
            execute("BEGIN IMMEDIATE")
        else:
            execute("ROLLBACK TO unit")
            execute("RELEASE unit")
        return []

    def _roll_back(self) -> None:
        """Leave the connection without a transaction; SQLite may have ended it by itself."""
        try:
            if self._connection.in_transaction:
                self._connection.execute("ROLLBACK")
        except SqliteError:
            # The next BEGIN reports what is wrong; there is nothing left to save here.
            return

    def _answer(self, batch: list[_Waiting], signals: list[Signal]) -> None:
        for waiting in batch:
            if waiting.future.done():
                continue
            if waiting.error is not None:
                waiting.future.set_exception(waiting.error)
            else:
                waiting.future.set_result(waiting.result)
        if signals:
            for listener in self._listeners:
                listener(signals)


def _truncate(connection: Any) -> bool:
    """Bring the WAL into the file and cut it; units must not wait long for an old reader."""
    connection.execute("PRAGMA busy_timeout=200")
    try:
        busy, _, _ = connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()
    finally:
        connection.execute("PRAGMA busy_timeout=5000")
    return not busy


def _rebuild(connection: Any) -> bool:
    connection.execute("VACUUM")
    return _truncate(connection)
