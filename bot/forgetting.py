"""Forgetting: the tasks that erase a person everywhere, prove it, and say a last word."""

import asyncio
import contextlib
import secrets
from collections.abc import Iterable
from datetime import datetime
from pathlib import Path

import structlog

from bot.channels.terminal import NAME as TERMINAL
from bot.erasures import Erasure, append, read
from bot.folders import Folders
from bot.safekeeping.copies import Cleared, Copies
from bot.searching import SearchFailed, search
from bot.task import Ending, Finish
from domain.clock import Clock
from domain.frozen import dataclass
from domain.messages import OutboundMessage, Purpose
from domain.people import Person
from domain.texts import FALLBACK, Texts
from engine.words import words
from engine.zones import zone
from scheduler.backups import defer_copying
from storage.database import Database
from storage.elsewhere import erase_elsewhere
from storage.forgetting import (
    FORGET,
    Forgotten,
    defer_farewell,
    drop_delivery,
    forget,
    kept_names,
    noted,
)
from storage.outgoing import send
from storage.queue import Job
from storage.sqlite import SqliteDatabase
from storage.store import Store
from storage.syncing import sync

TRIES, PAUSE_SECONDS = 50, 0.1
"""How often the WAL is cut again while somebody reads an older state, a backup for instance."""
TEXTS = Texts(
    {
        "erased": {
            "pt": "Apaguei tudo: {rows} registros aqui{where}. Procurei {texts} textos seus nos "
            "arquivos: nada restou. ({when}, recibo {receipt})",
            "en": "I erased everything: {rows} records here{where}. I searched the files for "
            "{texts} texts of yours: nothing is left. ({when}, receipt {receipt})",
        },
        "unproved": {
            "pt": "Apaguei tudo o que era seu, aqui{where}. A busca de prova foi interrompida. "
            "({when}, recibo {receipt})",
            "en": "I erased everything of yours, here{where}. The search that proves it was "
            "interrupted. ({when}, receipt {receipt})",
        },
        "one_copy": {"pt": " e na cópia de segurança", "en": " and in the one backup"},
        "copies": {
            "pt": " e em {count} cópias de segurança",
            "en": " and in {count} backups",
        },
        "kept": {
            "pt": " Em {count} cópias de segurança não consegui mexer: se um dia voltarem, esqueço "
            "você de novo.",
            "en": " {count} backups could not be changed: should they ever be put back, I forget "
            "you again.",
        },
        "elsewhere": {
            "pt": " As cópias guardadas em outro lugar são trocadas em seguida.",
            "en": " The copies kept elsewhere are replaced next.",
        },
        "left": {
            "pt": "Apaguei {rows} registros seus, mas {left} textos ainda estão em {files}. Mostre "
            "isto a quem cuida de mim. ({when}, recibo {receipt})",
            "en": "I erased {rows} records of yours, but {left} texts are still in {files}. Show "
            "this to whoever looks after me. ({when}, receipt {receipt})",
        },
        "owner": {
            "pt": "Você continua sendo o dono, sem nada guardado.",
            "en": "You remain the owner, with nothing kept.",
        },
        "failed": {
            "pt": "Não consegui apagar seus dados agora; nada foi apagado. Mande /forgetme de "
            "novo mais tarde.",
            "en": "I could not erase your data just now; nothing was erased. Send /forgetme "
            "again later.",
        },
    }
)

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Proof:
    """How many copies hold no more of a person, and what was found where; None: not searched.

    `kept` copies could not be changed; `elsewhere`: those that were are copied again.
    """

    copies: int
    left: dict[str, str] | None
    kept: int = 0
    elsewhere: bool = False


class Forget:
    """The task that forgets one person (see `bot.task.Task`).

    Their texts are kept in memory only, to be searched for; an attempt that was interrupted
    after the erasure goes on without them, and says so.
    """

    name = FORGET
    is_suspect = False

    def __init__(self, database: Database, folders: Folders, clock: Clock, copies: Copies) -> None:
        self._database = database
        self._folders = folders
        self._clock = clock
        self._copies = copies

    async def run(self, job: Job, carried: object) -> Ending:
        """Erase, cut the WAL, erase in the copies, search, and say what came of it."""
        number, message = job.args["person"], job.args["message"]
        now = self._clock.now()
        person = await self._database.read(lambda store: _person(store, number))
        if person is not None:
            await asyncio.to_thread(self._note, person, now)
        forgotten = await self._database.run(
            lambda store: forget(store, number, message, job.id, now)
        )
        if forgotten is None:
            return Finish()
        await self._clear_folders(forgotten)
        await self._compact()
        cleared = await self._erase_copies(number, forgotten)
        left = await self._search(forgotten)
        proof = _Proof(
            copies=cleared.done,
            left=left | cleared.left if left is not None and cleared.is_proved else None,
            kept=cleared.kept,
            elsewhere=self._copies.go_elsewhere and cleared.changed > 0,
        )
        there = zone(person.zone) if person is not None else zone("UTC")
        when = words(forgotten.language).moment(
            self._clock.now().astimezone(there), now=self._clock.now().astimezone(there)
        )
        text = _said(forgotten, proof, when)
        log.info("person forgotten", person=number, copies=cleared.done, left=len(proof.left or {}))

        def write(store: Store) -> None:
            self._tell(store, forgotten, text)
            if proof.elsewhere:
                defer_copying(store, self._clock.now())

        return Finish(write=write)

    def recover(self, store: Store, job: Job, *, interrupted: bool) -> None:
        """Go on where it stopped: what was erased is erased."""

    def give_up(self, store: Store, job: Job, now: datetime) -> None:
        """Say so; of what was erased, that the proof is missing."""
        erased = noted(store, job.id)
        if erased is not None:
            when = words(erased.language).moment(now, now=now)
            self._tell(store, erased, _said(erased, _Proof(copies=0, left=None), when))
            return
        person = _person(store, job.args["person"])
        home = store.people.home(person.id) if person is not None else None
        if person is None or home is None:
            return
        language = person.language or person.spoken or FALLBACK
        text = TEXTS.say("failed", language)
        key = f"{FORGET}:{job.id}:failed"
        message = OutboundMessage(key=key, address=home, text=text, purpose=Purpose.REPLY)
        send(store, message, language=language, now=now, person=person.id)

    def _note(self, person: Person, now: datetime) -> None:
        """Write down the erasure before it is done: a restored backup must not undo it."""
        known = {(one.person, one.created_at) for one in read(self._folders.erasures)}
        if (person.id, person.created_at) not in known:
            line = Erasure(person=person.id, created_at=person.created_at, erased_at=now)
            append(self._folders.erasures, line)

    async def _clear_folders(self, forgotten: Forgotten) -> None:
        """Delete the files and archives that are nobody's now; what comes meanwhile stays."""
        folders = (self._folders.files, self._folders.exports)
        there = [await asyncio.to_thread(_all_in, folder) for folder in folders]
        kept = await self._database.read(kept_names)
        for paths, names in zip(there, kept, strict=True):
            await asyncio.to_thread(_delete_all_but, paths, names)
        was_owner = forgotten.erased is not None and forgotten.erased.is_owner
        if was_owner or forgotten.address.channel == TERMINAL:
            self._folders.history.unlink(missing_ok=True)

    async def _compact(self, *, rebuild: bool = False) -> None:
        if not isinstance(self._database, SqliteDatabase):
            return
        for _ in range(TRIES):
            if await self._database.compact(rebuild=rebuild):
                return
            await asyncio.sleep(PAUSE_SECONDS)
        log.warning("somebody reads an older state: the WAL could not be cut")

    async def _erase_copies(self, person: int, forgotten: Forgotten) -> Cleared:
        """Erase a person from every copy."""
        for _ in range(TRIES):  # a backup may be about to get its name
            if not self._folders.has_unfinished():
                break
            await asyncio.sleep(PAUSE_SECONDS)
        erasures = [one for one in read(self._folders.erasures) if one.person == person]

        def change(url: str) -> bool:
            done = [erase_elsewhere(url, person, one.created_at, one.erased_at) for one in erasures]
            return any(done)

        return await self._copies.clear(change, set(forgotten.texts))

    async def _search(self, forgotten: Forgotten) -> dict[str, str] | None:
        """Return which texts are left in which files; None where that could not be found out."""
        if forgotten.erased is None:
            return None
        try:
            left = await search(await self._searched(), forgotten.texts)
            if left:
                await self._compact(rebuild=True)
                left = await search(await self._searched(), left)
        except SearchFailed as error:
            log.error("search failed", reason=str(error))
            return None
        return left

    async def _searched(self) -> list[Path]:
        """Return the files to search: all but what others have sent."""
        files, _ = await self._database.read(kept_names)
        everything = await asyncio.to_thread(self._folders.everything)
        theirs = {self._folders.files / name for name in files}
        return [path for path in everything if path not in theirs]

    def _tell(self, store: Store, forgotten: Forgotten, text: str) -> None:
        """Send the last message, and let it go too once it was sent."""
        now = self._clock.now()
        drop_delivery(store, forgotten.note)
        message = OutboundMessage(
            key=f"forgotten:{secrets.token_hex(8)}",
            address=forgotten.address,
            text=text,
            purpose=Purpose.REPLY,
            replaces=forgotten.replaces,
            reply_to=forgotten.reply_to,
        )
        delivery = send(store, message, language=forgotten.language, now=now)
        if delivery is not None:  # behind the delivery in its lane: it is sent by then
            defer_farewell(store, delivery.id, lock=f"out:{forgotten.address}", now=now)


def _person(store: Store, number: int) -> Person | None:
    try:
        return store.people.get(number)
    except KeyError:
        return None


def _all_in(folder: Path) -> list[Path]:
    return list(folder.glob("*"))


def _delete_all_but(paths: Iterable[Path], kept: Iterable[str]) -> None:
    names = set(kept)
    for path in paths:
        if path.name.removesuffix(".part") not in names:
            with contextlib.suppress(OSError):
                path.unlink()
    for folder in {path.parent for path in paths}:
        sync(folder)  # else they might be back when the power goes


def _said(forgotten: Forgotten, proof: _Proof, when: str) -> str:
    language, receipt = forgotten.language, secrets.token_hex(4).upper()
    rows = forgotten.erased.rows if forgotten.erased else 0
    copies = "copies" if proof.copies > 1 else "one_copy"
    where = TEXTS.say(copies, language, count=proof.copies) if proof.copies else ""
    facts = {"rows": rows, "where": where, "when": when, "receipt": receipt}
    if proof.left is None:
        text = TEXTS.say("unproved", language, **facts)
    elif proof.left:
        names = sorted({Path(path).name for path in proof.left.values()})
        text = TEXTS.say("left", language, left=len(proof.left), files=", ".join(names), **facts)
    else:
        text = TEXTS.say("erased", language, texts=len(forgotten.texts), **facts)
    if proof.kept:
        text += TEXTS.say("kept", language, count=proof.kept)
    if proof.elsewhere:
        text += TEXTS.say("elsewhere", language)
    if forgotten.erased is not None and forgotten.erased.is_owner:
        text += f" {TEXTS.say('owner', language)}"
    return text
