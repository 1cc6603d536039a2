"""Copying: the task that brings backups to another place, and lets go of old ones there."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

import msgspec
import structlog

from bot.settings import Settings
from bot.task import Ending, Finish, Later
from domain.clock import Clock
from domain.errors import SparkError
from scheduler.backups import COPYING
from scheduler.troubles import copying_failed
from storage.queue import Job
from storage.store import Store

if TYPE_CHECKING:
    from bot.safekeeping.making import Safe
    from bot.safekeeping.place import Place

FIRST_PAUSE, LONGEST_PAUSE = timedelta(minutes=1), timedelta(hours=1)
TOLD_AT = 3
"""Attempts after which the owner is told: a server may be away for some minutes."""
RECORD = "copied.json"
"""Beside the database: which state of each backup was copied."""

log = structlog.get_logger(__name__)
Copied = dict[str, tuple[int, int]]
"""By name, the bytes of a backup and when it was written (nanoseconds)."""


class CopyElsewhere:
    """The task that copies backups elsewhere (see `bot.task.Task`).

    It tries again until it succeeds, first after a minute, then after longer pauses up to an hour.
    """

    name = COPYING
    is_suspect = False

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Copy what is not there yet, and remove there what is too old."""
        if self._settings.sparkone_backup_to is None:
            return Finish()
        from bot.safekeeping.making import Safe  # noqa: PLC0415 - not at the start
        from bot.safekeeping.place import open_place  # noqa: PLC0415

        try:
            async with open_place(self._settings) as place:
                copied, removed = await bring(Safe(self._settings), place)
        except (SparkError, OSError) as error:
            return self._later(job, error)
        log.info("backups copied", copied=copied, removed=removed)
        now = self._clock.now()
        return Finish(write=lambda store: store.heartbeat.beat(COPYING, now))

    def _later(self, job: Job, error: SparkError | OSError) -> Later:
        from bot.backups import reason_of  # noqa: PLC0415
        from bot.safekeeping.place import shown  # noqa: PLC0415

        kind, reason, now = type(error).__name__, reason_of(error), self._clock.now()
        log.error("backups not copied", reason=reason)
        pause = min(FIRST_PAUSE * 2 ** min(job.attempt - 1, 10), LONGEST_PAUSE)

        def write(store: Store) -> None:
            if job.attempt >= TOLD_AT:
                copying_failed(store, kind, shown(self._settings), reason, now)

        return Later(until=now + pause, write=write, error=kind)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Begin again: what was half copied has not its name yet."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave it: the next backup is copied with all that are missing."""


async def bring(safe: "Safe", place: "Place") -> tuple[int, int]:
    """Copy what is not there as it is here, remove there what is too old; returns how many each.

    Retention there is counted over what is there: a disk that was lost here takes nothing along.
    What is not encrypted stays here, unless the settings let it go. Errors: PlaceFailed, OSError.
    """
    record = safe.folders.database.with_name(RECORD)
    here = await asyncio.to_thread(_to_copy, safe)
    there = await place.sizes()
    done = await asyncio.to_thread(_read, record)
    copied = 0
    for name, path in here.items():
        state = _state(path)
        if state is None or (there.get(name) == state[0] and done.get(name) == state):
            continue
        await place.put(path)
        copied += 1
        done = {**{one: done[one] for one in done if one in here}, name: state}
        await asyncio.to_thread(
            safe.folders.write, record.parent, RECORD, msgspec.json.encode(done)
        )
    gone = _too_old(safe, {*there, *here}, here)
    for name in gone:
        await place.remove(name)
    return copied, len(gone)


def _to_copy(safe: "Safe") -> dict[str, Path]:
    """Return the backups that may leave, oldest first."""
    from storage.archive import is_archive, is_encrypted  # noqa: PLC0415 - not at the start

    may_be_plain = safe.settings.sparkone_backup_plain == "on"
    found = [path for path in safe.backups() if is_archive(path)]
    return {path.name: path for path in found if may_be_plain or is_encrypted(path)}


def _too_old(safe: "Safe", names: set[str], here: Mapping[str, Path]) -> list[str]:
    from bot.safekeeping.retention import dailies, let_go  # noqa: PLC0415 - not at the start

    # Each of them was read to its end before it was copied.
    old = let_go(dailies(safe.stem, names), lambda _name: True)
    return [name for name in old if name not in here]


def _state(path: Path) -> tuple[int, int] | None:
    """Return the bytes of a file and when it was written; None where it has gone."""
    try:
        found = path.stat()
    except FileNotFoundError:
        return None
    return found.st_size, found.st_mtime_ns


def _read(record: Path) -> Copied:
    try:
        return msgspec.json.decode(record.read_bytes(), type=Copied)
    except (OSError, msgspec.DecodeError):
        return {}
