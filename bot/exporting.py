"""Exporting: the tasks that make an archive of everything a person has, and delete it again."""

import asyncio
import os
import re
from datetime import datetime, timedelta
from pathlib import Path
from zipfile import ZIP_DEFLATED, ZIP_STORED, ZipFile, ZipInfo

import msgspec
import structlog

from bot.channels.terminal import NAME as TERMINAL
from bot.folders import EXPORTS_STAY, Folders
from bot.task import Ending, Finish, Later
from domain.clock import Clock
from domain.deliveries import DeliveryState
from domain.files import FileState, StoredFile
from domain.messages import Address, OutboundMessage, Purpose
from domain.texts import FALLBACK, Texts
from engine.archive.calendar import calendar
from engine.archive.page import Page
from storage.database import Database
from storage.export import Gathered, gather
from storage.exporting import CLEAR, EXPORT, archive_name, defer_clear, file_of
from storage.outgoing import send
from storage.queue import Job
from storage.store import Store
from storage.syncing import put_in_place, sync

VERSION = 1
"""The version of `data.json`; docs/export.md describes it."""
LARGEST_ARCHIVE = 49 * 1024 * 1024
"""Bytes; a bot may send no more than 50 MB (Bot API, sendDocument)."""
LOOK_AGAIN = timedelta(minutes=5)
_SAFE = re.compile(r"[^A-Za-z0-9._-]+")
_ENDED = {DeliveryState.SENT, DeliveryState.FAILED}
TEXTS = Texts(
    {
        "here": {
            "pt": "Aqui está tudo o que é seu: {records} registros e {files} arquivos. O LEIA-ME "
            "(README.md) diz o que há dentro. Apago minha cópia em até 24 h.",
            "en": "Here is everything of yours: {records} records and {files} files. README.md "
            "says what is inside. I delete my copy within 24 h.",
        },
        "path": {"pt": "Está em {path}", "en": "It is at {path}"},
        "without": {
            "pt": "Os {files} arquivos que você mandou não couberam no limite de 50 MB do chat e "
            "ficaram de fora; eles estão nas suas mensagens. /files mostra quais são.",
            "en": "The {files} files you sent did not fit in the chat's limit of 50 MB and were "
            "left out; they are in your messages. /files shows which.",
        },
        "failed": {
            "pt": "Não consegui juntar seus dados agora. Mande /export de novo mais tarde.",
            "en": "I could not put your data together just now. Send /export again later.",
        },
    }
)

log = structlog.get_logger(__name__)


class Export:
    """The task that makes one archive and sends it (see `bot.task.Task`)."""

    name = EXPORT
    is_suspect = False

    def __init__(self, database: Database, folders: Folders, clock: Clock) -> None:
        self._database = database
        self._folders = folders
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Gather, write, send; whoever is forgotten meanwhile leaves nothing behind."""
        person, name = job.args["person"], archive_name(job.args["name"])
        address = await self._database.read(lambda store: _address(store, job))
        if address is None:
            return Finish()
        found = await self._database.read(lambda store: gather(store, person))
        now = self._clock.now()
        has_files = await asyncio.to_thread(self._write, found, name, address, now)
        if await self._database.read(lambda store: _address(store, job)) is None:
            self._folders.remove(self._folders.exports, name)
            return Finish()
        path = self._folders.exports / name
        log.info("archive made", person=person, bytes=path.stat().st_size)
        text = _text(found, path, address, has_files=has_files)
        message = OutboundMessage(
            key=f"{EXPORT}:{job.args['name']}",
            address=address,
            text=text,
            purpose=Purpose.REPLY,
            file=str(path),
        )
        return Finish(write=lambda store: _send(store, job, message, now))

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Write it again, under the same name."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Say so."""
        address = _address(store, job)
        if address is None:
            return
        person = store.people.get(job.args["person"])
        language = person.language or person.spoken or FALLBACK
        message = OutboundMessage(
            key=f"{EXPORT}:{job.args['name']}",
            address=address,
            text=TEXTS.say("failed", language),
            purpose=Purpose.REPLY,
        )
        send(store, message, language=language, now=now, person=person.id)

    def _write(self, found: Gathered, name: str, address: Address, now: datetime) -> bool:
        """Write the archive; returns whether the files are in it."""
        contents = _contents(found, now)
        kept = [one for one in found.files if one.state is FileState.KEPT]
        size = sum(map(len, contents.values())) + sum(one.size or 0 for one in kept)
        has_files = address.channel == TERMINAL or size <= LARGEST_ARCHIVE
        partial = self._folders.make(self._folders.exports, f"{name}.part")
        with ZipFile(partial, "w") as archive:
            for inside, content in contents.items():
                archive.writestr(_entry(inside, now), content, ZIP_DEFLATED)
            for number, file in enumerate(kept if has_files else [], 1):
                path = self._folders.files / file.path
                if path.is_file():
                    entry = _entry(f"files/{_inside(number, file)}", now)
                    archive.writestr(entry, path.read_bytes(), ZIP_STORED)
        os.utime(partial, (now.timestamp(), now.timestamp()))
        sync(partial)
        put_in_place(partial, self._folders.exports / name)
        return has_files


class ClearExport:
    """The task that deletes an archive: once it was sent, or after a day."""

    name = CLEAR
    is_suspect = False

    def __init__(self, database: Database, folders: Folders, clock: Clock) -> None:
        self._database = database
        self._folders = folders
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Delete it, or look again later: on a terminal it can be fetched for a day."""
        now = self._clock.now()
        number = job.args["delivery"]
        delivery = await self._database.read(lambda store: store.outbox.get(number))
        name = file_of(job.args)
        path = self._folders.exports / name
        if delivery is not None and path.is_file():
            is_old = now.timestamp() - job.args["made"] >= EXPORTS_STAY.total_seconds()
            is_local = delivery.message.address.channel == TERMINAL
            if not is_old and (is_local or delivery.state not in _ENDED):
                return Later(until=now + LOOK_AGAIN)
        self._folders.remove(self._folders.exports, name)
        return Finish()

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Look again."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Leave it to the daily sweep."""


def _address(store: Store, job: Job) -> Address | None:
    """Return where the archive goes: in private; None where the person was forgotten."""
    try:
        message = store.inbox.get(job.args["message"])
    except KeyError:
        return None
    return message.private or message.address


def _text(found: Gathered, path: Path, address: Address, *, has_files: bool) -> str:
    person = found.person
    language = person.language or person.spoken or FALLBACK
    records = sum(map(len, found.records.values()))
    kept = sum(one.state is FileState.KEPT for one in found.files)
    files = kept if has_files else 0
    parts = [TEXTS.say("here", language, records=records, files=files)]
    if not has_files:
        parts.append(TEXTS.say("without", language, files=kept))
    if address.channel == TERMINAL:
        parts.append(TEXTS.say("path", language, path=path.absolute()))
    return "\n".join(parts)


def _send(store: Store, job: Job, message: OutboundMessage, now: datetime) -> None:
    person = store.people.get(job.args["person"])
    language = person.language or person.spoken or FALLBACK
    delivery = send(store, message, language=language, now=now, person=person.id)
    if delivery is not None:
        name = job.args["name"]
        defer_clear(store, person.id, delivery.id, name, now=now, at=now + LOOK_AGAIN)


def _contents(found: Gathered, now: datetime) -> dict[str, bytes]:
    person = found.person
    language = person.language or person.spoken or FALLBACK
    about = {
        "name": person.name,
        "role": person.role,
        "zone": person.zone,
        "language": person.language,
        "spoken": person.spoken,
        "quiet": person.quiet,
        "preferences": person.preferences,
        "consented_at": person.consented_at,
        "created_at": person.created_at,
    }
    data = {"version": VERSION, "made_at": now, "person": about, **found.records}
    page = Page(person, language, now).write(
        tasks=found.tasks,
        reminders=found.reminders,
        events=found.events,
        records=found.records,
    )
    dates = calendar(
        person, tasks=found.tasks, reminders=found.reminders, events=found.events, now=now
    )
    return {
        "README.md": page.encode(),
        "data.json": msgspec.json.format(msgspec.json.encode(data), indent=2),
        "calendar.ics": dates,
    }


def _entry(inside: str, now: datetime) -> ZipInfo:
    entry = ZipInfo(inside, now.timetuple()[:6])
    entry.external_attr = 0o600 << 16
    return entry


def _inside(number: int, file: StoredFile) -> str:
    """Return a name for a file in the archive: letters and digits of what its sender called it."""
    name = _SAFE.sub("-", file.name or file.kind).strip("-.")[-80:].strip("-.")
    return f"{number:03}-{name or file.kind}"
