"""Administration: the verbs of owners and admins, carried out in chat and for the command line."""

import asyncio
import pkgutil
from collections.abc import Mapping
from datetime import datetime, timedelta
from functools import cache, partial
from pathlib import Path
from types import ModuleType

import structlog

from bot import verbs
from bot.answering import apologise, load, write_reply
from bot.backups import note_backup
from bot.control import Response, Verb
from bot.folders import Folders
from bot.pictures import block, sees, written
from bot.reception import Received, reply_key
from bot.reports import verified_text
from bot.safekeeping.drilling import drill_apart, note_drill
from bot.task import Ending, Finish
from bot.verb import Answer, House, Outcome, language_of
from domain.folding import folded
from domain.messages import InboundMessage, OutboundMessage, Purpose
from domain.people import Person
from domain.plugins import collect
from handlers.turn import Reply
from handlers.verbs import ASKED
from storage.outgoing import send
from storage.queue import Job
from storage.store import Store

SHOWN_FOR = timedelta(minutes=1)
KEYS_DIFFER = (
    "Nothing was made: SPARKONE_BACKUP_KEY is set here and not where the assistant runs, or there "
    "and not here. Give both the same settings, and start the assistant again."
)

log = structlog.get_logger(__name__)


@cache
def by_name() -> Mapping[str, ModuleType]:
    """Return every verb under each of its names; they are imported when one is asked for."""
    return {name: module for module in collect(verbs) for name in module.NAMES}


def verb_names() -> list[str]:
    """Return the names of all verbs on the command line: those of their files."""
    return [module.name for module in pkgutil.iter_modules(verbs.__path__)]


class Administer:
    """The task that carries out a verb asked for in a chat (see `bot.task.Task`).

    What the verb changes is committed together with its answer.
    """

    name = ASKED
    is_suspect = True

    def __init__(self, house: House) -> None:
        self._house = house

    async def run(self, job: Job, carried: object) -> Ending:
        """Check again who asks, carry the verb out and answer."""
        number = job.args["message"]
        received = await self._house.database.read(lambda store: load(store, number))
        person = received.person
        name, arguments = _asked(received)
        module = by_name().get(name)
        if module is None or person is None or not _may(person, module):
            return Finish()
        log.info("verb", correlation=f"reply:{number}", verb=module.NAMES[0])
        outcome = await module.run(self._house, person, arguments)
        picture = await self._picture(outcome, received.message)

        def write(store: Store) -> None:
            answer = outcome if isinstance(outcome, Answer) else outcome(store)
            self._say(store, received, answer, is_shown=picture is not None)
            if picture is not None:
                self._show(store, received, picture)

        return Finish(write=write)

    async def _picture(self, outcome: Outcome, message: InboundMessage) -> Path | None:
        """Write the picture of an answer, where it will be seen; None: there is none."""
        picture = outcome.picture if isinstance(outcome, Answer) else None
        if picture is None or not sees(message.address.channel):
            return None
        return await written(Folders(self._house.path), picture, self._house.clock.now())

    def _show(self, store: Store, received: Received, picture: Path) -> None:
        """Send a picture behind the answer; it is of no use a minute later."""
        message, now = received.message, self._house.clock.now()
        person, language = received.person, language_of(received.person)
        shown = OutboundMessage(
            key=f"{reply_key(received.id)}:picture",
            address=message.private or message.address,
            text="",
            purpose=Purpose.REPLY,
            file=str(picture),
            expires_at=now + SHOWN_FOR,
        )
        send(store, shown, language=language, now=now, person=person.id if person else None)

    def _say(
        self, store: Store, received: Received, answer: Answer, *, is_shown: bool = False
    ) -> None:
        reply = Reply(
            text=answer.text if is_shown else block(answer.text, answer.drawing),
            buttons=answer.buttons,
            is_personal=True,
            in_place=received.message.callback is not None,
        )
        write_reply(store, received, reply, language_of(received.person), self._house.clock)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Nothing was committed, so nothing is to be set right."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Say so, so that every message has an answer."""
        apologise(store, load(store, job.args["message"]), self._house.clock)


async def carry_out(house: House, module: ModuleType, arguments: str) -> Answer:
    """Carry a verb out for the command line, as the owner."""
    owner = await house.database.read(lambda store: store.people.owner())
    outcome = await module.run(house, owner, arguments)
    if isinstance(outcome, Answer):
        return outcome
    answer: Answer = await house.database.run(outcome)
    return answer


def control_verbs(house: House) -> dict[str, Verb]:
    """Return what the control socket answers, besides `chat`."""

    async def carried_out(name: str, arguments: Mapping[str, str]) -> Response:
        answer = await carry_out(house, by_name()[name], arguments.get("text", ""))
        return Response(
            text=block(answer.text, answer.drawing),
            refused=answer.is_refusal,
            buttons=answer.buttons,
        )

    async def back_up(arguments: Mapping[str, str]) -> str | Response:
        from bot.safekeeping.making import Safe  # noqa: PLC0415 - not at the start

        safe, target, now = Safe(house.settings), Path(arguments["to"]), house.clock.now()
        held = "some" if safe.key else "none"
        if arguments.get("key", held) != held:
            return Response(text=KEYS_DIFFER, failed=True)
        made = await asyncio.to_thread(safe.make, target, now)
        copies = bool(house.settings.sparkone_backup_to)
        await house.database.run(
            lambda store: note_backup(store, None, "command line", now, copies=copies)
        )
        return verified_text(target, made.verified)

    async def try_backup(arguments: Mapping[str, str]) -> Response:
        file = Path(arguments["file"]) if "file" in arguments else None
        account, now = await drill_apart(house.settings, file), house.clock.now()
        await house.database.run(lambda store: note_drill(store, None, account, now))
        return Response(text=account.text(), failed=not account.is_sound)

    async def ping(_arguments: Mapping[str, str]) -> str:
        return "running"

    named: dict[str, Verb] = {name: partial(carried_out, name) for name in verb_names()}
    return {**named, "backup": back_up, "drill": try_backup, "ping": ping}


def _may(person: Person, module: ModuleType) -> bool:
    return person.banned_at is None and person.role.reaches(module.ROLE)


def _asked(received: Received) -> tuple[str, str]:
    """Return the name and the arguments, as typed or as the pressed button has them."""
    pressed = received.message.callback
    if pressed is not None:
        _, name, *rest = [*pressed.split(":"), "", ""]
        return name, " ".join(rest).strip()
    words = received.message.text.strip().removeprefix("/").split(None, 1)
    name = folded(words[0].partition("@")[0]) if words else ""
    return name, words[1] if len(words) > 1 else ""
