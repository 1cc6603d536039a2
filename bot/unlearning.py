"""Unlearning: the task that forgets one thing everywhere, and proves it."""

import asyncio
import secrets
from datetime import datetime

import structlog

from bot.folders import Folders
from bot.safekeeping.copies import Cleared, Copies
from bot.searching import SearchFailed, search
from bot.task import Ending, Finish
from domain.clock import Clock
from domain.messages import InboundMessage, OutboundMessage, Purpose
from domain.people import Person
from domain.texts import FALLBACK, Texts
from engine.unlearning import about, holding
from scheduler.backups import defer_copying
from storage.database import Database
from storage.elsewhere import unlearn_elsewhere
from storage.outgoing import send
from storage.queue import Job
from storage.remains import pieces
from storage.sqlite import SqliteDatabase
from storage.store import Store
from storage.unlearning import UNLEARN, Held, Holds, held, let_go

TRIES, PAUSE_SECONDS = 50, 0.1
"""How often the WAL is cut again while somebody reads an older state."""
TEXTS = Texts(
    {
        "done": {
            "pt": "Esqueci: {rows} registros{where}. Procurei de novo, na memória e nos arquivos: "
            "não restou nada. (recibo {receipt})",
            "en": "Forgotten: {rows} records{where}. I searched again, in memory and in the files: "
            "nothing is left. (receipt {receipt})",
        },
        "unproved": {
            "pt": "Esqueci: {rows} registros{where}. A busca de prova nos arquivos foi "
            "interrompida. (recibo {receipt})",
            "en": "Forgotten: {rows} records{where}. The search of the files that proves it was "
            "interrupted. (receipt {receipt})",
        },
        "left": {
            "pt": "Esqueci {rows} registros, mas {left} textos ainda estão em {files}. Mostre "
            "isto a quem cuida de mim. (recibo {receipt})",
            "en": "I forgot {rows} records, but {left} texts are still in {files}. Show this to "
            "whoever looks after me. (receipt {receipt})",
        },
        "copies": {
            "pt": ", também em {count} cópias de segurança",
            "en": ", in {count} backups too",
        },
        "kept": {
            "pt": " Em {count} cópias de segurança não consegui mexer: lá isso fica até elas "
            "saírem.",
            "en": " {count} backups could not be changed: it stays there until they are removed.",
        },
        "elsewhere": {
            "pt": " As cópias guardadas em outro lugar são trocadas em seguida.",
            "en": " The copies kept elsewhere are replaced next.",
        },
        "interrupted": {
            "pt": "Esqueci o que você pediu, mas fui interrompido antes de olhar as cópias de "
            "segurança e de procurar. Mande /esquece de novo para terminar.",
            "en": "I forgot what you asked for, but was interrupted before I looked into the "
            "backups and searched. Send /forget again to finish.",
        },
        "failed": {
            "pt": "Não consegui esquecer agora. Mande /esquece de novo mais tarde.",
            "en": "I could not forget that just now. Send /forget again later.",
        },
    }
)

log = structlog.get_logger(__name__)


class Unlearn:
    """The task that forgets what a message asked for (see `bot.task.Task`).

    What is searched for afterwards is kept in memory only.
    """

    name = UNLEARN
    is_suspect = False

    def __init__(self, database: Database, folders: Folders, clock: Clock, copies: Copies) -> None:
        self._database = database
        self._folders = folders
        self._clock = clock
        self._copies = copies

    async def run(self, job: Job, carried: object) -> Ending:
        """Find, delete, cut the WAL, do the same in the copies, search, and say so."""
        asked = await self._database.read(lambda store: _asked(store, job))
        if asked is None:
            return Finish()
        person, pressed, holds = asked
        if holds is None:
            text = TEXTS.say("interrupted", _language(person))
            return Finish(write=lambda store: self._tell(store, person, pressed, text))
        found = await self._database.read(lambda store: held(store.sql, person.id, holds))
        rows = await self._database.run(lambda store: self._let_go(store, person, found))
        await asyncio.to_thread(_clear_history, self._folders, holds)
        await self._compact()
        cleared = await self._unlearn_copies(person, holds, found)
        left = await self._left(person, holds, found)
        left = left | cleared.left if left is not None and cleared.is_proved else None
        elsewhere = self._copies.go_elsewhere and cleared.changed > 0
        text = _said(person, rows, cleared, left, elsewhere=elsewhere)
        log.info("forgotten", person=person.id, rows=rows, copies=cleared.changed)

        def write(store: Store) -> None:
            self._tell(store, person, pressed, text)
            if elsewhere:
                defer_copying(store, self._clock.now())

        return Finish(write=write)

    def _let_go(self, store: Store, person: Person, found: Held) -> int:
        """Delete rows; what a service still has of them is not taken once more."""
        homes = {one.channel for one in store.people.identities(person.id)}
        store.channel_notes.forgotten(homes, self._clock.now())
        return let_go(store.sql, person.id, found.rows)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Go on with what is left, as long as the message that asked is there."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Say so."""
        asked = _asked(store, job)
        if asked is not None:
            person, pressed, _ = asked
            self._tell(store, person, pressed, TEXTS.say("failed", _language(person)))

    async def _compact(self, *, rebuild: bool = False) -> None:
        if not isinstance(self._database, SqliteDatabase):
            return
        for _ in range(TRIES):
            if await self._database.compact(rebuild=rebuild):
                return
            await asyncio.sleep(PAUSE_SECONDS)
        log.warning("somebody reads an older state: the WAL could not be cut")

    async def _unlearn_copies(self, person: Person, holds: Holds, found: Held) -> Cleared:
        """Delete it from every copy."""
        wanted = {piece for text in found.texts for piece in pieces(text)}
        return await self._copies.clear(
            lambda url: unlearn_elsewhere(url, person.id, person.created_at, holds), wanted
        )

    async def _left(self, person: Person, holds: Holds, found: Held) -> dict[str, str] | None:
        """Return which texts are left in which files; None where that could not be found out."""
        again = await self._database.read(lambda store: held(store.sql, person.id, holds))
        if again.rows:
            await self._database.run(lambda store: let_go(store.sql, person.id, again.rows))
            await self._compact()
        wanted = {piece for text in found.texts | again.texts for piece in pieces(text)}
        try:
            files = await asyncio.to_thread(self._folders.everything)
            left = await search(files, wanted)
            if left:
                await self._compact(rebuild=True)
                left = await search(files, left)
        except SearchFailed as error:
            log.error("search failed", reason=str(error))
            return None
        return left

    def _tell(self, store: Store, person: Person, pressed: InboundMessage, text: str) -> None:
        message = OutboundMessage(
            key=f"unlearned:{secrets.token_hex(8)}",
            address=pressed.private or pressed.address,
            text=text,
            purpose=Purpose.REPLY,
            replaces=None if pressed.private else pressed.concerns,
            reply_to=pressed.key,
        )
        now = self._clock.now()
        send(store, message, language=_language(person), now=now, person=person.id)


def _asked(store: Store, job: Job) -> tuple[Person, InboundMessage, Holds | None] | None:
    """Return who asked, by which press, and what holds what they want forgotten.

    That is None where the message that asked went in an earlier attempt; all is None where the
    person did.
    """
    try:
        person = store.people.get(job.args["person"])
        pressed = store.inbox.get(job.args["pressed"])
    except KeyError:
        return None
    try:
        said = store.inbox.get(job.args["asked"])
    except KeyError:
        return person, pressed, None
    return person, pressed, holding(about(said.text))


def _clear_history(folders: Folders, holds: Holds) -> None:
    """Take what was typed at the terminal out of its history."""
    path = folders.history
    if not path.exists():
        return
    lines = path.read_text("utf-8", "replace").splitlines(keepends=True)
    kept = [line for line in lines if not holds(line)]
    if len(kept) < len(lines):
        path.write_text("".join(kept), "utf-8")


def _language(person: Person) -> str:
    return person.language or person.spoken or FALLBACK


def _said(
    person: Person, rows: int, cleared: Cleared, left: dict[str, str] | None, *, elsewhere: bool
) -> str:
    language = _language(person)
    more = TEXTS.say("kept", language, count=cleared.kept) if cleared.kept else ""
    more += TEXTS.say("elsewhere", language) if elsewhere else ""
    copies = cleared.changed
    where = TEXTS.say("copies", language, count=copies) if copies else ""
    facts = {"rows": rows, "where": where, "receipt": secrets.token_hex(4).upper()}
    if left is None:
        return TEXTS.say("unproved", language, **facts) + more
    if left:
        names = ", ".join(sorted({path.rpartition("/")[2] for path in left.values()}))
        return TEXTS.say("left", language, left=len(left), files=names, **facts) + more
    return TEXTS.say("done", language, **facts) + more
