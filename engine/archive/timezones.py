"""Time zones of a calendar: every TZID needs its rules beside it (RFC 5545, 3.6.5)."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

from engine.zones import zone

_STEP = timedelta(days=1)
_SECOND = timedelta(seconds=1)
_WALL = "%Y%m%dT%H%M%S"


def vtimezone(name: str, *, since: int, until: int) -> list[str]:
    """Return the lines of a VTIMEZONE that holds from the year `since` to the end of `until`."""
    there = zone(name)
    start = datetime(since, 1, 1, tzinfo=UTC)
    lines = ["BEGIN:VTIMEZONE", f"TZID:{name}", *_observance(there, start, start)]
    for before, after in _transitions(there, start, datetime(until + 1, 1, 1, tzinfo=UTC)):
        lines += _observance(there, before, after)
    return [*lines, "END:VTIMEZONE"]


def _transitions(
    there: ZoneInfo, start: datetime, end: datetime
) -> list[tuple[datetime, datetime]]:
    """Return the last instant before each change of the offset, and the first one after it."""
    found: list[tuple[datetime, datetime]] = []
    while start < end:
        following = start + _STEP
        if _offset(there, start) != _offset(there, following):
            low, high = start, following
            while high - low > _SECOND:
                middle = (low + (high - low) / 2).replace(microsecond=0)
                is_before = _offset(there, middle) == _offset(there, low)
                low, high = (middle, high) if is_before else (low, middle)
            found.append((low, high))
        start = following
    return found


def _observance(there: ZoneInfo, before: datetime, after: datetime) -> list[str]:
    local = after.astimezone(there)
    kind = "DAYLIGHT" if local.dst() else "STANDARD"
    was = _offset(there, before)
    return [
        f"BEGIN:{kind}",
        f"DTSTART:{(after + was).replace(tzinfo=None):{_WALL}}",
        f"TZOFFSETFROM:{_written(was)}",
        f"TZOFFSETTO:{_written(_offset(there, after))}",
        f"TZNAME:{local.tzname()}",
        f"END:{kind}",
    ]


def _offset(there: ZoneInfo, instant: datetime) -> timedelta:
    return instant.astimezone(there).utcoffset() or timedelta(0)


def _written(offset: timedelta) -> str:
    sign = "-" if offset < timedelta(0) else "+"
    minutes, seconds = divmod(int(abs(offset).total_seconds()), 60)
    tail = f"{seconds:02}" if seconds else ""
    return f"{sign}{minutes // 60:02}{minutes % 60:02}{tail}"
