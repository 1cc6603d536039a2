"""Overlaps: which other events an event clashes with."""

from bisect import bisect_right
from collections.abc import Iterator
from datetime import datetime, timedelta

from domain.frozen import dataclass
from domain.records import Event
from engine.caller import Caller
from engine.lengths import end_of
from engine.records.events import LONGEST_EVENT
from engine.recurrence import moments_between
from storage.store import Store

UNSAID = timedelta(hours=1)
"""How long an event counts whose end nobody said: what calendars give a new entry."""
LOOK_AHEAD = timedelta(days=366)
CHANGE = timedelta(hours=3)
"""More than clocks are ever put back by: so much longer a moment may last than it says."""
MOST_MOMENTS = 500
"""Moments of one event that are looked at: a rule of minutes is not an appointment."""
_TICK = timedelta(microseconds=1)


@dataclass(frozen=True, slots=True, kw_only=True)
class Busy:
    """One moment of an event, from `start` to `end` (UTC), the end not included."""

    start: datetime
    end: datetime
    event: Event


def clashes(store: Store, caller: Caller, event: Event) -> list[Busy]:
    """Return what else takes place during an event, earliest first, each other event once.

    Of one that repeats, the next twelve months are looked at. What lasts all day clashes with
    nothing, and what is over neither.
    """
    if event.all_day:
        return []
    until = caller.now + LOOK_AHEAD if event.schedule.rule else event.start_at + _TICK
    mine = [one for one in _moments(caller, event, caller.now, until) if one.end > caller.now]
    if not mine:
        return []
    others = sorted(
        busy(store, caller, mine[0].start, max(one.end for one in mine), without=event.id),
        key=lambda one: (one.start, one.event.id),
    )
    found: dict[int, Busy] = {}
    for other in others:
        if other.event.id not in found and _meets(mine, other):
            found[other.event.id] = other
    return list(found.values())


def busy(
    store: Store, caller: Caller, first: datetime, last: datetime, *, without: int | None = None
) -> Iterator[Busy]:
    """Yield what takes place in [first, last), in no order; nothing that lasts all day."""
    person = caller.person.id
    single = store.events.between(person, first - LONGEST_EVENT, last)
    for event in [one for one in single if not one.schedule.rule] + store.events.recurring(person):
        if event.all_day or event.id == without:
            continue
        for one in _moments(caller, event, first, last):
            if one.start < last and one.end > first:
                yield one


def _moments(caller: Caller, event: Event, first: datetime, last: datetime) -> Iterator[Busy]:
    """Yield the moments of an event that may reach into [first, last)."""
    if event.schedule.rule is None:
        yield _busy(caller, event, event.start_at)
        return
    after = first - (event.length or UNSAID) - CHANGE
    for moment in moments_between(
        event.schedule, zone=caller.zone, after=after, until=last, limit=MOST_MOMENTS
    ):
        yield _busy(caller, event, moment.due_at)


def _busy(caller: Caller, event: Event, start: datetime) -> Busy:
    end = end_of(event, start, caller.zone) if event.length else start + UNSAID
    return Busy(start=start, end=end, event=event)


def _meets(mine: list[Busy], other: Busy) -> bool:
    """Tell whether one of the moments, which begin and end in order, overlaps."""
    at = bisect_right(mine, other.start, key=lambda one: one.end)
    return at < len(mine) and mine[at].start < other.end
