"""Free time: the stretches of a person's days in which nothing takes place."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta

from engine.caller import Caller
from engine.records.overlaps import Busy, busy
from engine.zones import resolve
from storage.store import Store

BEGINS, ENDS = time(8), time(20)
"""The day in which free time is looked for: when others can be met."""
LEAST = timedelta(minutes=30)
"""A shorter gap is a pause, not a free time."""
DAYS = 7
MOST = 6
"""Free times that are told where several days are looked at."""
PARTS = {
    "morning": (BEGINS, time(12)),
    "lunch": (time(12), time(14)),
    "afternoon": (time(12), time(18)),
    "evening": (time(18), time(22)),
}
"""What is looked at where a part of the day was said."""
STEP = timedelta(minutes=15)
"""Today begins at the next quarter of an hour: nobody meets at 14:07."""
Slot = tuple[datetime, datetime]
"""A stretch of free time, as two instants in UTC."""


def slots(
    store: Store,
    caller: Caller,
    first: date,
    last: date,
    *,
    least: timedelta = LEAST,
    part: str | None = None,
) -> Iterator[Slot]:
    """Yield the free times from the first to the last local day, both included, in order.

    The way to an event counts with it. What lasts all day takes no time.
    """
    begins, ends = PARTS.get(part or "", (BEGINS, ENDS))
    day = first
    while day <= last:
        start = max(_at(caller, day, begins), _next_step(caller.now))
        yield from _gaps(store, caller, start, _at(caller, day, ends), least)
        day += timedelta(days=1)


def on_the_way(store: Store, caller: Caller, first: datetime, last: datetime) -> list[Busy]:
    """Return what takes up some of [first, last), in order, each beginning when one must leave."""
    late = max((timedelta(minutes=one) for one in _ways(store, caller)), default=timedelta(0))
    ways = (
        replace(one, start=one.start - timedelta(minutes=one.event.travel_minutes or 0))
        for one in busy(store, caller, first, last + late)
    )
    return sorted((one for one in ways if one.start < last), key=lambda one: (one.start, one.end))


def _gaps(
    store: Store, caller: Caller, start: datetime, end: datetime, least: timedelta
) -> Iterator[Slot]:
    if end - start < least:
        return
    taken = [(one.start, one.end) for one in on_the_way(store, caller, start, end)]
    free = start
    for begins, ends in [*taken, (end, end)]:
        until = min(begins, end)
        if until - free >= least:
            yield free, until
        free = max(free, ends)


def _ways(store: Store, caller: Caller) -> set[int]:
    return {one.travel_minutes or 0 for one in store.events.all(caller.person.id)}


def _at(caller: Caller, day: date, clock: time) -> datetime:
    return resolve(datetime.combine(day, clock), caller.zone)[0]


def _next_step(now: datetime) -> datetime:
    since = now - datetime.min.replace(tzinfo=UTC)
    return now + (-since % STEP)
