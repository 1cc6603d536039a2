"""The contract of a task: what the worker does for one kind of job."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

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


Ending = Finish | Later


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
