"""What is due: every promised moment that has come, oldest first."""

from datetime import datetime

from sqlalchemy import and_, bindparam, select

from domain.frozen import dataclass
from domain.messages import Address
from domain.records import Occurrence, OccurrenceState, ReminderState
from storage.instants import from_instant, to_instant
from storage.occurrences import OCCURRENCE_COLUMNS, occurrence_from
from storage.sql import Sql
from storage.tables import identities, occurrences, people, reminders


@dataclass(frozen=True, slots=True, kw_only=True)
class Plain:
    """A moment that is simply said: nothing comes after it, and nowhere else but in its chat.

    Its reminder has no rule and was not taken back, it was not put off, and its person is not
    banned, chose no channel and has no other one. `zone` is the person's.
    """

    occurrence: int
    round: int
    person: int
    due_at: datetime
    title: str
    address: Address
    language: str
    zone: str


_ELSEWHERE = (
    select(identities.c.id)
    .where(identities.c.person == reminders.c.person, identities.c.channel != reminders.c.channel)
    .exists()
)
_IS_PLAIN = and_(
    occurrences.c.state == OccurrenceState.PLANNED.value,
    reminders.c.rule.is_(None),
    reminders.c.state == ReminderState.ACTIVE.value,
    people.c.banned_at.is_(None),
    people.c.preferences.is_(None),
    ~_ELSEWHERE,
)
_DUE = (
    select(
        _IS_PLAIN,
        reminders.c.title,
        reminders.c.channel,
        reminders.c.chat,
        reminders.c.language,
        people.c.zone,
        *OCCURRENCE_COLUMNS,
    )
    .select_from(
        occurrences.outerjoin(reminders, reminders.c.id == occurrences.c.reminder).outerjoin(
            people, people.c.id == reminders.c.person
        )
    )
    .where(occurrences.c.fire_at <= bindparam("now"))
    .order_by(occurrences.c.fire_at, occurrences.c.id)
    .limit(bindparam("most"))
    .with_for_update(of=occurrences, skip_locked=True)
)


class Due:
    """Moments that have come."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def batch(self, now: datetime, most: int) -> list[Plain | Occurrence]:
        """Return what is due, oldest first, held until the end of the transaction."""
        found: list[Plain | Occurrence] = []
        for is_plain, title, channel, chat, language, zone, *columns in self._sql.all(
            _DUE, now=to_instant(now), most=most
        ):
            if not is_plain:
                found.append(occurrence_from(tuple(columns)))
                continue
            number, _, person, _, due_at, _, _, _, rounds = columns
            found.append(
                Plain(
                    occurrence=number,
                    round=rounds,
                    person=person,
                    due_at=from_instant(due_at),
                    title=title,
                    address=Address(channel=channel, chat=chat),
                    language=language,
                    zone=zone,
                )
            )
        return found
