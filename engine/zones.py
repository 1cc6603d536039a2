"""Time zones by name, from the tzdata package before the system's older files."""

import os
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from importlib import resources
from pathlib import Path
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError, available_timezones

from domain.errors import UnknownZone
from domain.schedules import Shift

_NAME = re.compile(r"(?!posix/|right/)[A-Za-z][A-Za-z0-9_+-]*(?:/[A-Za-z0-9_+-]+){0,3}", re.ASCII)
_LONGEST_NAME = 64
# Found beside the zones on many systems: copies, and clocks that count leap seconds.
_NOT_ZONES = frozenset({"posixrules", "localtime", "Factory"})


class PackagedZone(ZoneInfo):
    """A zone read from the tzdata package, which pickles and copies as its name."""

    def __reduce__(self) -> tuple[Callable[[str], ZoneInfo], tuple[str]]:
        return zone, (self.key,)


@lru_cache(maxsize=1024)
def zone(name: str) -> ZoneInfo:
    """Return the zone with this IANA name, the same object for the same name.

    Raises UnknownZone for anything that is not exactly the name of a zone.
    """
    if (
        len(name) > _LONGEST_NAME
        or not _NAME.fullmatch(name)
        or name.split("/", maxsplit=1)[0] in _NOT_ZONES
    ):
        raise UnknownZone(name=name[:_LONGEST_NAME])
    if name in _packaged_names():
        with resources.files("tzdata").joinpath("zoneinfo", *name.split("/")).open("rb") as file:
            return PackagedZone.from_file(file, key=name)
    try:
        return ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError, OSError):
        raise UnknownZone(name=name) from None


@lru_cache(maxsize=1024)
def is_zone(name: str) -> bool:
    """Tell whether there is a zone with this name."""
    try:
        zone(name)
    except (UnknownZone, ValueError, OSError):
        return False
    return True


@lru_cache(maxsize=1)
def zone_names() -> frozenset[str]:
    """Return every IANA name that `zone` should be offered with, aliases included."""
    return (_packaged_names() or frozenset(available_timezones())) - _NOT_ZONES


@lru_cache(maxsize=1)
def _packaged_names() -> frozenset[str]:
    try:
        listed = resources.files("tzdata").joinpath("zones").read_text("ascii")
    except (ModuleNotFoundError, OSError):
        return frozenset()
    return frozenset(listed.split())


def machine_zone(environment: Mapping[str, str] = os.environ, etc: Path = Path("/etc")) -> str:
    """Return the IANA name of this machine's zone, "UTC" where it does not say."""
    for name in (environment.get("TZ", ""), _timezone_file(etc), _localtime_link(etc)):
        candidate = name.removeprefix(":").rpartition("zoneinfo/")[2].strip()
        try:
            return zone(candidate).key
        except UnknownZone:
            continue
    return "UTC"


def _timezone_file(etc: Path) -> str:
    try:
        return (etc / "timezone").read_text("utf-8", errors="replace")
    except OSError:
        return ""


def _localtime_link(etc: Path) -> str:
    try:
        return str((etc / "localtime").readlink())
    except OSError:
        return ""


def resolve(wall: datetime, zone: ZoneInfo) -> tuple[datetime, Shift | None]:
    """Return the UTC instant of a naive wall time, and why it is not what the clock says.

    A time that the clocks skip takes the offset before the transition, so it falls later
    on the wall; of a time that comes twice, the first is taken (RFC 5545, 3.3.5).
    Raises OverflowError where the instant lies outside the years 1 to 9999.
    """
    first = wall.replace(tzinfo=zone, fold=0)
    instant = first.astimezone(UTC)
    before, after = first.utcoffset(), first.replace(fold=1).utcoffset()
    if before == after or before is None or after is None:
        return instant, None
    return instant, Shift.GAP if before < after else Shift.FOLD
