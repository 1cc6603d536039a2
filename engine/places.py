"""Places and clocks: which time zone a city, a point on the map or a time of day means."""

import re
from datetime import datetime, time, timedelta
from functools import lru_cache
from importlib import resources
from math import asin, cos, radians, sin, sqrt

from domain.folding import folded
from engine.cities import CITIES, COMMON, COUNTRIES, SAME_AS, SEVERAL
from engine.grammar import places as spoken
from engine.zones import zone, zone_names

MOST = 4
"""Zones that are offered where several may be meant."""
MOST_WORDS = 4
_POINT = re.compile(r"([+-])(\d{2})(\d{2})(\d{2})?([+-])(\d{3})(\d{2})(\d{2})?")
_WORD = re.compile(r"[\w'/+-]+")
_DAY = timedelta(days=1)
_QUARTER = timedelta(minutes=15)


def named(text: str) -> tuple[str, ...]:
    """Return the zones that a name means: none, one, or several to choose from."""
    said = " ".join(folded(text).replace("_", " ").split()).strip(" .,!?")
    said = SAME_AS.get(said, said)
    if said in SEVERAL:
        return SEVERAL[said]
    for table in (spoken.CITIES, spoken.TWO_WORDS, COUNTRIES):
        if said in table:
            return (table[said],)
    if said in CITIES:
        return (CITIES[said][2],)
    exact = _by_name().get(said)
    return (exact,) if exact else _by_city().get(said, ())[:MOST]


def mentioned(text: str) -> tuple[str, ...]:
    """Return the zones that the longest name in a sentence means."""
    words = _WORD.findall(text)
    for length in range(MOST_WORDS, 0, -1):
        for start in range(len(words) - length, -1, -1):
            found = named(" ".join(words[start : start + length]))
            if found:
                return found
    return ()


def nearest(latitude: float, longitude: float) -> str:
    """Return the zone of the nearest place that is known: near a border, perhaps the other's."""
    return min(_points(), key=lambda point: _distance(latitude, longitude, *point[:2]))[2]


def same_clock(one: str, other: str, now: datetime) -> bool:
    """Tell whether two zones show the same time now, and in half a year."""
    moments = (now, now + timedelta(days=182))
    return all(_offset(one, moment) == _offset(other, moment) for moment in moments)


def with_clock(clock: time, now: datetime, current: str) -> tuple[str, ...]:
    """Return the zones where it is that time now, likeliest first; the current one alone if so.

    The minutes may be off by seven: zones differ by quarters of an hour.
    """
    ahead = timedelta(hours=clock.hour, minutes=clock.minute) - _since_midnight(now)
    offset = round(ahead / _QUARTER) * _QUARTER % _DAY
    if _offset(current, now) % _DAY == offset:
        return (current,)
    known = {name: country for _, _, name, country in _table()}
    fitting = [name for name in known if _offset(name, now) % _DAY == offset]
    common = [name for name in COMMON if name in fitting]
    here = [name for name in fitting if known[name] == known.get(current)]
    likely = [*(name for name in common if name in here), *here, *common]
    return tuple(dict.fromkeys(likely or fitting))[:MOST]


def _since_midnight(now: datetime) -> timedelta:
    utc = now.astimezone(zone("UTC"))
    return timedelta(hours=utc.hour, minutes=utc.minute, seconds=utc.second)


def _offset(name: str, now: datetime) -> timedelta:
    return now.astimezone(zone(name)).utcoffset() or timedelta(0)


@lru_cache(maxsize=1)
def _by_name() -> dict[str, str]:
    return {folded(name).replace("_", " "): name for name in sorted(zone_names())}


@lru_cache(maxsize=1)
def _by_city() -> dict[str, tuple[str, ...]]:
    """Return the zones by their last part; an old name beside the present one does not count."""
    present = {name for _, _, name, _ in _table()}
    cities: dict[str, list[str]] = {}
    for name in sorted(zone_names()):
        if "/" in name and not name.startswith("Etc/"):
            city = name.rpartition("/")[2].replace("_", " ")
            cities.setdefault(folded(city), []).append(name)
    return {
        city: tuple([name for name in names if name in present] or names[:1])
        for city, names in cities.items()
    }


@lru_cache(maxsize=1)
def _points() -> tuple[tuple[float, float, str], ...]:
    return (*((lat, lon, name) for lat, lon, name, _ in _table()), *CITIES.values())


@lru_cache(maxsize=1)
def _table() -> tuple[tuple[float, float, str, str], ...]:
    """Return latitude, longitude, zone and country of every zone's main place."""
    text = resources.files("tzdata").joinpath("zoneinfo", "zone.tab").read_text("utf-8")
    rows = (line.split("\t") for line in text.splitlines() if line and line[0] != "#")
    return tuple((*_point(point), name, country) for country, point, name, *_ in rows)


def _point(text: str) -> tuple[float, float]:
    found = _POINT.fullmatch(text)
    assert found is not None, text
    north, d1, m1, s1, east, d2, m2, s2 = found.groups(default="0")
    latitude = int(d1) + int(m1) / 60 + int(s1) / 3600
    longitude = int(d2) + int(m2) / 60 + int(s2) / 3600
    return (
        -latitude if north == "-" else latitude,
        -longitude if east == "-" else longitude,
    )


def _distance(lat1: float, lon1: float, lat2: float, lon2: float) -> float:
    """Return the angle between two points on the globe, in radians."""
    a, b, c, d = map(radians, (lat1, lon1, lat2, lon2))
    half = sin((c - a) / 2) ** 2 + cos(a) * cos(c) * sin((d - b) / 2) ** 2
    return 2 * asin(min(1.0, sqrt(half)))
