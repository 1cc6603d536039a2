"""The contract of a task: what the worker does for one kind of job."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import Any, Protocol

from domain.frozen import dataclass
from storage.queue import Job
from storage.store import Store


def nothing(_store: Store) -> None:
    """Change nothing."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Finish:
    """The job is done; `write` is committed together with its end."""

    write: Callable[[Store], object] = nothing


@dataclass(frozen=True, slots=True, kw_only=True)
class Later:
    """The job runs again at `until` (UTC); `write` is committed with that."""

    until: datetime
    write: Callable[[Store], object] = nothing
    failed: bool = False
    error: str = ""


WriteAll = Callable[[Store, Sequence[Any]], object]
"""Writes some items down, all in the transaction of the ends of their jobs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """The job is done; `write` is given its `item` with those of others that ended like it."""

    item: object
    write: WriteAll

    def alone(self) -> Finish:
        """Return the same end with a transaction to itself."""
        return Finish(write=lambda store: self.write(store, [self.item]))


Alone = Finish | Later
"""How a job ends in a transaction of its own."""
Ending = Alone | Together


class Task(Protocol):
    """One kind of job. No transaction is open while `run` awaits."""

    @property
    def name(self) -> str:
        """The name under which its jobs are deferred."""

    @property
    def is_suspect(self) -> bool:
        """Whether a job that is running at every death of the process may be what kills it."""

    async def run(self, job: Job, carried: object) -> Ending:
        """Do the work and say how the job ends; `carried` is None after a restart."""

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Set right what an earlier process left behind, before the job runs again."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Do what is due when a job becomes a dead letter, in the same transaction."""
