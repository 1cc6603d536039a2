"""The embedded queue: a table in the same database, served by exactly one process."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime

import msgspec
from sqlalchemy import bindparam, delete, func, select, update
from sqlalchemy.dialects.sqlite import insert

from domain.errors import LostClaim
from storage.instants import from_instant, to_instant
from storage.queue import DeadLetter, Deferred, Job, JobReady, Recovered
from storage.sql import Row, Sql, Statement
from storage.tables import jobs

_TODO, _DEAD = "todo", "dead"
_COLUMNS = (
    jobs.c.id,
    jobs.c.task,
    jobs.c.args,
    jobs.c.lock,
    jobs.c.run_at,
    jobs.c.attempt,
    jobs.c.failures,
)
_LIVE = jobs.c.state == _TODO
_MINE = (jobs.c.id == bindparam("job"), jobs.c.attempt == bindparam("mine"), _LIVE)

_ADD = (
    insert(jobs)
    .values(
        {
            **{
                name: bindparam(name)
                for name in ("task", "args", "key", "lock", "run_at", "created_at")
            },
            "state": _TODO,
            "attempt": 1,
        }
    )
    .on_conflict_do_nothing(index_elements=["key"], index_where=jobs.c.key.is_not(None))
    .returning(jobs.c.id)
)
_LAST = select(func.max(jobs.c.id))
_FINISH = delete(jobs).where(*_MINE)
_POSTPONE = (
    update(jobs)
    .where(*_MINE)
    .values(
        run_at=bindparam("until"),
        attempt=jobs.c.attempt + 1,
        failures=bindparam("count"),
        error=bindparam("reason"),
    )
)
_BURY = (
    update(jobs)
    .where(*_MINE)
    .values(state=_DEAD, failures=jobs.c.failures + 1, error=bindparam("reason"), key=None)
)
_TAKE_OVER = update(jobs).where(_LIVE).values(attempt=jobs.c.attempt + 1)
_INTERRUPTED = (
    update(jobs).where(jobs.c.id == bindparam("job")).values(failures=jobs.c.failures + 1)
)
_WAITING = select(*_COLUMNS).where(_LIVE).order_by(jobs.c.id)
_DEAD_LETTERS = (
    select(jobs.c.id, jobs.c.task, jobs.c.args, jobs.c.failures, jobs.c.error)
    .where(jobs.c.state == _DEAD)
    .order_by(jobs.c.id)
)
_LETTER = (jobs.c.id == bindparam("job"), jobs.c.state == _DEAD)
_REVIVE = (
    update(jobs)
    .where(*_LETTER)
    .values(
        state=_TODO,
        attempt=jobs.c.attempt + 1,
        failures=0,
        run_at=bindparam("until"),
        error=None,
    )
    .returning(*_COLUMNS)
)
_DROP = delete(jobs).where(*_LETTER)
_DEPTH = select(func.count()).select_from(jobs).where(_LIVE)
_BY_TASK = (
    select(jobs.c.task, func.count()).where(_LIVE).group_by(jobs.c.task).order_by(jobs.c.task)
)
_EVERYTHING = select(jobs.c.id, jobs.c.task, jobs.c.args).order_by(jobs.c.id)
_FORGET = delete(jobs).where(jobs.c.id == bindparam("job"))
_OLDEST = select(func.min(jobs.c.run_at)).where(_LIVE)


class EmbeddedQueue:
    """The queue over one table (see `Queue`); each commit signals `JobReady` to its process."""

    is_shared = False

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
        due = run_at or now
        number = self._sql.added(
            _ADD,
            task=task,
            args=msgspec.json.encode(args).decode(),
            key=key,
            lock=lock,
            run_at=to_instant(due),
            created_at=to_instant(now),
        )
        if number is not None:
            job = Job(id=number, task=task, args=args, lock=lock, run_at=due)
            self._signal(JobReady(job=job, carried=carried))
        return number

    def hold(self, job: Job) -> None:
        """Do nothing: one process runs all, and nobody takes over from it while it lives."""

    def defer_all(self, task: str, deferred: Sequence[Deferred], *, now: datetime) -> None:
        """Store jobs of one task that may start now, in order."""
        instant = to_instant(now)
        written = {"task": task, "key": None, "run_at": instant, "created_at": instant}
        self._sql.many(
            _ADD,
            (
                {**written, "args": msgspec.json.encode(one.args).decode(), "lock": one.lock}
                for one in deferred
            ),
        )
        first = self._sql.scalar(_LAST) - len(deferred) + 1  # one transaction counts up in order
        for number, one in enumerate(deferred, first):
            job = Job(id=number, task=task, args=one.args, lock=one.lock, run_at=now)
            self._signal(JobReady(job=job, carried=one.carried))

    def finish_all(self, done: Sequence[Job]) -> None:
        """End jobs for good; LostClaim if of one of them this attempt is no longer the latest."""
        ended = self._sql.many(_FINISH, ({"job": one.id, "mine": one.attempt} for one in done))
        if ended != len(done):
            raise LostClaim(jobs=len(done), ended=ended)

    def finish(self, job: Job) -> None:
        """End a job for good; LostClaim if this attempt is no longer the latest."""
        self._touch(_FINISH, job)

    def postpone(
        self, job: Job, until: datetime, *, now: datetime, failed: bool, error: str = ""
    ) -> Job:
        """Let a job run again at `until` (UTC) and return it so; LostClaim as above."""
        count = job.failures + failed
        self._touch(_POSTPONE, job, until=to_instant(until), count=count, reason=error)
        return replace(job, attempt=job.attempt + 1, failures=count, run_at=until)

    def bury(self, job: Job, error: str) -> None:
        """Give a job up: it stays as a dead letter, and its lock is free; LostClaim as above."""
        self._touch(_BURY, job, reason=error)

    def recover(self, *, now: datetime | None = None) -> list[Recovered]:
        """Take over all jobs that are to be run, oldest first (see `Queue`)."""
        self._sql.run(_TAKE_OVER)
        found: list[Recovered] = []
        locks: set[str] = set()
        for row in self._sql.all(_WAITING):
            job = _job(row)
            first = job.lock is None or job.lock not in locks
            if job.lock is not None:
                locks.add(job.lock)
            if first and (now is None or job.run_at <= now):
                self._sql.run(_INTERRUPTED, job=job.id)
                job = replace(job, failures=job.failures + 1)
            found.append(Recovered(job=job, interrupted=first))
        return found

    def dead(self) -> list[DeadLetter]:
        """Return the dead letters, oldest first."""
        return [
            DeadLetter(
                id=number,
                task=task,
                args=msgspec.json.decode(args, type=dict[str, int]),
                failures=failures,
                error=error or "",
            )
            for number, task, args, failures, error in self._sql.all(_DEAD_LETTERS)
        ]

    def revive(self, job: int, now: datetime) -> Job | None:
        """Let a dead letter run again, as one that never failed; None where there is none."""
        row = self._sql.one(_REVIVE, job=job, until=to_instant(now))
        if row is None:
            return None
        revived = _job(row)
        self._signal(JobReady(job=revived))
        return revived

    def drop(self, job: int) -> bool:
        """Delete a dead letter; False where there is none of this id."""
        return self._sql.run(_DROP, job=job) == 1

    def depth(self) -> int:
        """Return how many jobs wait or run."""
        return int(self._sql.scalar(_DEPTH))

    def waiting(self) -> dict[str, int]:
        """Return how many jobs of each task wait or run."""
        return {task: int(count) for task, count in self._sql.all(_BY_TASK)}

    def everything(self) -> list[tuple[int, str, Mapping[str, int]]]:
        """Return id, task and arguments of every job, dead letters too."""
        return [
            (number, task, msgspec.json.decode(args, type=dict[str, int]))
            for number, task, args in self._sql.all(_EVERYTHING)
        ]

    def forget(self, job: int) -> None:
        """Delete a job, whatever its state; whoever runs it cannot commit any more."""
        self._sql.run(_FORGET, job=job)

    def oldest(self) -> datetime | None:
        """Return since when the oldest job that may run has been able to."""
        instant: int | None = self._sql.scalar(_OLDEST)
        return from_instant(instant)

    def _touch(self, statement: Statement, job: Job, **values: object) -> None:
        if self._sql.run(statement, job=job.id, mine=job.attempt, **values) != 1:
            raise LostClaim(job=job.id, attempt=job.attempt)


def _job(row: Row) -> Job:
    number, task, args, lock, run_at, attempt, failures = row
    return Job(
        id=number,
        task=task,
        args=msgspec.json.decode(args, type=dict[str, int]),
        lock=lock,
        run_at=from_instant(run_at),
        attempt=attempt,
        failures=failures,
    )
