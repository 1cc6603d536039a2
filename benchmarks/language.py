"""How well and how fast sentences are understood: `python -m benchmarks.language [--data DIR]`.

Prints, for each corpus, the share of sentences with the right intent, time, rule, title and
everything, and milliseconds a sentence. With `--data` also those of a folder with files named
`capture-*.jsonl`, `duckling-time-*.jsonl` and `recognizers-time-*.jsonl`.
"""

import argparse
import json
import re
import unicodedata
from collections import Counter
from datetime import date, datetime
from pathlib import Path
from time import perf_counter
from typing import Any
from zoneinfo import ZoneInfo

from engine.grammar.reading import Reading
from engine.grammar.understanding import understand

OWN = Path(__file__).parents[1] / "tests" / "data" / "language"
ASPECTS = ("intent", "time", "rule", "title", "all")
CUTS = {"year": 4, "quarter": 7, "month": 7, "week": 10, "day": 10, "hour": 13, "minute": 16}
NOT_COMPARED = frozenset(("datetimeHoliday", "datetimeInterval"))
NAMES_A_ZONE = re.compile(r"\b(gmt|bst|cet|utc)\b", re.IGNORECASE)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with further files")
    parser.add_argument("--wrong", action="store_true", help="show the sentences that are wrong")
    options = parser.parse_args()
    files = sorted(OWN.glob("*.jsonl"))
    if options.data:
        files += sorted(options.data.glob("capture-*.jsonl"))
        files += sorted(options.data.glob("*-time-*.jsonl"))
    for file in files:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        measure = measure_times if "-time-" in file.name else measure_records
        measure(file.name, rows, show_wrong=options.wrong)


def measure_records(name: str, rows: list[dict[str, Any]], *, show_wrong: bool) -> None:
    """Compare whole readings with what a careful person expects."""
    right: Counter[str] = Counter()
    spent: list[float] = []
    captured = 0
    for row in rows:
        reading, seconds = timed(row, row["lang"])
        spent.append(seconds)
        faults = faults_of(row, reading)
        right.update(aspect for aspect in ASPECTS if aspect not in faults)
        right["all"] += (not faults) - 1
        captured += row["intent"] == "none" != reading.intent
        if faults and show_wrong:
            print(f"  {row['text']!r}: {sorted(faults)}")
    shares = "  ".join(f"{one} {right[one] / len(rows):6.1%}" for one in ASPECTS)
    print(f"{name:32} {len(rows):4}  {shares}  captured wrongly {captured}  {speed(spent)}")


def faults_of(row: dict[str, Any], reading: Reading) -> set[str]:
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
    return faults


def measure_times(name: str, rows: list[dict[str, Any]], *, show_wrong: bool) -> None:
    """Count the rows of which any time read has any of the listed values."""
    compared = [row for row in rows if is_compared(row)]
    spent: list[float] = []
    right = 0
    for row in compared:
        reading, seconds = timed(row, row["lang"])
        spent.append(seconds)
        found = any(has_value(row, one.at) for one in reading.times if one.at is not None)
        right += found
        if not found and show_wrong:
            print(f"  {row['text']!r}: {[wall(one.at) for one in reading.times]}")
    print(f"{name:32} {len(compared):4}  times {right / len(compared):6.1%}  {speed(spent)}")


def is_compared(row: dict[str, Any]) -> bool:
    """Leave out what the sets' notes say cannot be compared."""
    impossible = any("-00" in str(value) for value in row["values"])
    named = NAMES_A_ZONE.search(row["text"]) is not None
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
    started = perf_counter()
    reading = understand(row["text"], now=now, zone=zone, language=language)
    return reading, perf_counter() - started


def speed(spent: list[float]) -> str:
    """Write the median and the 99th percentile in milliseconds."""
    ranked = sorted(spent)
    middle, slow = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)]
    return f"p50 {middle * 1000:.2f} ms, p99 {slow * 1000:.2f} ms"


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


if __name__ == "__main__":
    main()
