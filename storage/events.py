"""Events."""

from datetime import datetime, timedelta

import msgspec
from sqlalchemy import bindparam, insert, select, update

from domain.origin import Origin
from domain.records import Event
from domain.schedules import Schedule
from storage.instants import from_instant, to_instant
from storage.schedules import SCHEDULE_COLUMNS, schedule_from, schedule_values
from storage.sql import Row, Sql
from storage.tables import events

_ACTIVE, _CANCELLED = "active", "cancelled"
_MICROSECOND = timedelta(microseconds=1)
_WRITTEN = (
    "person",
    "title",
    *SCHEDULE_COLUMNS,
    "start_at",
    "length_us",
    "all_day",
    "place",
    "people",
    "state",
    "origin",
    "source",
    "created_at",
    "travel_minutes",
    "travel_said_at",
)
_GOING = ("travel_minutes", "travel_said_at", "invited_sequence", "invited_digest")
_ADD = insert(events).values({name: bindparam(name) for name in _WRITTEN}).returning(events.c.id)
_COLUMNS = tuple(
    events.c[name]
    for name in (
        "id",
        "person",
        "title",
        *SCHEDULE_COLUMNS,
        "start_at",
        "length_us",
        "all_day",
        "place",
        "people",
        "origin",
        "created_at",
        *_GOING,
    )
)
_MINE = (events.c.person == bindparam("owner"), events.c.state == _ACTIVE)
_GET = select(*_COLUMNS).where(*_MINE, events.c.id == bindparam("event"))
_BETWEEN = (
    select(*_COLUMNS)
    .where(*_MINE, events.c.start_at >= bindparam("first"), events.c.start_at < bindparam("last"))
    .order_by(events.c.start_at, events.c.id)
)
_RECURRING = select(*_COLUMNS).where(*_MINE, events.c.rule.is_not(None)).order_by(events.c.id)
_FLOATING = select(*_COLUMNS).where(*_MINE, events.c.form == "floating").order_by(events.c.id)
_ALL = select(*_COLUMNS).where(*_MINE).order_by(events.c.start_at, events.c.id)
_MOVE = (
    update(events)
    .where(events.c.person == bindparam("owner"), events.c.id == bindparam("event"))
    .values(
        {
            name: bindparam(name)
            for name in (
                "title",
                *SCHEDULE_COLUMNS,
                "start_at",
                "length_us",
                "all_day",
                "travel_minutes",
                "travel_said_at",
            )
        }
    )
)
_INVITED = (
    update(events)
    .where(events.c.person == bindparam("owner"), events.c.id == bindparam("event"))
    .values(invited_sequence=bindparam("sequence"), invited_digest=bindparam("digest"))
)
_TRAVELLED = (
    select(events.c.place, events.c.travel_minutes)
    .where(
        events.c.person == bindparam("owner"),
        events.c.travel_said_at.is_not(None),
        events.c.place.is_not(None),
    )
    .order_by(events.c.travel_said_at.desc(), events.c.id.desc())
)
_CANCEL = (
    update(events)
    .where(events.c.person == bindparam("owner"), events.c.id == bindparam("event"))
    .values(state=_CANCELLED)
)


class Events:
    """What takes place. Every query is of one person."""

    def __init__(self, sql: Sql) -> None:
        self._sql = sql

    def add(
        self,
        *,
        person: int,
        title: str,
        schedule: Schedule,
        start_at: datetime,
        length: timedelta | None,
        all_day: bool,
        place: str | None,
        people: tuple[str, ...],
        origin: Origin,
        now: datetime,
        source: int | None = None,
        travel_minutes: int | None = None,
        travel_said_at: datetime | None = None,
    ) -> int:
        """Store a new event and return its id."""
        return int(
            self._sql.scalar(
                _ADD,
                person=person,
                title=title,
                **schedule_values(schedule),
                start_at=to_instant(start_at),
                length_us=_length_us(length),
                all_day=int(all_day),
                place=place,
                people=msgspec.json.encode(people).decode(),
                state=_ACTIVE,
                origin=origin.value,
                source=source,
                created_at=to_instant(now),
                travel_minutes=travel_minutes,
                travel_said_at=to_instant(travel_said_at),
            )
        )

    def get(self, person: int, event: int) -> Event | None:
        """Return an event of this person, or None."""
        row = self._sql.one(_GET, owner=person, event=event)
        return _event(row) if row else None

    def between(self, person: int, first: datetime, last: datetime) -> list[Event]:
        """Return the events that start in [first, last), earliest first."""
        rows = self._sql.all(_BETWEEN, owner=person, first=to_instant(first), last=to_instant(last))
        return [_event(row) for row in rows]

    def recurring(self, person: int) -> list[Event]:
        """Return the events that have a rule."""
        return [_event(row) for row in self._sql.all(_RECURRING, owner=person)]

    def floating(self, person: int) -> list[Event]:
        """Return those that move with the person's zone."""
        return [_event(row) for row in self._sql.all(_FLOATING, owner=person)]

    def all(self, person: int) -> list[Event]:
        """Return every event that is not cancelled."""
        return [_event(row) for row in self._sql.all(_ALL, owner=person)]

    def save(self, event: Event) -> None:
        """Store a changed event."""
        self._sql.run(
            _MOVE,
            owner=event.person,
            event=event.id,
            title=event.title,
            **schedule_values(event.schedule),
            start_at=to_instant(event.start_at),
            length_us=_length_us(event.length),
            all_day=int(event.all_day),
            travel_minutes=event.travel_minutes,
            travel_said_at=to_instant(event.travel_said_at),
        )

    def invited(self, person: int, event: int, *, sequence: int, digest: str) -> None:
        """Record which invitation to an event was sent; undo leaves it as it is."""
        self._sql.run(_INVITED, owner=person, event=event, sequence=sequence, digest=digest)

    def travelled(self, person: int) -> list[tuple[str, int]]:
        """Return the places of this person with the minutes to get there, said last first."""
        return [tuple(row) for row in self._sql.all(_TRAVELLED, owner=person)]

    def cancel(self, person: int, event: int) -> None:
        """Take an event back."""
        self._sql.run(_CANCEL, owner=person, event=event)


def _length_us(length: timedelta | None) -> int | None:
    return None if length is None else length // _MICROSECOND


def _event(row: Row) -> Event:
    number, person, title, *rest = row
    *schedule, start_at, length, all_day, place, people, origin, made = rest[: -len(_GOING)]
    minutes, said_at, sequence, digest = rest[-len(_GOING) :]
    return Event(
        id=number,
        person=person,
        title=title,
        schedule=schedule_from(*schedule),
        start_at=from_instant(start_at),
        length=None if length is None else timedelta(microseconds=length),
        all_day=bool(all_day),
        place=place,
        people=msgspec.json.decode(people, type=tuple[str, ...]),
        origin=Origin(origin),
        created_at=from_instant(made),
        travel_minutes=minutes,
        travel_said_at=from_instant(said_at),
        invited_sequence=sequence,
        invited_digest=digest,
    )
