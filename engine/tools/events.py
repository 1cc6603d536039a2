"""Events: create, move and take back; and what takes place between two instants."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.records import Event
from domain.schedules import Form, Schedule
from engine.recurrence import moments_between, next_moment
from engine.tool import Caller
from engine.zones import resolve
from storage.store import Store

LONGEST_EVENT = timedelta(days=60)


def create(
    store: Store,
    caller: Caller,
    *,
    title: str,
    schedule: Schedule,
    length: timedelta | None,
    all_day: bool,
    place: str | None,
    people: tuple[str, ...],
) -> Event | None:
    """Store an event; None, and nothing stored, where its schedule has no moment."""
    start_at = _first(schedule, caller.zone)
    if start_at is None:
        return None
    number = store.events.add(
        person=caller.person.id,
        title=title,
        schedule=schedule,
        start_at=start_at,
        length=length,
        all_day=all_day,
        place=place,
        people=people,
        origin=caller.origin,
        source=caller.source,
        now=caller.now,
    )
    store.journal.created(caller.person.id, caller.source, "event", number, caller.now)
    return store.events.get(caller.person.id, number)


def cancel(store: Store, caller: Caller, event: Event) -> None:
    """Take an event back."""
    store.journal.changes(caller.person.id, caller.source, "event", event.id, caller.now)
    store.events.cancel(caller.person.id, event.id)


def move(
    store: Store, caller: Caller, event: Event, schedule: Schedule, *, all_day: bool = False
) -> Event | None:
    """Give an event another schedule; its length stays.

    None, and nothing changed, where the schedule has no moment.
    """
    start_at = _first(schedule, caller.zone)
    if start_at is None:
        return None
    store.journal.changes(caller.person.id, caller.source, "event", event.id, caller.now)
    store.events.save(replace(event, schedule=schedule, start_at=start_at, all_day=all_day))
    return store.events.get(caller.person.id, event.id)


def rename(store: Store, caller: Caller, event: Event, title: str) -> None:
    """Give an event another title."""
    store.journal.changes(caller.person.id, caller.source, "event", event.id, caller.now)
    store.events.save(replace(event, title=title))


def follow(store: Store, person: int, there: ZoneInfo) -> None:
    """Give the events that are on the person's own clock their instants in another zone."""
    for event in store.events.floating(person):
        start_at = _first(event.schedule, there)
        if start_at is not None:
            store.events.save(replace(event, start_at=start_at))


def on_days(store: Store, caller: Caller, first: date, last: date) -> list[tuple[datetime, Event]]:
    """Return what takes place from the first to the last local day, with its instants."""
    start = resolve(datetime.combine(first, time.min), caller.zone)[0]
    end = resolve(datetime.combine(last + timedelta(days=1), time.min), caller.zone)[0]
    person = caller.person.id
    found = [
        (event.start_at, event)
        for event in store.events.between(person, start - LONGEST_EVENT, end)
        if event.schedule.rule is None and _ends_at(event) >= start
    ]
    for event in store.events.recurring(person):
        instant = start - timedelta(microseconds=1)
        moments = moments_between(
            event.schedule, zone=caller.zone, after=instant, until=end - timedelta(microseconds=1)
        )
        found += [(moment.due_at, event) for moment in moments]
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


def _first(schedule: Schedule, zone: ZoneInfo) -> datetime | None:
    """Return the instant of the first moment of a schedule."""
    if schedule.rule is None and schedule.form is Form.FLOATING:
        return resolve(schedule.start.replace(microsecond=0), zone)[0]
    before = schedule.start - timedelta(days=2)
    after = before if schedule.form is Form.INSTANT else before.replace(tzinfo=UTC)
    first = next_moment(schedule, zone=zone, after=after)
    return first.due_at if first else None


def _ends_at(event: Event) -> datetime:
    return event.start_at + (event.length or timedelta(0))
