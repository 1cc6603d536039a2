"""Answers of models that are kept for a short while, each for one person."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select
from sqlalchemy.dialects.sqlite import insert

from domain.frozen import dataclass
from storage.instants import to_instant
from storage.sql import Sql
from storage.tables import answers

_FIND = select(answers.c.text, answers.c.model).where(
    answers.c.person == bindparam("owner"),
    answers.c.key == bindparam("name"),
    answers.c.until > bindparam("now"),
)
_KEEP = (
    insert(answers)
    .values(
        {
            name: bindparam(name)
            for name in ("person", "key", "text", "model", "created_at", "until")
        }
    )
    .on_conflict_do_update(
        index_elements=["person", "key"],
        set_={name: bindparam(name) for name in ("text", "model", "created_at", "until")},
    )
)
_OF = (
    select(answers.c.id)
    .where(answers.c.person == bindparam("owner"))
    .order_by(answers.c.created_at.desc(), answers.c.id.desc())
)
_DROP_ONE = delete(answers).where(answers.c.id == bindparam("row"))
_DROP = delete(answers).where(answers.c.person == bindparam("owner"))
_EXPIRED = delete(answers).where(answers.c.until <= bindparam("now"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Kept:
    """An answer in Markdown, and which model gave it, as "place/model"."""

    text: str
    model: str


class Answers:
    """What models answered a while ago. One person's are never found for another."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def find(self, person: int, key: str, now: datetime) -> Kept | None:
        """Return the answer that is kept under a key and still fresh."""
        row = self._sql.one(_FIND, owner=person, name=key, now=to_instant(now))
        return Kept(text=row[0], model=row[1]) if row else None

    def keep(
        self, person: int, key: str, kept: Kept, *, now: datetime, until: datetime, most: int
    ) -> None:
        """Keep an answer until an instant; of a person's only the last `most` stay."""
        self.delete_expired(now)
        self._sql.run(
            _KEEP,
            person=person,
            key=key,
            text=kept.text,
            model=kept.model,
            created_at=to_instant(now),
            until=to_instant(until),
        )
        for (row,) in self._sql.all(_OF, owner=person)[most:]:
            self._sql.run(_DROP_ONE, row=row)

    def drop(self, person: int) -> int:
        """Forget all that is kept for a person; returns how many rows."""
        return self._sql.run(_DROP, owner=person)

    def delete_expired(self, now: datetime) -> int:
        """Forget what is not fresh any more; returns how many rows."""
        return self._sql.run(_EXPIRED, now=to_instant(now))
