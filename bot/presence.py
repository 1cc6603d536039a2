"""Presence: which parts of a house of many processes run, wherever that is."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Final

from bot.station import Station
from scheduler.clockwork import LOOKED
from storage.slots import HOMED
from storage.store import Store

PARTS: Final = (Station.GATEWAY, Station.WORKER, Station.CLOCK)
"""What a house needs at least one of."""
SHOWN_EVERY: Final = timedelta(seconds=5)
GONE_AFTER: Final = timedelta(seconds=30)
_NAMES: Final = {
    Station.GATEWAY: "part:gateway",
    Station.WORKER: "part:worker",
    Station.CLOCK: LOOKED,  # its look is its sign of life
}


def parts_of(station: Station) -> tuple[Station, ...]:
    """Return which parts of a house a process is that says so by the beats of its worker."""
    has = {Station.GATEWAY: station.receives, Station.WORKER: station.works}
    return tuple(part for part, is_here in has.items() if is_here)


def show(store: Store, parts: Iterable[Station], now: datetime) -> None:
    """Give a sign of life of these parts, where nobody gave one just now."""
    for part in parts:
        last = store.heartbeat.last(_NAMES[part])
        if last is None or abs(now - last) >= SHOWN_EVERY:
            store.heartbeat.beat(_NAMES[part], now)


def missing(store: Store, now: datetime) -> tuple[Station, ...]:
    """Return the parts that no process of the house is at present."""
    shown = {part: store.heartbeat.last(name) for part, name in _NAMES.items()}
    return tuple(part for part in PARTS if (last := shown[part]) is None or now - last > GONE_AFTER)


def is_held(store: Store, channel: str, now: datetime) -> bool:
    """Tell whether some process has a channel, where only one at a time can."""
    return channel not in HOMED or store.leases.holder(channel, now) is not None
