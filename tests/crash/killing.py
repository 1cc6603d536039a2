"""Killing: points at which the process may die, counted and reached one by one."""

import os
import signal
import threading
from pathlib import Path
from typing import Any, Self

from storage.sql import Sql
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.crash.paper import DEATHS, Paper


class Points:
    """Counts the points of a run and kills the process at one of them."""

    def __init__(self, folder: Path, die_at: int | None) -> None:
        self._deaths = Paper(folder / DEATHS)
        self._die_at = die_at
        self._counting = threading.Lock()
        self.labels: list[str] = []

    def reach(self, label: str) -> None:
        """Pass a point, or die there: SIGKILL, so that nothing is tidied up."""
        with self._counting:
            self.labels.append(label)
            if len(self.labels) == self._die_at:
                self._deaths.write(label)
                os.kill(os.getpid(), signal.SIGKILL)


class KillingDatabase(SqliteDatabase):
    """The real database; every write statement and commit of it is a point.

    `broken`: a fault on purpose, for the tests of the checker. "forgets": what was being sent
    when the process died is sent again as if it had never left. "normal": a commit does not
    wait for the disk. `log_pages`: after how many pages the log is brought into the file.
    """

    def __init__(
        self,
        path: Path,
        points: Points,
        *,
        broken: str | None = None,
        log_pages: int | None = None,
    ) -> None:
        super().__init__(path)
        self._log_pages = log_pages
        self._points = points
        self._broken_by = broken

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        if self._log_pages is not None:
            self._connection.execute(f"PRAGMA wal_autocheckpoint={self._log_pages}")
        if self._broken_by == "normal":
            self._connection.execute("PRAGMA synchronous=NORMAL")
        if self._broken_by == "forgets":
            self._connection.execute("UPDATE outbox SET state='pending' WHERE state='sending'")
        self._connection = _Watched(self._connection, self._points)
        self._store = Store(Sql(self._connection, self._statements))
        return self


class _Watched:
    """A connection whose statements are points."""

    def __init__(self, connection: Any, points: Points) -> None:
        self._connection = connection
        self._points = points

    def execute(self, sql: str, *parameters: Any) -> Any:
        verb = sql.split(None, 1)[0].upper()
        if verb == "SELECT":
            return self._connection.execute(sql, *parameters)
        inside = verb not in {"BEGIN", "COMMIT"}
        self._points.reach("inside a unit" if inside else f"before {verb}")
        result = self._connection.execute(sql, *parameters)
        if verb == "COMMIT":
            self._points.reach("after COMMIT")
        return result

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)


def kill_at_statements_of_a_server(points: Points) -> None:
    """Make each statement that this process sends to PostgreSQL a point, and each commit two."""
    import psycopg

    class Watched(psycopg.Connection[Any]):
        def execute(self, query: Any, *parameters: Any, **options: Any) -> Any:
            words = str(query).split(None, 1)
            verb = words[0].upper() if words else ""
            if verb in {"BEGIN", "COMMIT"}:
                points.reach(f"before {verb}")
            elif verb == "SELECT" and "(" not in words[1].split("FROM", 1)[0]:
                pass
            elif verb != "SET":
                points.reach("inside a unit")  # a function that is selected may write
            result = super().execute(query, *parameters, **options)
            if verb == "COMMIT":
                points.reach("after COMMIT")
            return result

    psycopg.connect = Watched.connect  # whoever connects from now on is watched
