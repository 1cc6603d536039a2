"""The contract of the durable queue: jobs that outlive the request that made them."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Protocol

from domain.frozen import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class Job:
    """One piece of work. Jobs with the same `lock` run one at a time, in order of id.

    `attempt` counts the starts and guards every commit: only the latest may end the job.
    `failures` counts the attempts that did not end well, a crash included; `run_at` (UTC) is
    when it may start.
    """

    id: int
    task: str
    args: Mapping[str, int]
    lock: str | None
    run_at: datetime
    attempt: int = 1
    failures: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class JobReady:
    """Signal: a job was committed and may be started at its `run_at`.

    `carried` is what the task would otherwise read back from the store.
    """

    job: Job
    carried: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Deferred:
    """A job that is to be stored with others of its task (see `Queue.defer`)."""

    args: Mapping[str, int]
    lock: str | None
    carried: object = None


@dataclass(frozen=True, slots=True, kw_only=True)
class JobsWaiting:
    """Signal: another process committed jobs."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Recovered:
    """A job found at start. `interrupted`: it may have been running when the process ended."""

    job: Job
    interrupted: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class DeadLetter:
    """A job that was given up after its last attempt."""

    id: int
    task: str
    args: Mapping[str, int]
    failures: int
    error: str


class Queue(Protocol):
    """Durable jobs inside the caller's transaction."""

    is_shared: bool
    """Whether several processes serve it, so that a job has to be claimed by a write."""

    def defer(
        self,
        task: str,
        args: Mapping[str, int],
        *,
        now: datetime,
        key: str | None = None,
        lock: str | None = None,
        run_at: datetime | None = None,
        carried: object = None,
    ) -> int | None:
        """Store a job and return its id, or None where a job with this key waits already."""

    def hold(self, job: Job) -> None:
        """Make sure that this attempt is the latest until the unit ends; LostClaim otherwise."""

    def defer_all(self, task: str, deferred: Sequence[Deferred], *, now: datetime) -> None:
        """Store jobs of one task that may start now, in order."""

    def finish(self, job: Job) -> None:
        """End a job for good; LostClaim if this attempt is no longer the latest."""

    def finish_all(self, done: Sequence[Job]) -> None:
        """End jobs for good; LostClaim if of one of them this attempt is no longer the latest."""

    def postpone(
        self, job: Job, until: datetime, *, now: datetime, failed: bool, error: str = ""
    ) -> Job:
        """Let a job run again at `until` (UTC) and return it so; LostClaim as above."""

    def bury(self, job: Job, error: str) -> None:
        """Give a job up: it stays as a dead letter, and its lock is free; LostClaim as above."""

    def recover(self, *, now: datetime | None = None) -> list[Recovered]:
        """Take over what processes that ended have left, oldest first.

        Their attempts can no longer commit. A job that may have been running counts as failed
        once more, but not one that waits for a time after `now` (UTC). The embedded queue
        returns all jobs, since nobody else will run them; a shared one only those of workers
        that fell silent.
        """

    def dead(self) -> list[DeadLetter]:
        """Return the dead letters, oldest first."""

    def revive(self, job: int, now: datetime) -> Job | None:
        """Let a dead letter run again, as one that never failed; None where there is none."""

    def drop(self, job: int) -> bool:
        """Delete a dead letter; False where there is none of this id."""

    def depth(self) -> int:
        """Return how many jobs wait or run; those of a period are no work."""

    def waiting(self) -> dict[str, int]:
        """Return how many jobs of each task wait or run."""

    def everything(self) -> list[tuple[int, str, Mapping[str, int]]]:
        """Return id, task and arguments of every job, dead letters too."""

    def forget(self, job: int) -> None:
        """Delete a job, whatever its state; whoever runs it cannot commit any more."""

    def oldest(self) -> datetime | None:
        """Return since when the oldest job that may run has been able to."""
