"""The queue that many processes serve: procrastinate's tables and functions on PostgreSQL.

Per-chat order is its `lock`, deferral, claims, ends and retries are its SQL functions, called
inside the unit of work (https://procrastinate.readthedocs.io). What it has no column for stands
in the arguments under names that begin with `~`.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import msgspec
from sqlalchemy.sql.selectable import TextualSelect

from domain.errors import LostClaim
from storage.instants import from_instant, to_instant
from storage.queue import DeadLetter, Deferred, Job, JobReady, Recovered
from storage.queues import procrastinate_sql as sql
from storage.slots import FAST, pool_of
from storage.sql import Row, Sql

_SINCE, _DUE, _FAILURES, _ERROR = "~since", "~due", "~failures", "~error"


class ProcrastinateQueue:
    """The queue over procrastinate's functions (see `Queue`); a job is claimed by a write."""

    is_shared = True

    def __init__(self, sql: Sql, signal: Callable[[object], None]) -> None:
        self._sql = sql
        self._signal = signal

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
        if key is not None and self._sql.scalar(sql.WAITS, key=key) is not None:
            return None
        due = max(run_at or now, now)
        noted = {**args, _SINCE: to_instant(now), **({_DUE: to_instant(due)} if due > now else {})}
        number: int = self._sql.scalar(
            sql.DEFER,
            queue=pool_of(lock),
            task=task,
            priority=0,
            lock=lock,
            key=key,
            args=msgspec.json.encode(noted).decode(),
            delay=(due - now).total_seconds(),
        )
        job = Job(id=number, task=task, args=args, lock=lock, run_at=run_at or now)
        self._signal(JobReady(job=job, carried=carried))
        return number

    def defer_periodic(self, task: str, moment: int, now: datetime) -> bool:
        """Store the job of a period before all others, once for all processes.

        `moment` names the period, by a number that grows; False where it is stored already, or
        that of an earlier one still waits.
        """
        # One that runs does not count: its worker may have died in it.
        if self._sql.scalar(sql.STANDS, key=task) is not None:
            return False
        args = msgspec.json.encode({_SINCE: to_instant(now)}).decode()
        found = self._sql.scalar(
            sql.PERIODIC, queue=FAST, task=task, priority=1, moment=moment, args=args
        )
        if found is None:
            return False
        job = Job(id=int(found), task=task, args={}, lock=None, run_at=now)
        self._signal(JobReady(job=job))
        return True

    def claim(self, worker: int, queues: Sequence[str], most: int) -> list[Job]:
        """Claim up to `most` jobs whose turn has come, in order.

        Only in a READ COMMITTED transaction: what others claim meanwhile is passed over.
        """
        rows = self._sql.all(sql.CLAIM, worker=worker, queues=list(queues), most=most)
        return [_job(row) for row in rows]

    def hold(self, job: Job) -> None:
        """Make sure that this attempt is the latest until the unit ends; LostClaim otherwise."""
        self._touch(sql.HOLD, job)

    def defer_all(self, task: str, deferred: Sequence[Deferred], *, now: datetime) -> None:
        """Store jobs of one task that may start now, in order."""
        for one in deferred:
            self.defer(task, one.args, now=now, lock=one.lock, carried=one.carried)

    def finish_all(self, done: Sequence[Job]) -> None:
        """End jobs for good; LostClaim if of one of them this attempt is no longer the latest."""
        for job in done:
            self.finish(job)

    def finish(self, job: Job) -> None:
        """End a job for good; LostClaim if this attempt is no longer the latest."""
        self._touch(sql.END, job)

    def postpone(
        self, job: Job, until: datetime, *, now: datetime, failed: bool, error: str = ""
    ) -> Job:
        """Let a job run again at `until` (UTC) and return it so; LostClaim as above."""
        count = job.failures + failed
        # A length, not an instant: the clocks of two machines may differ.
        self._touch(sql.AGAIN, job, delay=max(0.0, (until - now).total_seconds()))
        self._note(job.id, {_FAILURES: count, _ERROR: error, _DUE: to_instant(until)})
        return replace(job, attempt=job.attempt + 1, failures=count, run_at=until)

    def bury(self, job: Job, error: str) -> None:
        """Give a job up: it stays as a dead letter, and its lock is free; LostClaim as above."""
        self._touch(sql.BURY, job)
        self._note(job.id, {_FAILURES: job.failures + 1, _ERROR: error})

    def recover(
        self,
        silent: timedelta = timedelta(0),
        most: int | None = None,
        *,
        now: datetime | None = None,
        mine: int | None = None,
        strays: Sequence[int] = (),
        after: int = 0,
    ) -> list[Recovered]:
        """Take over jobs of workers that gave no sign of life for `silent`, `most` at a time.

        The worker that asks is alive: those of `mine` are left to it, but for its `strays`.
        Only ids beyond `after`: what could not be taken over holds back no others.
        """
        found: list[Recovered] = []
        seconds = silent.total_seconds()
        asked = {"silent": seconds, "most": most, "mine": mine, "after": after}
        for row in self._sql.all(sql.STALLED, strays=list(strays), **asked):
            job = _job(row)
            self._touch(sql.AGAIN, job, delay=0.0)
            job = replace(job, attempt=job.attempt + 1, failures=job.failures + 1)
            self._note(job.id, {_FAILURES: job.failures})
            self._signal(JobReady(job=job))
            found.append(Recovered(job=job, interrupted=True))
        return found

    def dead(self) -> list[DeadLetter]:
        """Return the dead letters, oldest first."""
        return [
            DeadLetter(
                id=number,
                task=task,
                args=_plain(args),
                failures=args.get(_FAILURES, 0),
                error=args.get(_ERROR, ""),
            )
            for number, task, args in self._sql.all(sql.DEAD)
        ]

    def revive(self, job: int, now: datetime) -> Job | None:
        """Let a dead letter run again, as one that never failed; None where there is none."""
        if self._sql.one(sql.REVIVE, job=job) is None:
            return None
        self._note(job, {_DUE: to_instant(now)})
        (row,) = self._sql.all(sql.GET, job=job)
        revived = _job(row)
        self._signal(JobReady(job=revived))
        return revived

    def drop(self, job: int) -> bool:
        """Delete a dead letter; False where there is none of this id."""
        return self._sql.one(sql.DROP, job=job) is not None

    def forget(self, job: int) -> None:
        """Delete a job, whatever its state; whoever runs it cannot commit any more."""
        self._sql.one(sql.FORGET, job=job)

    def depth(self) -> int:
        """Return how many jobs wait or run."""
        return int(self._sql.scalar(sql.DEPTH))

    def depths(self) -> dict[str, int]:
        """Return how many jobs wait or run in each queue that has some; those of a period not."""
        return {queue: int(count) for queue, count in self._sql.all(sql.BY_QUEUE)}

    def waiting(self) -> dict[str, int]:
        """Return how many jobs of each task wait or run."""
        return {task: int(count) for task, count in self._sql.all(sql.BY_TASK)}

    def everything(self) -> list[tuple[int, str, Mapping[str, int]]]:
        """Return id, task and arguments of every job, dead letters too."""
        rows = self._sql.all(sql.EVERYTHING)
        return [(number, task, _plain(args)) for number, task, args in rows]

    def oldest(self) -> datetime | None:
        """Return since when the oldest job that may run has been able to."""
        instant: int | None = self._sql.scalar(sql.OLDEST)
        return from_instant(instant)

    def register(self) -> int:
        """Enter a worker and return its number."""
        return int(self._sql.scalar(sql.REGISTER))

    def beat(self, worker: int) -> bool:
        """Give a sign of life; False where the worker was taken for dead and struck off."""
        return self._sql.one(sql.BEAT, worker=worker) is not None

    def unregister(self, worker: int) -> None:
        """Strike a worker off: what it still runs is free for the others."""
        self._sql.scalar(sql.UNREGISTER, worker=worker)

    def doing(self, worker: int) -> set[int]:
        """Return what a worker is running, as far as the queue knows."""
        return {number for (number,) in self._sql.all(sql.DOING, worker=worker)}

    def clear_periodic(self, silent: timedelta) -> None:
        """Delete the jobs of periods in which their workers fell silent: others follow."""
        self._sql.all(sql.CLEAR_PERIODIC, silent=silent.total_seconds())

    def prune(self, silent: timedelta) -> int:
        """Strike off the workers that gave no sign of life for `silent`; returns how many."""
        return len(self._sql.all(sql.PRUNE, silent=silent.total_seconds()))

    def _touch(self, statement: TextualSelect, job: Job, **values: object) -> None:
        if self._sql.one(statement, job=job.id, earlier=job.attempt - 1, **values) is None:
            raise LostClaim(job=job.id, attempt=job.attempt)

    def _note(self, job: int, more: Mapping[str, object]) -> None:
        self._sql.one(sql.NOTE, job=job, more=msgspec.json.encode(more).decode())


def _plain(args: Mapping[str, Any]) -> dict[str, int]:
    return {name: value for name, value in args.items() if not name.startswith("~")}


def _job(row: Row) -> Job:
    number, task, args, lock, attempts = row
    return Job(
        id=number,
        task=task,
        args=_plain(args),
        lock=lock,
        run_at=from_instant(args.get(_DUE, args[_SINCE])),
        attempt=attempts + 1,
        failures=args.get(_FAILURES, 0),
    )
