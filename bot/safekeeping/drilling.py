"""Drilling: the task that tries a backup by itself, in a process of its own."""

import asyncio
import contextlib
import sys
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import msgspec
import structlog

from bot.safekeeping.account import Account
from bot.settings import Settings
from bot.task import Ending, Finish
from domain.clock import Clock
from domain.errors import SparkError
from scheduler.backups import DRILL
from scheduler.troubles import drill_failed
from storage.lock import ProcessLock
from storage.migrations import HEAD
from storage.opening import open_database
from storage.queue import Job
from storage.store import Store

SECONDS = 3600.0
"""How long a drill may take."""

log = structlog.get_logger(__name__)


class Asked(msgspec.Struct, frozen=True, kw_only=True):
    """What a drill needs; it goes through a pipe, since the key and the URL are secrets."""

    database_url: str
    data: str
    zone: str | None
    key: str | None
    file: str | None


class Drill:
    """The task that tries the newest backup (see `bot.task.Task`).

    One that fails is told to the owner; the next backup is tried again.
    """

    name = DRILL
    is_suspect = False

    def __init__(self, settings: Settings, clock: Clock) -> None:
        self._settings = settings
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Try it, and remember what came of it."""
        account = await drill_apart(self._settings, None)
        now = self._clock.now()
        return Finish(write=lambda store: note_drill(store, None, account, now))

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Try it anew."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave it: the next backup is tried."""


def note_drill(store: Store, actor: int | None, account: Account, now: datetime) -> None:
    """Remember a drill; the owner is told of one that failed."""
    if account.reason is None:
        store.heartbeat.beat(DRILL, now)
        log.info("drill passed")
    else:
        drill_failed(store, account.file, account.reason, now)
        log.error("drill failed", reason=account.reason)
    store.audit.add(actor, DRILL, None, "passed" if account.is_sound else "failed", now)


async def note_alone(settings: Settings, account: Account) -> None:
    """Remember a drill where no process runs, and a database of this version is there."""
    path = settings.database_path
    if settings.is_embedded and not path.is_file():
        return
    lock = ProcessLock(path) if settings.is_embedded else contextlib.nullcontext()
    with contextlib.suppress(SparkError), lock:
        async with open_database(settings.database_url) as database:
            now = datetime.now(UTC)
            if await database.read(lambda store: store.figures.revision()) == HEAD:
                await database.run(lambda store: note_drill(store, None, account, now))


async def drill_apart(settings: Settings, file: Path | None) -> Account:
    """Try a backup in a process of its own: what it takes up is given back. It never raises."""
    asked = Asked(
        database_url=settings.database_url,
        data=str(settings.sparkone_data.absolute()),
        zone=settings.sparkone_zone,
        key=settings.sparkone_backup_key,
        file=str(file) if file else None,
    )
    process = await asyncio.create_subprocess_exec(
        sys.executable,
        "-c",
        "from bot.safekeeping.drilling import main; main()",
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
    )
    name = file.name if file else None
    try:
        async with asyncio.timeout(SECONDS):
            found, _ = await process.communicate(msgspec.json.encode(asked))
        return msgspec.json.decode(found, type=Account)
    except TimeoutError:
        return Account(file=name, lines=[], reason=f"not done after {SECONDS:.0f} s")
    except msgspec.DecodeError:
        return Account(file=name, lines=[], reason="the process that tried it died")
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()


def main() -> None:
    """Read from the standard input what is to be tried, and write the account."""
    from bot.logs import configure_logs  # noqa: PLC0415
    from bot.safekeeping.drill import drill  # noqa: PLC0415
    from bot.safekeeping.making import Safe  # noqa: PLC0415

    configure_logs("error", "text")
    asked = msgspec.json.decode(sys.stdin.buffer.read(), type=Asked)
    sys.addaudithook(_stay_here)
    settings = Settings.model_construct(
        database_url=asked.database_url,
        sparkone_data=Path(asked.data),
        sparkone_zone=asked.zone,
        sparkone_backup_key=asked.key,
    )
    file = Path(asked.file) if asked.file else None
    account = drill(Safe(settings), file)
    sys.stdout.buffer.write(msgspec.json.encode(account))


class Refused(SparkError):
    """Something tried to reach the network while a backup was tried."""


def _stay_here(event: str, arguments: tuple[Any, ...]) -> None:
    """Refuse every connection of this process; PostgreSQL's library makes its own, below Python."""
    is_network = event in {"socket.connect", "socket.sendto", "socket.getaddrinfo"}
    if is_network and not (event != "socket.getaddrinfo" and isinstance(arguments[1], str | bytes)):
        raise Refused(reason=event)
