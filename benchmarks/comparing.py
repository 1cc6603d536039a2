"""Compares readings with what a careful person expects of each sentence."""

import re
import unicodedata
from dataclasses import dataclass
from datetime import date, datetime
from time import thread_time
from typing import Any
from zoneinfo import ZoneInfo

from engine.grammar.reading import Reading
from engine.grammar.understanding import understand

CUTS = {"year": 4, "quarter": 7, "month": 7, "week": 10, "day": 10, "hour": 13, "minute": 16}
"""How many characters of an ISO 8601 text a grain keeps."""
NOT_COMPARED = frozenset(("datetimeHoliday", "datetimeInterval"))
"""Kinds of the public sets whose values are not times of day or days."""
_NAMES_A_ZONE = re.compile(r"\b(gmt|bst|cet|utc)\b", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Compared:
    """A sentence, its reading, the seconds it took and the aspects in which it is wrong."""

    row: dict[str, Any]
    reading: Reading
    seconds: float
    faults: frozenset[str]


def record(row: dict[str, Any]) -> Compared:
    """Compare a whole reading: intent, title, time, rule, place, people, list, query."""
    reading, seconds = timed(row, row["lang"])
    return Compared(row=row, reading=reading, seconds=seconds, faults=faults_of(row, reading))


def faults_of(row: dict[str, Any], reading: Reading) -> frozenset[str]:
    """Return the aspects in which a reading is wrong."""
    faults: set[str] = set()
    if reading.intent != row["intent"]:
        faults.add("intent")
    if row["title"] is not None and folded(reading.title) not in map(folded, row["title"]):
        faults.add("title")
    if row["intent"] != "none":
        if wall(reading.at) not in (row["at"] or [None]) or wall(reading.end) != row["end"]:
            faults.add("time")
        if reading.rrule != row["rrule"]:
            faults.add("rule")
    if row["intent"] == "event" and (
        folded(reading.place) != folded(row["place"])
        or [*map(folded, reading.people)] != [*map(folded, row["people"])]
    ):
        faults.add("particulars")
    if (reading.priority, reading.query) != (row["priority"], row["query"]):
        faults.add("particulars")
    if row["intent"] == "list_add" and (
        folded(reading.list) != folded(row["list"])
        or [*map(folded, reading.items)] != [*map(folded, row["items"])]
    ):
        faults.add("items")
    return frozenset(faults)


def times(row: dict[str, Any]) -> Compared:
    """Compare the times of a sentence: any of those read with any of the listed values."""
    reading, seconds = timed(row, row["lang"])
    found = any(has_value(row, one.at) for one in reading.times if one.at is not None)
    faults = frozenset() if found else frozenset(("time",))
    return Compared(row=row, reading=reading, seconds=seconds, faults=faults)


def is_compared(row: dict[str, Any]) -> bool:
    """Leave out zones, festivals of other calendars, intervals and dates that do not exist."""
    impossible = any("-00" in str(value) for value in row["values"])
    named = _NAMES_A_ZONE.search(row["text"]) is not None
    return row.get("kind") not in NOT_COMPARED and not impossible and not named


def has_value(row: dict[str, Any], at: datetime | date) -> bool:
    """Compare a time with the listed values, cut to the row's grain."""
    text = at.isoformat()[:19] if isinstance(at, datetime) else f"{at.isoformat()}T00:00:00"
    if "grain" in row:
        cut = CUTS.get(row["grain"], 19)
        return any(text[:cut] == value[:cut] for value in row["values"])
    cuts = {"date": text[:10], "datetime": text.replace("T", " "), "time": text[11:]}
    return any(cuts[kind] == value for kind, value in row["values"])


def timed(row: dict[str, Any], language: str) -> tuple[Reading, float]:
    """Return the reading of a row and the seconds that it took."""
    zone = ZoneInfo(row.get("zone", "UTC"))
    now = datetime.fromisoformat(row["now"]).replace(tzinfo=zone)
    started = thread_time()
    reading = understand(row["text"], now=now, zone=zone, language=language)
    return reading, thread_time() - started


def wall(moment: datetime | date | None) -> str | None:
    """Write a moment as local wall time, or a date alone."""
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%dT%H:%M")
    return moment.isoformat() if moment else None


def folded(text: str | None) -> str | None:
    """Return a text without case and accents."""
    if text is None:
        return None
    decomposed = unicodedata.normalize("NFKD", text.lower())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))
