"""The drill: a backup is restored beside, compared with what it was made of, and talked to.

The assistant that is started on it has no channel but the drill's own, no model, no job of then
and a clock that stands still: nothing of it can leave.
"""

import asyncio
import time
from datetime import UTC, datetime
from pathlib import Path
from typing import Final

from bot.app import create_app
from bot.channel import Accept
from bot.erasures import forget_again
from bot.safekeeping.account import Account
from bot.safekeeping.making import Safe
from bot.safekeeping.restoring import Unpacked, compare, unpacked
from bot.settings import Settings
from domain.errors import SparkError
from domain.messages import Address, InboundMessage, OutboundMessage
from storage.backup import BadBackup
from storage.elsewhere import drop_jobs, forget_folder
from storage.opening import open_database
from storage.source import source_of

NAME: Final = "drill"
ASKED: Final = "/today"
"""What is asked: to answer it, the records of a person are read."""
ANSWER_SECONDS: Final = 60.0


class DrillFailed(SparkError):
    """A backup did not prove itself; `reason` says in what."""


def drill(safe: Safe, file: Path | None) -> Account:
    """Try a backup, the newest one without a name, and say what came of it; it never raises.

    It blocks, and has an event loop of its own: to be called in a process of its own.
    """
    found = file or safe.newest()
    if found is None:
        return Account(file=None, lines=[], reason="there is no backup to try")
    lines: list[str] = []
    reason: str | None = None
    try:
        _try(safe, found, lines)
    except SparkError as error:
        reason = error.brief
    except Exception as error:  # noqa: BLE001 - whatever it is, the backup did not prove itself
        reason = str(error) or type(error).__name__
    return Account(file=found.name, lines=lines, reason=reason)


def _try(safe: Safe, file: Path, lines: list[str]) -> None:
    watch = _Watch(lines)
    with unpacked(file, safe.key, safe.folders.database.parent) as found:
        revision = found.verified().revision
        watch.say(f"read to its end: {file.stat().st_size:,} bytes, revision {revision}")
        with source_of(_live(safe, found)).trial(found.database) as url:
            _compare(file, found, url, watch)
            forgotten = forget_again(url, safe.folders.erasures)
            watch.say(f"forgotten again: {forgotten} people")
            drop_jobs(url)
            forget_folder(url)
            asyncio.run(_answer(url, found, safe.settings))
            watch.say(f"started, and answered {ASKED}")


class _Watch:
    """Writes lines with the seconds that each step took."""

    def __init__(self, lines: list[str]) -> None:
        self._lines = lines
        self._since = time.perf_counter()

    def say(self, line: str) -> None:
        now = time.perf_counter()
        self._lines.append(f"  {line} ({now - self._since:.1f} s)")
        self._since = now


def _live(safe: Safe, found: Unpacked) -> str:
    """Return the URL beside which a database of this kind is made."""
    if found.engine == safe.source.engine:
        return safe.settings.database_url
    if found.engine == "sqlite":
        return f"sqlite:///{found.database}"
    raise BadBackup(reason="it is of PostgreSQL, and DATABASE_URL names no server to try it on")


def _compare(file: Path, found: Unpacked, url: str, watch: _Watch) -> None:
    census = source_of(url).census()
    rows = sum(table.rows for table in census.tables.values())
    if found.manifest is None:
        watch.say(f"restored beside: {rows} rows; what it was made of was not recorded")
        return
    compare(file, found.manifest.census, census)
    watch.say(f"restored beside: {rows} rows in {len(census.tables)} tables, each as recorded")


async def _answer(url: str, found: Unpacked, settings: Settings) -> None:
    """Start the assistant on a restored database, and ask it something. Errors: DrillFailed."""
    made_at = found.manifest.made_at if found.manifest else datetime.now(UTC)
    clock = StillClock(made_at)
    channel = DrillChannel()
    app = create_app(
        _settings(url, found.folder, settings),
        clock=clock,
        database=open_database(url),
        channels=[channel],
        serve=False,
        grace_seconds=1.0,
    )
    try:
        async with app, asyncio.timeout(ANSWER_SECONDS):
            text = await channel.ask(ASKED, clock.now())
    except TimeoutError:
        raise DrillFailed(reason=f"no answer within {ANSWER_SECONDS:.0f} s") from None
    if not text.strip():
        raise DrillFailed(reason="the answer was empty")


def _settings(url: str, folder: Path, settings: Settings) -> Settings:
    """Return settings of which nothing leads anywhere; the environment is not read."""
    return Settings.model_construct(
        database_url=url,
        sparkone_data=folder,
        sparkone_owner=f"{NAME}:{NAME}",
        sparkone_zone=settings.sparkone_zone,
        sparkone_backups="off",
        sparkone_embedder="off",
        http_port=0,
    )


class StillClock:
    """A clock that stands still: nothing becomes due while a backup is tried."""

    def __init__(self, moment: datetime) -> None:
        self._moment = moment

    def now(self) -> datetime:
        """Return always the same instant."""
        return self._moment

    def monotonic(self) -> float:
        """Return always the same."""
        return 0.0

    async def wait_until(self, moment: datetime, wake: asyncio.Event) -> None:
        """Return when `wake` is set, or at once where the moment is over."""
        if moment > self._moment:
            await wake.wait()


class DrillChannel:
    """A channel that leads nowhere: what is sent is looked at and thrown away."""

    name = NAME

    def __init__(self) -> None:
        self._accept: asyncio.Future[Accept] = asyncio.get_running_loop().create_future()
        self._answer: asyncio.Future[str] = asyncio.get_running_loop().create_future()

    async def receive(self, accept: Accept) -> None:
        """Wait for nothing."""
        self._accept.set_result(accept)
        await asyncio.Event().wait()

    async def send(self, message: OutboundMessage) -> str | None:
        """Keep the answer to what was asked."""
        if message.reply_to == NAME and not self._answer.done():
            self._answer.set_result(message.text)
        return None

    async def typing(self, address: Address) -> None:
        """Show nothing."""

    async def ask(self, text: str, now: datetime) -> str:
        """Say something as the owner and return the answer."""
        accept = await self._accept
        await accept(
            InboundMessage(
                key=NAME,
                address=Address(channel=NAME, chat=NAME),
                sender=NAME,
                text=text,
                received_at=now,
            )
        )
        return await self._answer
