"""The database as the rest of the program sees it: units of work and queries."""

from collections.abc import Callable
from types import TracebackType
from typing import Protocol, Self, TypeVar

from domain.errors import SparkError
from domain.frozen import dataclass
from storage.store import Store

T = TypeVar("T")
Unit = Callable[[Store], T]
Signal = object
Listener = Callable[[list[Signal]], None]


class RefusedWrite(SparkError):
    """The database's own rules refuse a statement: a key that exists, a missing reference.

    `rule` names the rule, never a value.
    """


@dataclass(frozen=True, slots=True, kw_only=True)
class Broke:
    """Signal: the database broke; only a start, with its recovery and checks, goes on."""

    reason: str


class Database(Protocol):
    """Runs units of work: each is committed whole or not at all.

    A unit is a plain function over a `Store` and nothing else: it awaits nothing, has no
    effects outside the store, and may run more than once. `run` returns only after the
    commit is on disk. Errors: whatever the unit raises (nothing of it is kept),
    `RefusedWrite` for a statement that breaks a rule of the tables, or `StorageUnavailable`
    when the database cannot be written.
    """

    async def run(self, unit: Unit[T], *, by_rows: bool = False) -> T:
        """Run a unit that writes and return its value after the commit.

        `by_rows`: what it decides hangs on rows that it also writes, or holds (`People.hold`);
        then a server need not compare all that it reads with all that others write.
        """

    async def read(self, query: Unit[T]) -> T:
        """Run a query that only reads, on a connection of its own."""

    def on_commit(self, listener: Listener) -> None:
        """Call `listener` in the event loop with what each committed batch signalled."""

    async def __aenter__(self) -> Self:
        """Open the connections."""

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Finish what was handed in, then close."""
