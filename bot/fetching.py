"""Fetching: the tasks that bring the content of a file here, and take it away again."""

import asyncio
from collections.abc import Mapping
from datetime import datetime, timedelta
from hashlib import sha256

import structlog

from bot.channel import Channel, Fetcher
from bot.folders import Folders
from bot.task import Ending, Finish, Later
from domain.clock import Clock
from domain.errors import SparkError
from domain.files import LARGEST_FILE, FileState, StoredFile
from domain.messages import OutboundMessage, Purpose
from domain.sending import NotSent, OutcomeUnknown, RateLimited
from domain.texts import FALLBACK, Texts
from storage.database import Database
from storage.fetching import DISCARD, FETCH
from storage.outgoing import send
from storage.queue import Job
from storage.store import Store

FETCH_SECONDS = 60.0
PAUSE = timedelta(seconds=30)
TRY_FOR = timedelta(hours=1)
"""So long a file is fetched again where the channel cannot be reached."""
TEXTS = Texts(
    {
        "lost": {
            "pt": "Não consegui guardar o arquivo que você mandou; mande de novo.",
            "en": "I could not keep the file you sent; send it again.",
        },
    }
)

log = structlog.get_logger(__name__)


class Fetch:
    """The task that brings the content of one file here (see `bot.task.Task`).

    It is never opened or run: only written, under a name of our own, and its digest noted.
    """

    name = FETCH
    is_suspect = False

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        folders: Folders,
        clock: Clock,
    ) -> None:
        self._database = database
        self._channels = channels
        self._folders = folders
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Fetch it; where that fails for good, forget it and say so."""
        number = job.args["file"]
        file = await self._find(number)
        if file is None:
            return Finish()
        channel = self._channels.get(file.channel)
        try:
            if not isinstance(channel, Fetcher):
                return self._lost(file, "the channel hands out no files")
            async with asyncio.timeout(FETCH_SECONDS):
                content = await channel.fetch(file.external, LARGEST_FILE)
        except (NotSent, OutcomeUnknown, RateLimited, TimeoutError) as error:
            return self._again(file, error)
        except SparkError as error:
            return self._lost(file, str(error))
        if len(content) > LARGEST_FILE:
            return self._lost(file, "larger than it said")
        await asyncio.to_thread(self._folders.write, self._folders.files, file.path, content)
        # Whoever is forgotten meanwhile leaves nothing behind.
        if await self._find(number) is None:
            self._folders.remove(self._folders.files, file.path)
            return Finish()
        digest = sha256(content).hexdigest()
        size = len(content)
        return Finish(write=lambda store: store.files.keep(number, size=size, digest=digest))

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Fetch it again, under the same name."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Forget it and say so."""
        file = store.files.get(job.args["file"])
        if file is not None:
            self._tell_lost(store, file, now)

    async def _find(self, number: int) -> StoredFile | None:
        file = await self._database.read(lambda store: store.files.get(number))
        return file if file is not None and file.state is FileState.COMING else None

    def _again(self, file: StoredFile, error: Exception) -> Ending:
        now = self._clock.now()
        if now - file.created_at > TRY_FOR:
            return self._lost(file, str(error))
        pause = PAUSE
        if isinstance(error, RateLimited):
            pause = max(pause, timedelta(seconds=error.retry_after))
        return Later(until=now + pause, error=type(error).__name__)

    def _lost(self, file: StoredFile, reason: str) -> Finish:
        log.warning("file not fetched", file=file.id, reason=reason)
        now = self._clock.now()
        return Finish(write=lambda store: self._tell_lost(store, file, now))

    def _tell_lost(self, store: Store, file: StoredFile, now: datetime) -> None:
        person = store.people.get(file.person)
        address = store.people.home(person.id)
        store.files.delete(file.id)
        if address is None:
            return
        language = person.language or person.spoken or FALLBACK
        message = OutboundMessage(
            key=f"lost:{file.path}",
            address=address,
            text=TEXTS.say("lost", language),
            purpose=Purpose.REPLY,
        )
        send(store, message, language=language, now=now, person=person.id)


class Discard:
    """The task that deletes the content of a file, and then what is known of it."""

    name = DISCARD
    is_suspect = False

    def __init__(self, database: Database, folders: Folders) -> None:
        self._database = database
        self._folders = folders

    async def run(self, job: Job, carried: object) -> Ending:
        """Delete the content first: a crash in between leaves a row, and the job runs again."""
        number = job.args["file"]
        file = await self._database.read(lambda store: store.files.get(number))
        if file is None or file.state is not FileState.DISCARDED:
            return Finish()
        await asyncio.to_thread(self._folders.remove, self._folders.files, file.path)
        return Finish(write=lambda store: store.files.delete(number))

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Delete it again, which does no harm."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave the row, marked, and with it the name of what is left."""
