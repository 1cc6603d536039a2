"""How well and how fast sentences are understood: `python -m benchmarks.language [--data DIR]`.

Prints, for each corpus, the share of sentences with the right intent, time, rule, title and
everything, and milliseconds a sentence; then, for each language, the tags that are hardest,
what was taken for what, and how far "done with echo" can be trusted. With `--data` also those
of a folder with files named `capture-*.jsonl`, `duckling-time-*.jsonl` and
`recognizers-time-*.jsonl`. Exits 1 where a target is missed.
"""

import argparse
import gc
import json
import sys
from collections import Counter, defaultdict
from datetime import datetime
from pathlib import Path
from time import thread_time
from zoneinfo import ZoneInfo

from benchmarks.comparing import Compared, is_compared, record, times, wall
from engine.grammar.confidence import SURE
from engine.grammar.reading import Intent
from engine.grammar.understanding import understand

OWN = Path(__file__).parents[1] / "tests" / "data" / "language"
ASPECTS = ("intent", "time", "rule", "title", "all")
TARGETS = {"intent": 0.96, "time": 0.95, "all": 0.92}
TIME_TARGETS = {
    ("duckling", "pt"): 0.90,
    ("duckling", "en"): 0.85,
    ("recognizers", "pt"): 0.85,
    ("recognizers", "en"): 0.80,
}
TRUSTED = 0.98
"""How often what is done without asking has to be right."""
MEDIAN_MS, SLOW_MS, LONG_MS, WORST_MS = 1.0, 5.0, 50.0, 100.0
_SHOWN_TAGS = 8
_ZONE = ZoneInfo("America/Sao_Paulo")
_NOW = datetime(2026, 11, 21, 10, tzinfo=_ZONE)
_DOES = frozenset(Intent) - {Intent.NONE, Intent.QUERY, Intent.HELP, Intent.BRIEF, Intent.COACH}
"""Intents that write something."""


def main() -> int:
    """Measure, print, and tell whether every target was reached."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, help="a folder with further files")
    parser.add_argument("--wrong", action="store_true", help="show the sentences that are wrong")
    options = parser.parse_args()
    files = sorted(OWN.glob("*.jsonl"))
    if options.data:
        files += sorted(options.data.glob("capture-*.jsonl"))
        files += sorted(options.data.glob("*-time-*.jsonl"))
    missed: list[str] = []
    records: dict[str, list[Compared]] = defaultdict(list)
    for file in files:
        rows = [json.loads(line) for line in file.read_text("utf-8").splitlines()]
        if "-time-" in file.name:
            compared = [times(row) for row in rows if is_compared(row)]
            missed += _print_times(file.stem, compared)
        else:
            compared = [record(row) for row in rows]
            missed += _print_records(file.stem, compared)
            records[rows[0]["lang"][:2]] += compared
        if options.wrong:
            _print_wrong(compared)
    for language, compared in records.items():
        _print_tags(language, compared)
        missed += _print_trust(language, compared)
    missed += _print_long()
    for one in missed:
        _say(f"MISSED {one}")
    return 1 if missed else 0


def _print_records(name: str, compared: list[Compared]) -> list[str]:
    size = len(compared)
    wrong = Counter(fault for one in compared for fault in one.faults)
    share = {aspect: 1 - wrong[aspect] / size for aspect in ASPECTS}
    share["all"] = sum(not one.faults for one in compared) / size
    captured = sum(one.row["intent"] == "none" != one.reading.intent for one in compared)
    shares = "  ".join(f"{one} {share[one]:6.1%}" for one in ASPECTS)
    _say(f"{name:28} {size:4}  {shares}  captured wrongly {captured}  {_speed(compared)}")
    missed = [f"{name}: {one} {share[one]:.1%}" for one, at in TARGETS.items() if share[one] < at]
    return missed + ([f"{name}: {captured} captured wrongly"] if captured else [])


def _print_times(name: str, compared: list[Compared]) -> list[str]:
    right = sum(not one.faults for one in compared) / len(compared)
    _say(f"{name:28} {len(compared):4}  times {right:6.1%}  {_speed(compared)}")
    source, _, language, *_ = name.split("-")
    target = TIME_TARGETS.get((source, language), 0.0)
    return [f"{name}: {right:.1%}"] if right < target else []


def _print_tags(language: str, compared: list[Compared]) -> None:
    """Print the tags with the lowest shares, and what was taken for what."""
    by_tag: dict[str, list[bool]] = defaultdict(list)
    for one in compared:
        for tag in one.row.get("tags", ()):
            by_tag[tag].append(not one.faults)
    ranked = sorted(by_tag.items(), key=lambda pair: (sum(pair[1]) / len(pair[1]), -len(pair[1])))
    hardest = (f"{tag} {sum(right)}/{len(right)}" for tag, right in ranked[:_SHOWN_TAGS])
    _say(f"{language}: hardest tags: {', '.join(hardest)}")
    confused = Counter(
        (one.row["intent"], one.reading.intent.value)
        for one in compared
        if one.row["intent"] != one.reading.intent
    )
    told = [f"{said} as {read} {count}" for (said, read), count in confused.most_common()]
    _say(f"{language}: taken for another intent: {', '.join(told) or 'none'}")


def _print_trust(language: str, compared: list[Compared]) -> list[str]:
    """Print how often what is done without asking is right, and what is asked about."""
    does = [one for one in compared if one.reading.intent in _DOES]
    done = [one for one in does if one.reading.confidence >= SURE and one.reading.ask is None]
    right = sum(not one.faults & {"intent", "time", "rule"} for one in done) / max(1, len(done))
    asked = len(does) - len(done)
    spared = sum(bool(one.faults) for one in does) - sum(bool(one.faults) for one in done)
    _say(
        f"{language}: done with echo {len(done)} of {len(does)}, right in {right:.1%}; "
        f"asked about {asked}, of which {spared} would have been wrong"
    )
    return [f"{language}: done with echo right in {right:.1%}"] if right < TRUSTED else []


def _print_long() -> list[str]:
    """Print what long and hostile texts take, the slowest of five each."""
    sentence = "me lembra de comprar pão amanhã às 8h e meia, depois ligar pro João na sexta. "
    texts = {
        "4,000 characters of requests": (sentence * 60)[:4000],
        "10,000 characters of requests": (sentence * 150)[:10_000],
        "10,000 digits and colons": ("8:30 9:15 " * 1000)[:10_000],
        "10,000 of one word": ("segunda " * 1300)[:10_000],
        "10,000 commas": "," * 10_000,
        "10,000 of every other": ("every other " * 900)[:10_000],
    }
    missed = []
    gc.collect()
    gc.freeze()  # what the corpora left is not swept while the clock runs
    for name, text in texts.items():
        _spent(text)
        spent = max(_spent(text) for _ in range(5)) * 1000
        limit = LONG_MS if name.startswith("4") else WORST_MS
        _say(f"{name:32} {spent:6.1f} ms (at most {limit:g})")
        missed += [f"{name}: {spent:.1f} ms"] if spent > limit else []
    return missed


def _spent(text: str) -> float:
    started = thread_time()
    understand(text, now=_NOW, zone=_ZONE)
    return thread_time() - started


def _speed(compared: list[Compared]) -> str:
    """Write the median and the 99th percentile in milliseconds."""
    ranked = sorted(one.seconds * 1000 for one in compared)
    middle, slow = ranked[len(ranked) // 2], ranked[int(len(ranked) * 0.99)]
    late = " SLOW" if middle > MEDIAN_MS or slow > SLOW_MS else ""
    return f"p50 {middle:.2f} ms, p99 {slow:.2f} ms{late}"


def _print_wrong(compared: list[Compared]) -> None:
    for one in compared:
        if one.faults:
            reading = one.reading
            read = (reading.intent.value, reading.title, wall(reading.at), reading.rrule)
            _say(f"  {one.row['text']!r}: {sorted(one.faults)} read as {read}")


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")


if __name__ == "__main__":
    sys.exit(main())
