"""Beating: a worker's sign of life, and what else it has to know every few seconds."""

import time
from collections.abc import Collection, Iterable, Mapping
from datetime import datetime

from bot.presence import show
from bot.station import Station
from bot.taking_over import TAKE_OVER, shared
from domain.frozen import dataclass
from storage.store import Store


@dataclass(frozen=True, slots=True, kw_only=True)
class Seen:
    """What a beat saw. `worker`: its number, another one where the others took it for dead.

    `waiting`: how many jobs wait or run in each queue, over all processes; `arrived`: how many
    messages came since the message `last` of the beat before. `doing`: what this worker runs, as
    the queue says; `unheld`: channels that nobody holds.
    """

    worker: int
    waiting: Mapping[str, int]
    arrived: int
    last: int
    doing: set[int]
    unheld: set[str]


def beat(
    store: Store,
    worker: int,
    now: datetime,
    *,
    seconds: float,
    homes: Collection[str],
    last: int | None,
    parts: Iterable[Station],
) -> Seen:
    """Give a sign of life, one every so many `seconds`, and look around; a unit of work.

    `parts`: what this process is of the house.
    """
    queue = shared(store)
    if not queue.beat(worker):
        worker = queue.register()
    queue.defer_periodic(TAKE_OVER, int(time.time() / seconds), now)
    show(store, parts, now)
    arrived, newest = store.inbox.since(last)
    return Seen(
        worker=worker,
        waiting=queue.depths(),
        arrived=arrived,
        last=newest,
        doing=queue.doing(worker),
        unheld={name for name in homes if store.leases.holder(name, now) is None},
    )
