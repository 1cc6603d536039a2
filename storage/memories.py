"""Memories: facts, and the words of messages and notes. Every query is of one person."""

from collections.abc import Iterable, Sequence
from datetime import datetime

from sqlalchemy import (
    BindParameter,
    bindparam,
    column,
    delete,
    func,
    insert,
    literal_column,
    select,
    table,
    text,
    update,
)

from domain.frozen import dataclass
from domain.memory import Memory, MemoryKind
from domain.origin import Origin
from storage.instants import from_instant, to_instant
from storage.sql import Row, Sql
from storage.tables import identities, inbox, memories, notes

LATEST = 5000
"""So many of the memories that hold a word are looked at, the latest ones."""

MANY = 10_000
"""So far memories are counted: how rare a word is needs no more."""

_owner: BindParameter[int] = bindparam("owner")
_NAMES = (
    "person", "kind", "ref", "text", "words", "origin", "source", "said_at", "confidence", "subject"
)  # fmt: skip
_ADD = insert(memories).values({name: bindparam(name) for name in _NAMES}).returning(memories.c.id)
_REPLACED = select(memories.c.id).where(
    memories.c.person == _owner,
    memories.c.subject == bindparam("about"),
    memories.c.superseded_by.is_(None),
    memories.c.id != bindparam("memory"),
)
_SUPERSEDE = (
    update(memories)
    .where(memories.c.person == _owner, memories.c.id == bindparam("memory"))
    .values(superseded_by=bindparam("by"))
)
_REMOVE = delete(memories).where(memories.c.person == _owner, memories.c.id == bindparam("memory"))
_text = func.coalesce(memories.c.text, inbox.c.text, notes.c.text)
_FROM = memories.outerjoin(
    inbox, (memories.c.kind == "message") & (inbox.c.id == memories.c.ref)
).outerjoin(notes, (memories.c.kind == "note") & (notes.c.id == memories.c.ref))
_COLUMNS = (
    memories.c.id,
    memories.c.kind,
    _text,
    memories.c.origin,
    memories.c.said_at,
    memories.c.source,
    memories.c.confidence,
    memories.c.subject,
)
_CURRENT = (
    select(*_COLUMNS)
    .select_from(_FROM)
    .where(memories.c.person == _owner, memories.c.superseded_by.is_(None))
)
_GET = _CURRENT.where(memories.c.id == bindparam("memory"))
_OF_KIND = (
    _CURRENT.where(memories.c.kind == bindparam("wanted"))
    .order_by(memories.c.id.desc())
    .limit(bindparam("most"))
)
_SOME = select(memories.c.id).where(memories.c.person == _owner).limit(MANY).subquery()
_COUNT = select(func.count()).select_from(_SOME)

_words = table("memory_words", column("rowid"))
_MATCH_SQLITE = (
    select(_words.c.rowid)
    .where(literal_column("memory_words").op("MATCH")(bindparam("pattern")))
    .order_by(_words.c.rowid.desc())
    .limit(LATEST)
)
# In words: SQLAlchemy's own form of it needs PostgreSQL's dialect, which costs every start 25 ms.
_MATCH_POSTGRES = text(
    f"""
    SELECT id FROM memories
    WHERE to_tsvector('simple', words) @@ to_tsquery('simple', :pattern)
    ORDER BY id DESC LIMIT {LATEST}
    """  # noqa: S608 - our own words
).columns(memories.c.id)

_LAST = select(func.max(memories.c.ref)).where(memories.c.kind == bindparam("wanted"))
_SAID_BY_ANYBODY = (
    select(inbox.c.id, identities.c.person, inbox.c.text, inbox.c.origin, inbox.c.received_at)
    .join(
        identities,
        (identities.c.channel == inbox.c.channel) & (identities.c.external == inbox.c.sender),
    )
    .where(
        inbox.c.id > bindparam("after"),
        inbox.c.callback.is_(None),
    )
    .order_by(inbox.c.id)
    .limit(bindparam("most"))
)
_SAID = _SAID_BY_ANYBODY.where(inbox.c.id <= bindparam("until"))
_SAID_BY_ONE = _SAID_BY_ANYBODY.where(identities.c.person == _owner)
_NEWEST = select(
    select(func.max(inbox.c.id)).scalar_subquery(), select(func.max(notes.c.id)).scalar_subquery()
)
_RUNNING = text(
    """
    SELECT CAST(CAST(pg_snapshot_xmin(pg_current_snapshot()) AS text) AS bigint) AS oldest,
        CAST(CAST(pg_snapshot_xmax(pg_current_snapshot()) AS text) AS bigint) AS next
    """
).columns(column("oldest"), column("next"))
_NOT_YET = (
    ~select(memories.c.id)
    .where(memories.c.kind == bindparam("wanted"), memories.c.ref == notes.c.id)
    .exists()
)
_NOTED = (
    select(notes.c.id, notes.c.person, notes.c.text, notes.c.origin, notes.c.created_at)
    .where(notes.c.id > bindparam("after"), _NOT_YET)
    .order_by(notes.c.id)
    .limit(bindparam("most"))
)
_IS_KNOWN = select(memories.c.id).where(
    memories.c.kind == bindparam("wanted"), memories.c.ref == bindparam("ref")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Unread:
    """A message or a note that is not in the index yet."""

    ref: int
    person: int
    text: str
    origin: Origin
    said_at: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """The newest message and note at a moment, and which transactions ran then on a server.

    Those from `oldest` on may not have ended, those from `next` on not begun; both are 0 where
    one writes after the other, so that ids are committed in their order.
    """

    message: int
    note: int
    oldest: int = 0
    next: int = 0


class Memories:
    """What is remembered, and the words by which it is found."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        person: int,
        kind: MemoryKind,
        words: Iterable[str],
        origin: Origin,
        said_at: datetime,
        ref: int | None = None,
        text: str | None = None,
        source: int | None = None,
        confidence: float = 1.0,
        subject: str | None = None,
    ) -> int:
        """Store a memory with the words that find it (see `engine.keywords`) and return its id.

        Either `ref` names the message or note that holds its text, or `text` is given.
        """
        return int(
            self._sql.scalar(
                _ADD,
                person=person,
                kind=kind.value,
                ref=ref,
                text=text,
                words=" ".join(f"{person}x{word}" for word in dict.fromkeys(words)),
                origin=origin.value,
                source=ref if source is None and kind is MemoryKind.MESSAGE else source,
                said_at=to_instant(said_at),
                confidence=round(confidence * 100),
                subject=subject,
            )
        )

    def replaced_by(self, person: int, memory: int, subject: str) -> list[int]:
        """Return which other facts are about a subject now."""
        rows = self._sql.all(_REPLACED, owner=person, about=subject, memory=memory)
        return [number for (number,) in rows]

    def supersede(self, person: int, memory: int, by: int) -> None:
        """Let a later fact take the place of one."""
        self._sql.run(_SUPERSEDE, owner=person, memory=memory, by=by)

    def remove(self, person: int, memory: int) -> bool:
        """Delete a memory; its words and its vectors go along."""
        return self._sql.run(_REMOVE, owner=person, memory=memory) > 0

    def get(self, person: int, memory: int) -> Memory | None:
        """Return a memory of a person that still holds."""
        row = self._sql.one(_GET, owner=person, memory=memory)
        return _memory(row) if row is not None and row[2] is not None else None

    def of_kind(self, person: int, kind: MemoryKind, most: int = 200) -> list[Memory]:
        """Return what a person has of one kind, latest first."""
        rows = self._sql.all(_OF_KIND, owner=person, wanted=kind.value, most=most)
        return [_memory(row) for row in rows if row[2] is not None]

    def count(self, person: int) -> int:
        """Return how many memories a person has, `MANY` where there are more."""
        return int(self._sql.scalar(_COUNT, owner=person))

    def holding(self, person: int, word: str, *, is_beginning: bool = False) -> list[int]:
        """Return the memories of a person that hold a word, or one beginning so; latest first."""
        term = f"{person}x{word}"
        if self._sql.is_sqlite:
            pattern = f'"{term}"*' if is_beginning else f'"{term}"'
            rows = self._sql.all(_MATCH_SQLITE, pattern=pattern)
        else:
            rows = self._sql.all(_MATCH_POSTGRES, pattern=f"{term}:*" if is_beginning else term)
        return [number for (number,) in rows]

    def is_known(self, kind: MemoryKind, ref: int) -> bool:
        """Tell whether a message or a note is in the index."""
        return self._sql.one(_IS_KNOWN, wanted=kind.value, ref=ref) is not None

    def last(self, kind: MemoryKind) -> int:
        """Return the last message or note in the index, 0 where there is none."""
        return int(self._sql.scalar(_LAST, wanted=kind.value) or 0)

    def mark(self) -> Mark:
        """Return what is the newest now."""
        message, note = self._sql.one(_NEWEST) or (None, None)
        if self._sql.is_sqlite:
            return Mark(message=message or 0, note=note or 0)
        oldest, following = self._sql.one(_RUNNING) or (0, 0)
        return Mark(message=message or 0, note=note or 0, oldest=oldest, next=following)

    def unread_messages(self, after: int, until: int, most: int) -> list[Unread]:
        """Return messages with a higher id than `after`, up to the id `until`, in order."""
        return _unread(self._sql.all(_SAID, after=after, until=until, most=most))

    def unread_of(self, person: int, after: int, most: int) -> list[Unread]:
        """Return messages of a person with a higher id, in order."""
        return _unread(self._sql.all(_SAID_BY_ONE, owner=person, after=after, most=most))

    def unread_notes(self, after: int, most: int) -> list[Unread]:
        """Return notes with a higher id that are not in the index."""
        rows = self._sql.all(_NOTED, wanted=MemoryKind.NOTE.value, after=after, most=most)
        return _unread(rows)


def _unread(rows: Sequence[Row]) -> list[Unread]:
    return [
        Unread(
            ref=ref,
            person=person,
            text=text,
            origin=Origin(origin),
            said_at=from_instant(said_at),
        )
        for ref, person, text, origin, said_at in rows
    ]


def _memory(row: Row) -> Memory:
    number, kind, text, origin, said_at, source, confidence, subject = row
    return Memory(
        id=number,
        kind=MemoryKind(kind),
        text=text,
        origin=Origin(origin),
        said_at=from_instant(said_at),
        source=source,
        confidence=confidence / 100,
        subject=subject,
    )
