"""Inviting: the task that makes the invitation to an event and sends it as a file."""

import asyncio
from datetime import datetime

import structlog

from bot.channels.terminal import NAME as TERMINAL
from bot.exporting import LOOK_AGAIN
from bot.folders import Folders
from bot.task import Ending, Finish
from domain.clock import Clock
from domain.messages import Address, OutboundMessage, Purpose
from domain.origin import Origin
from domain.people import Person
from domain.records import Event
from domain.texts import FALLBACK, Texts
from engine import echo
from engine.caller import Caller
from engine.records import inviting
from engine.recurrence import next_moment
from storage.database import Database
from storage.exporting import INVITE, defer_clear, file_of
from storage.outgoing import send
from storage.queue import Job
from storage.store import Store

TEXTS = Texts(
    {
        "here": {
            "pt": "Convite de *{title}*, {when}: encaminhe a quem vai. Abre em qualquer agenda.",
            "en": "Invitation to *{title}*, {when}: forward it to whoever comes. Any calendar "
            "opens it.",
        },
        "new": {
            "pt": "Convite novo de *{title}*, {when}: no lugar do anterior.",
            "en": "New invitation to *{title}*, {when}: in place of the one before.",
        },
        "path": {
            "pt": "Aqui não mando arquivos; ele está em {path}",
            "en": "I cannot send files here; it is at {path}",
        },
        "gone": {
            "pt": "Esse compromisso não está mais na agenda.",
            "en": "That event is no longer in your calendar.",
        },
        "failed": {
            "pt": "Não consegui fazer o convite agora. Peça de novo mais tarde.",
            "en": "I could not make the invitation just now. Ask again later.",
        },
    }
)

log = structlog.get_logger(__name__)


class Invite:
    """The task that makes one invitation and sends it (see `bot.task.Task`)."""

    name = INVITE
    is_suspect = False

    def __init__(self, database: Database, folders: Folders, clock: Clock) -> None:
        self._database = database
        self._folders = folders
        self._clock = clock

    async def run(self, job: Job, carried: object) -> Ending:
        """Write the file and send it; of an event that is gone meanwhile, say so."""
        now = self._clock.now()
        found = await self._database.read(lambda store: _found(store, job, now))
        if found is None:
            return Finish()
        caller, event = found
        if event is None:
            text = TEXTS.say("gone", caller.language)
            return Finish(write=lambda store: _tell(store, job, caller, text, now))
        sequence, _ = inviting.newest(caller.person, event)
        content = inviting.written(caller.person, caller.language, event, sequence, now)
        path = await asyncio.to_thread(
            self._folders.write, self._folders.exports, file_of(job.args), content
        )
        log.info("invitation made", person=caller.person.id, bytes=len(content))
        text = _text(caller, event, is_new=bool(sequence))
        if caller.address.channel == TERMINAL:
            text = f"{text}\n{TEXTS.say('path', caller.language, path=path.absolute())}"

        def write(store: Store) -> None:
            inviting.settle(store, caller.person, event)
            _tell(store, job, caller, text, now, file=str(path))

        return Finish(write=write)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Write it again, under the same name."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Say so."""
        found = _found(store, job, now)
        if found is not None:
            text = TEXTS.say("failed", found[0].language)
            _tell(store, job, found[0], text, now)


def _found(store: Store, job: Job, now: datetime) -> tuple[Caller, Event | None] | None:
    """Return who asked, with the event; None where they were forgotten or banned."""
    try:
        message = store.inbox.get(job.args["message"])
        person = store.people.get(job.args["person"])
    except KeyError:
        return None
    if person.banned_at is not None:
        return None
    caller = Caller(
        person=person,
        source=job.args["message"],
        address=message.private or message.address,
        language=_language(person),
        now=now,
        origin=Origin.OWN_STORE,
    )
    return caller, store.events.get(person.id, job.args["event"])


def _language(person: Person) -> str:
    return person.language or person.spoken or FALLBACK


def _text(caller: Caller, event: Event, *, is_new: bool) -> str:
    coming = next_moment(event.schedule, zone=caller.zone, after=caller.now)
    start = coming.due_at if coming and event.schedule.rule else event.start_at
    when = echo.event_line(caller, event, start)
    return TEXTS.say("new" if is_new else "here", caller.language, title=event.title, when=when)


def _tell(
    store: Store, job: Job, caller: Caller, text: str, now: datetime, *, file: str | None = None
) -> None:
    address: Address = caller.address
    message = OutboundMessage(
        key=f"{INVITE}:{job.args['name']}",
        address=address,
        text=text,
        purpose=Purpose.REPLY,
        reply_to=store.inbox.get(caller.source).key,
        file=file,
    )
    person = caller.person.id
    delivery = send(store, message, language=caller.language, now=now, person=person)
    if delivery is not None and file is not None:
        name, event = job.args["name"], job.args["event"]
        defer_clear(store, person, delivery.id, name, now=now, at=now + LOOK_AGAIN, event=event)
