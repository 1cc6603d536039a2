"""Events: create, move and take back; and what takes place between two instants."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from domain.folding import folded
from domain.records import Event
from domain.schedules import Form, Schedule
from engine.caller import Caller
from engine.lengths import end_of
from engine.recurrence import moments_between, next_moment
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
    travel_minutes: int | None = None,
) -> Event | None:
    """Store an event; None, and nothing stored, where its schedule has no moment.

    `travel_minutes`: as it was said; where it was not, it is what the way to the place took last.
    """
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
        travel_minutes=travel_minutes or _remembered(store, caller.person.id, place),
        travel_said_at=caller.now if travel_minutes else None,
    )
    store.journal.created(caller.person.id, caller.source, "event", number, caller.now)
    return store.events.get(caller.person.id, number)


def twin(
    store: Store, caller: Caller, *, title: str, schedule: Schedule, all_day: bool
) -> Event | None:
    """Return an event of the same title that begins at the same moment and repeats alike."""
    start_at = _first(schedule, caller.zone)
    if start_at is None:
        return None
    at_once = store.events.between(caller.person.id, start_at, start_at + timedelta(microseconds=1))
    wanted = (folded(title), schedule.rule, all_day)
    alike = (
        one for one in at_once if (folded(one.title), one.schedule.rule, one.all_day) == wanted
    )
    return next(alike, None)


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


def take(store: Store, caller: Caller, event: Event, minutes: int) -> Event:
    """Keep how many minutes the way to an event takes, and return it as it is then."""
    store.journal.changes(caller.person.id, caller.source, "event", event.id, caller.now)
    changed = replace(event, travel_minutes=minutes, travel_said_at=caller.now)
    store.events.save(changed)
    return changed


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
        if event.schedule.rule is None and end_of(event, event.start_at, caller.zone) >= start
    ]
    for event in store.events.recurring(person):
        instant = start - timedelta(microseconds=1)
        moments = moments_between(
            event.schedule, zone=caller.zone, after=instant, until=end - timedelta(microseconds=1)
        )
        found += [(moment.due_at, event) for moment in moments]
    return sorted(found, key=lambda pair: (pair[0], pair[1].id))


def _remembered(store: Store, person: int, place: str | None) -> int | None:
    """Return how many minutes the way to a place took when that was said last."""
    if place is None:
        return None
    known = store.events.travelled(person)
    return next((took for name, took in known if folded(name) == folded(place)), None)


def _first(schedule: Schedule, zone: ZoneInfo) -> datetime | None:
    """Return the instant of the first moment of a schedule."""
    if schedule.rule is None and schedule.form is Form.FLOATING:
        return resolve(schedule.start.replace(microsecond=0), zone)[0]
    before = schedule.start - timedelta(days=2)
    after = before if schedule.form is Form.INSTANT else before.replace(tzinfo=UTC)
    first = next_moment(schedule, zone=zone, after=after)
    return first.due_at if first else None
