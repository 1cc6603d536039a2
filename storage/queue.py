"""The contract of the durable queue: jobs that outlive the request that made them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol


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

    def finish(self, job: Job) -> None:
        """End a job for good; LostClaim if this attempt is no longer the latest."""

    def postpone(self, job: Job, until: datetime, *, failed: bool, error: str = "") -> Job:
        """Let a job run again at `until` (UTC) and return it so; LostClaim as above."""

    def bury(self, job: Job, error: str) -> None:
        """Give a job up: it stays as a dead letter, and its lock is free; LostClaim as above."""

    def recover(self) -> list[Recovered]:
        """Take over all jobs that are to be run, oldest first.

        Attempts of earlier processes can no longer commit. The first job of each lock may
        have been running: it counts as failed once more.
        """

    def dead(self) -> list[DeadLetter]:
        """Return the dead letters, oldest first."""

    def revive(self, job: int, now: datetime) -> Job | None:
        """Let a dead letter run again, as one that never failed; None where there is none."""

    def drop(self, job: int) -> bool:
        """Delete a dead letter; False where there is none of this id."""

    def depth(self) -> int:
        """Return how many jobs wait or run."""

    def oldest(self) -> datetime | None:
        """Return since when the oldest job that may run has been able to."""
