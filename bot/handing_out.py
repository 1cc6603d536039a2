"""Handing out: the task that sends a file back to the person whose it is."""

from datetime import datetime

from bot.folders import Folders
from bot.task import Ending, Finish
from domain.clock import Clock
from domain.files import FileState, StoredFile
from domain.messages import Attachment, OutboundMessage, Purpose
from domain.texts import FALLBACK
from storage.database import Database
from storage.fetching import HAND_OUT
from storage.outgoing import send
from storage.queue import Job
from storage.store import Store


class HandOut:
    """See `bot.task.Task`. The content is read by whoever sends it, and is never opened here."""

    name = HAND_OUT
    is_suspect = False

    def __init__(self, database: Database, folders: Folders, clock: Clock) -> None:
        self._database = database
        self._folders = folders
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Promise it to the chat in which it was asked for, in a group in private."""
        return Finish(write=lambda store: self._send(store, job))

    def _send(self, store: Store, job: Job) -> None:
        file = store.files.get(job.args["file"])
        if file is None or file.state is not FileState.KEPT:
            return
        try:
            asked = store.inbox.get(job.args["message"])
        except KeyError:
            return
        person = store.people.get(file.person)
        language = person.language or person.spoken or FALLBACK
        message = OutboundMessage(
            key=f"file:{file.id}:{job.args['message']}",
            address=asked.private or asked.address,
            text="",
            purpose=Purpose.REPLY,
            reply_to=asked.key,
            file=str(self._folders.files / file.path),
            attachment=_shown(file),
        )
        send(store, message, language=language, now=self._clock.now(), person=person.id)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Nothing was committed: it is done again, under the same key."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave the file where it is."""


def _shown(file: StoredFile) -> Attachment:
    """Return as what a file goes out: as what it came in; a sticker is a document."""
    kind = file.kind if file.kind in {"voice", "audio", "photo", "video"} else "document"
    return Attachment(kind=kind, name=file.name, mime=file.mime, size=file.size)
