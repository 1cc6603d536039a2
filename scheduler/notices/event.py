"""Events: half an hour before they start, or before one must leave for them; with their place."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from domain.errors import SparkError
from domain.records import Event
from domain.schedules import Schedule
from domain.texts import Texts
from engine import echo, notices
from engine.caller import Caller
from engine.recurrence import moments_between
from engine.words import words
from engine.zones import zone
from scheduler.notice import Nudge, Scan
from storage.store import Store

KIND = notices.EVENT
HAS_DEADLINE = False
BEFORE = timedelta(minutes=30)
SOON = timedelta(minutes=90)
MOST_A_DAY = 200
"""Moments of one event in a day: a rule of minutes is not an appointment."""
TEXTS = Texts(
    {
        "soon": {"pt": "Em {length}: *{title}* — {when}", "en": "In {length}: *{title}* — {when}"},
        "later": {"pt": "A seguir: *{title}* — {when}", "en": "Coming up: *{title}* — {when}"},
        "leave": {"pt": "Saia às {clock}.", "en": "Leave at {clock}."},
    }
)


def due(store: Store, scan: Scan) -> Iterator[Nudge]:
    """Yield the events that start soon; those of all day have no moment."""
    until = scan.now + BEFORE + scan.reach + timedelta(minutes=1)
    for one in store.outlook.starting(scan.now, until):
        yield _nudge(one.person, one.event, one.start_at, one.travel_minutes)
    for series in store.outlook.repeating():
        person = scan.people.get(series.person)
        if person is None:
            continue
        way = timedelta(minutes=series.travel_minutes)
        for start in _starts(series.schedule, person.zone, scan.now, until + way):
            yield _nudge(series.person, series.event, start, series.travel_minutes)


def line(caller: Caller, store: Store, nudge: Nudge) -> str | None:
    """Return the event with how long there is still time, its place, and when to leave."""
    event = store.events.get(caller.person.id, nudge.record[1])
    if event is None:
        return None
    start = nudge.until + timedelta(minutes=event.travel_minutes or 0)
    left = start - caller.now
    is_soon = left <= SOON
    day = start.astimezone(caller.zone).date() if is_soon else None
    minutes = max(1, round(left / timedelta(minutes=1)))
    facts = {"length": words(caller.language).length(timedelta(minutes=minutes))}
    said = TEXTS.say(
        "soon" if is_soon else "later",
        caller.language,
        title=event.title,
        when=echo.event_line(caller, event, start, on=day),
        **(facts if is_soon else {}),
    )
    return f"{said}{_leaving(caller, event, start)}"


def _leaving(caller: Caller, event: Event, start: datetime) -> str:
    """Say when to leave, where the way there is known."""
    if event.travel_minutes is None:
        return ""
    leaves = start - timedelta(minutes=event.travel_minutes)
    clock = words(caller.language).clock(leaves.astimezone(caller.zone))
    return ". " + TEXTS.say("leave", caller.language, clock=clock)


def _nudge(person: int, event: int, start: datetime, travel: int) -> Nudge:
    leaves = start - timedelta(minutes=travel)
    way = f":{travel}" if travel else ""  # what is said of the way later is told anew
    return Nudge(
        person=person,
        key=f"{KIND}:{event}:{start:%Y-%m-%dT%H:%M:%S}{way}",
        at=leaves - BEFORE,
        until=leaves,  # told later, it is of no use: quiet hours bring it before
        record=("event", event),
    )


def _starts(schedule: Schedule, name: str, after: datetime, until: datetime) -> Iterator[datetime]:
    """Yield the moments of a series in (after, until]."""
    day = after.astimezone(UTC).date()
    while day <= until.date():
        for moment in _on_day(schedule, name, day):
            if after < moment <= until:
                yield moment
        day += timedelta(days=1)


@lru_cache(maxsize=20_000)
def _on_day(schedule: Schedule, name: str, day: date) -> tuple[datetime, ...]:
    """Return the moments of a series on a day of UTC: worked out once, looked at each minute."""
    start = datetime.combine(day, time.min, tzinfo=UTC)
    before = start - timedelta(microseconds=1)
    try:
        found = moments_between(
            schedule,
            zone=zone(name),
            after=before,
            until=before + timedelta(days=1),
            limit=MOST_A_DAY,
        )
        return tuple(moment.due_at for moment in found)
    except (SparkError, ValueError, OverflowError):  # a rule that nobody can read any more
        return ()
