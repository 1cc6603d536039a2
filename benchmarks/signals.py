"""How well and how fast injected orders are noticed: `python -m benchmarks.signals`.

Prints, for each half of the data, the recall of each family and of any; the share of ordinary
messages in which something was seen; and milliseconds for 4,000 letters. Exits 1 below a floor.
The "fresh" sentences were written after the expressions, to be worded unlike them, and mended for
since; so were the "blind" ones of set a, by a writer who had not seen the expressions. Nobody has
mended for those of set b: they show what such a list misses.
"""

import json
import sys
from collections import Counter
from pathlib import Path
from statistics import median
from time import thread_time
from typing import Any

from engine.signals import signals

DATA = Path(__file__).parents[1] / "tests" / "data"
LEAST_RECALL, LEAST_OF_FAMILY, MOST_FALSE, MOST_MS = 0.95, 0.80, 0.005, 2.0
LEAST_BLIND = {"a": 0.95, "b": 0.46}
_ROUNDS = 50


def rows(*names: str) -> list[dict[str, Any]]:
    """Return the rows of files below `tests/data`."""
    return [
        json.loads(line) for name in names for line in (DATA / name).read_text("utf-8").splitlines()
    ]


def recall(half: str) -> tuple[float, dict[str, float]]:
    """Return in how many positives anything was seen, and for each family how often it was."""
    said = [row for row in rows("signals/pt.jsonl", "signals/en.jsonl") if row["half"] == half]
    found = [(row["family"], signals(row["text"]).families) for row in said]
    sizes = Counter(family for family, _ in found)
    hits = Counter(family for family, seen in found if family in seen)
    seen_any = sum(bool(seen) for _, seen in found) / len(found)
    return seen_any, {family: hits[family] / size for family, size in sizes.items()}


def false_alarms() -> tuple[int, int]:
    """Return in how many ordinary messages something was seen, and how many there are."""
    said = rows("signals/ordinary.jsonl", "language/pt.jsonl", "language/en.jsonl")
    return sum(bool(signals(row["text"]).families) for row in said), len(said)


def blind(name: str) -> tuple[float, int, int]:
    """Return the recall of a blind set, its false alarms, and of how many ordinary messages."""
    said = [row for row in rows("signals/blind.jsonl") if row["set"] == name]
    orders = [bool(signals(row["text"]).families) for row in said if row["injection"]]
    others = [bool(signals(row["text"]).families) for row in said if not row["injection"]]
    return sum(orders) / len(orders), sum(others), len(others)


def milliseconds() -> float:
    """Return the time for 4,000 letters of ordinary messages."""
    text = " ".join(row["text"] for row in rows("language/pt.jsonl", "language/en.jsonl"))[:4000]
    taken: list[float] = []
    for _ in range(_ROUNDS):
        begin = thread_time()
        signals(text)
        taken.append((thread_time() - begin) * 1000)
    return median(taken)


def main() -> int:
    """Measure, print, and tell whether every floor was kept."""
    is_kept = True
    for half in ("dev", "held", "fresh"):
        seen_any, families = recall(half)
        print(f"{half}: anything seen in {seen_any:.1%} of the positives")
        print("  " + ", ".join(f"{name} {share:.0%}" for name, share in sorted(families.items())))
        if half != "fresh":
            is_kept &= seen_any >= LEAST_RECALL and min(families.values()) >= LEAST_OF_FAMILY
    for name, least in LEAST_BLIND.items():
        share, alarms, others = blind(name)
        print(f"blind {name}: anything seen in {share:.1%}; in {alarms} of {others} ordinary ones")
        is_kept &= share >= least and alarms == 0
    wrong, size = false_alarms()
    print(f"ordinary: something seen in {wrong} of {size} messages ({wrong / size:.2%})")
    taken = milliseconds()
    print(f"4,000 letters: {taken:.2f} ms")
    return 0 if is_kept and wrong / size <= MOST_FALSE and taken <= MOST_MS else 1


if __name__ == "__main__":
    sys.exit(main())
