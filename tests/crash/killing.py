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

    `forgets_sendings`: a fault on purpose, for the test of the checker. What was being sent
    when the process died is sent again as if it had never left.
    """

    def __init__(self, path: Path, points: Points, *, forgets_sendings: bool = False) -> None:
        super().__init__(path)
        self._points = points
        self._forgets_sendings = forgets_sendings

    async def __aenter__(self) -> Self:
        await super().__aenter__()
        if self._forgets_sendings:
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
