"""Feedback: what people thought of what they were told."""

from datetime import datetime

from sqlalchemy import bindparam, select
from sqlalchemy.dialects.sqlite import insert

from domain.frozen import dataclass
from storage.instants import from_instant, to_instant
from storage.sql import Sql
from storage.tables import feedback

_GIVE = (
    insert(feedback)
    .values({name: bindparam(name) for name in ("person", "subject", "section", "value", "at")})
    .on_conflict_do_update(
        index_elements=["person", "subject", "section"],
        set_={"value": bindparam("value"), "at": bindparam("at")},
    )
)
_OF = (
    select(feedback.c.subject, feedback.c.section, feedback.c.value, feedback.c.at)
    .where(feedback.c.person == bindparam("owner"))
    .order_by(feedback.c.at, feedback.c.id)
)

_HAS = select(feedback.c.id).where(
    feedback.c.person == bindparam("owner"), feedback.c.subject == bindparam("subject")
)


@dataclass(frozen=True, slots=True, kw_only=True)
class Opinion:
    """A thumb up (1) or down (-1) on a section of a brief; "" is the whole of it."""

    subject: str
    section: str
    value: int
    at: datetime


class Feedback:
    """Opinions. The last one about a section of the same brief stands."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def give(self, person: int, subject: str, section: str, value: int, now: datetime) -> None:
        """Store what a person thinks of a section."""
        self._sql.run(
            _GIVE,
            person=person,
            subject=subject,
            section=section,
            value=value,
            at=to_instant(now),
        )

    def has(self, person: int, subject: str) -> bool:
        """Tell whether a person said what they think of something."""
        return self._sql.one(_HAS, owner=person, subject=subject) is not None

    def of(self, person: int) -> list[Opinion]:
        """Return the opinions of a person, oldest first."""
        return [
            Opinion(subject=subject, section=section, value=value, at=from_instant(at))
            for subject, section, value, at in self._sql.all(_OF, owner=person)
        ]
