"""Vectors of what is remembered: bytes here; what they mean is the engine's business."""

from collections.abc import Sequence

from sqlalchemy import bindparam, func, insert, select

from domain.frozen import dataclass
from storage.sql import Sql
from storage.tables import inbox, memories, notes, vectors

_ADD = insert(vectors).values(
    {name: bindparam(name) for name in ("person", "memory", "model", "vector", "bits")}
)
_OF = (vectors.c.person == bindparam("owner"), vectors.c.model == bindparam("name"))
_BITS = (
    select(vectors.c.id, vectors.c.memory, vectors.c.bits)
    .where(*_OF, vectors.c.id > bindparam("after"))
    .order_by(vectors.c.id)
)
_VECTOR = select(vectors.c.vector).where(
    vectors.c.memory == bindparam("number"), vectors.c.model == bindparam("name")
)
_NUMBERS = select(vectors.c.vector).where(vectors.c.id == bindparam("number"))
_HAS = select(vectors.c.id).where(
    vectors.c.memory == memories.c.id, vectors.c.model == bindparam("name")
)
_WITHOUT = (
    select(
        memories.c.id,
        memories.c.person,
        func.coalesce(memories.c.text, inbox.c.text, notes.c.text),
    )
    .select_from(
        memories.outerjoin(
            inbox, (memories.c.kind == "message") & (inbox.c.id == memories.c.ref)
        ).outerjoin(notes, (memories.c.kind == "note") & (notes.c.id == memories.c.ref))
    )
    .where(memories.c.id > bindparam("after"), ~_HAS.exists())
    .order_by(memories.c.id)
    .limit(bindparam("most"))
)
_EXISTS = select(memories.c.id).where(memories.c.id == bindparam("number"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Unembedded:
    """A memory without a vector of a model."""

    memory: int
    person: int
    text: str


class Vectors:
    """Vectors by memory and model. Every search is of one person."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(self, one: Unembedded, model: str, vector: bytes, bits: bytes) -> None:
        """Store the vector of a memory, unless the memory went or has one meanwhile."""
        has_one = self.get(one.memory, model) is not None
        if has_one or self._sql.one(_EXISTS, number=one.memory) is None:
            return
        values = {"person": one.person, "memory": one.memory, "model": model}
        self._sql.run(_ADD, **values, vector=vector, bits=bits)

    def bits(self, person: int, model: str, after: int = 0) -> Sequence[tuple[int, int, bytes]]:
        """Return the vectors of a person after an id: id, memory, bits."""
        return [
            (row[0], row[1], row[2])
            for row in self._sql.all(_BITS, owner=person, name=model, after=after)
        ]

    def get(self, memory: int, model: str) -> bytes | None:
        """Return the vector of a memory."""
        found: bytes | None = self._sql.scalar(_VECTOR, number=memory, name=model)
        return found

    def numbers(self, vector: int) -> bytes | None:
        """Return the numbers of a vector by its own id."""
        found: bytes | None = self._sql.scalar(_NUMBERS, number=vector)
        return found

    def missing(self, model: str, after: int, most: int) -> list[Unembedded]:
        """Return memories after an id that have no vector of a model, in order of id."""
        rows = self._sql.all(_WITHOUT, name=model, after=after, most=most)
        return [
            Unembedded(memory=number, person=person, text=text)
            for number, person, text in rows
            if text
        ]
