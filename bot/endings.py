"""Endings: jobs that end in one turn of the event loop, and alike, are committed as one unit."""

import asyncio
from collections.abc import Sequence

from bot.task import Together, WriteAll
from storage.database import Database
from storage.queue import Job
from storage.store import Store


class _Group:
    """Jobs that end alike, and who waits for that."""

    __slots__ = ("ended", "items", "jobs")

    def __init__(self) -> None:
        self.jobs: list[Job] = []
        self.items: list[object] = []
        self.ended: list[asyncio.Future[None]] = []


class Endings:
    """Commits what ended since the last turn, one unit for each way of writing it down.

    A group that cannot be committed fails as a whole: each of its jobs is then to be ended alone.
    """

    def __init__(self, database: Database) -> None:
        self._database = database
        self._groups: dict[WriteAll, _Group] = {}
        self._committing: set[asyncio.Task[None]] = set()

    async def commit(self, job: Job, ending: Together) -> None:
        """Return when the end of a job is committed; whatever stopped its group is raised."""
        loop = asyncio.get_running_loop()
        if not self._groups:
            loop.call_soon(self._begin)
        group = self._groups.get(ending.write)
        if group is None:
            group = self._groups[ending.write] = _Group()
        ended: asyncio.Future[None] = loop.create_future()
        group.jobs.append(job)
        group.items.append(ending.item)
        group.ended.append(ended)
        await ended

    def _begin(self) -> None:
        groups, self._groups = self._groups, {}
        for write, group in groups.items():
            task = asyncio.create_task(self._commit(write, group))
            self._committing.add(task)
            task.add_done_callback(self._committing.discard)

    async def _commit(self, write: WriteAll, group: _Group) -> None:
        failure: Exception | None = None
        try:
            await self._database.run(
                lambda store: _end(store, group.jobs, write, group.items), by_rows=True
            )
        except Exception as error:  # noqa: BLE001 - told to each of them
            failure = error
        for ended in group.ended:
            if ended.done():
                continue
            if failure is None:
                ended.set_result(None)
            else:
                ended.set_exception(failure)


def _end(store: Store, jobs: Sequence[Job], write: WriteAll, items: Sequence[object]) -> None:
    store.queue.finish_all(jobs)
    write(store, items)
