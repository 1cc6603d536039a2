"""Forgetting: the jobs and the rows by which a person is forgotten, and told so."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from domain.deliveries import DeliveryState
from domain.frozen import dataclass
from domain.messages import Address, OutboundMessage, Purpose
from storage import tables
from storage.erase import Erased, erase
from storage.exporting import CLEAR, EXPORT, INVITE, file_of
from storage.occurrences import OccurrencesChanged
from storage.people import RolesChanged
from storage.remains import texts_of
from storage.store import Store

FORGET, FAREWELL = "forget", "farewell"
_BY_KEY = select(
    tables.outbox.c.id,
    tables.outbox.c.channel,
    tables.outbox.c.chat,
    tables.outbox.c.language,
    tables.outbox.c.replaces,
    tables.outbox.c.reply_to,
).where(tables.outbox.c.key == bindparam("name"))
_DROP = delete(tables.outbox).where(tables.outbox.c.id == bindparam("delivery"))
_PATHS = select(tables.files.c.path)


@dataclass(frozen=True, slots=True, kw_only=True)
class Forgotten:
    """Where a forgotten person is told so, and what was erased.

    `erased` and `texts` are known to the attempt that erased only: they are nowhere else.
    `note` is the outbox row that keeps the address until then.
    """

    note: int
    address: Address
    language: str
    replaces: str | None
    reply_to: str | None
    erased: Erased | None = None
    texts: frozenset[str] = frozenset()


def defer_forget(store: Store, person: int, message: int, now: datetime) -> bool:
    """Defer the forgetting of a person who said so in a message; False where it is under way."""
    job = store.queue.defer(
        FORGET,
        {"person": person, "message": message},
        key=f"{FORGET}:{person}",
        lock=f"slow:{FORGET}",
        now=now,
    )
    return job is not None


def defer_farewell(
    store: Store, delivery: int, *, lock: str, now: datetime, at: datetime | None = None
) -> None:
    """Defer the end of the last message to somebody forgotten: it goes once it was sent."""
    store.queue.defer(FAREWELL, {"delivery": delivery}, lock=lock, now=now, run_at=at)


def forget(store: Store, person: int, message: int, job: int, now: datetime) -> Forgotten | None:
    """Erase a person in one transaction; None where they were not to be found.

    Where an earlier attempt erased them, its note says where they are told.
    """
    earlier = noted(store, job)
    if earlier is not None:
        return earlier
    try:
        said = store.inbox.get(message)
        who = store.people.get(person)
    except KeyError:
        return None
    language = who.language or who.spoken or "en"
    texts = frozenset(texts_of(store.sql, person))
    store.channel_notes.forgotten({one.channel for one in store.people.identities(person)}, now)
    erased = erase(store.sql, person, now=now, sparing=job)
    note = OutboundMessage(
        key=_key(job),
        address=said.address,
        text="",
        purpose=Purpose.REPLY,
        replaces=said.concerns,
        reply_to=said.key,
    )
    store.outbox.add(note, language=language, now=now, state=DeliveryState.PENDING)
    store.audit.add(person, FORGET, person, None, now)
    store.signal(OccurrencesChanged())
    store.signal(RolesChanged())
    found = noted(store, job)
    if found is None or erased is None:
        raise KeyError(person)
    return Forgotten(
        note=found.note,
        address=found.address,
        language=language,
        replaces=found.replaces,
        reply_to=found.reply_to,
        erased=erased,
        texts=texts,
    )


def drop_delivery(store: Store, delivery: int) -> None:
    """Delete an outbox row, whatever became of it."""
    store.sql.run(_DROP, delivery=delivery)


def kept_names(store: Store) -> tuple[set[str], set[str]]:
    """Return the names of the files and of the archives that somebody still has."""
    files = {path for (path,) in store.sql.all(_PATHS)}
    archives = {
        file_of(args)
        for _job, task, args in store.queue.everything()
        if task in {EXPORT, CLEAR, INVITE}
    }
    return files, archives


def _key(job: int) -> str:
    return f"{FORGET}:{job}"


def noted(store: Store, job: int) -> Forgotten | None:
    """Return where somebody is told whom a job has erased; None where it has not yet."""
    row = store.sql.one(_BY_KEY, name=_key(job))
    if row is None:
        return None
    number, channel, chat, language, replaces, reply_to = row
    return Forgotten(
        note=number,
        address=Address(channel=channel, chat=chat),
        language=language,
        replaces=replaces,
        reply_to=reply_to,
    )
