"""Which queue serves a database."""

from collections.abc import Callable

from storage.queue import Queue
from storage.queues.embedded import EmbeddedQueue
from storage.sql import Sql


def queue_for(sql: Sql, signal: Callable[[object], None]) -> Queue:
    """Return the embedded queue of an SQLite file, the shared one of a server."""
    if sql.is_sqlite:
        return EmbeddedQueue(sql, signal)
    from storage.queues.procrastinate import ProcrastinateQueue  # noqa: PLC0415 - only with a server

    return ProcrastinateQueue(sql, signal)
