"""The baseline of the load test: a file, and what a run is beside it.

Machines differ, and one machine from day to day. So the file also holds what a fixed piece of
work took there, and processor times are compared in its units.
"""

from pathlib import Path
from time import process_time

import msgspec

from benchmarks.load.saying import Outcome

FILE = Path(__file__).with_name("baseline.json")
WORSE = 1.5
"""How many times the processor time of the baseline is more than a machine's moods."""
_TRIES = 7


class Baseline(msgspec.Struct, frozen=True, kw_only=True):
    """A run that was kept: milliseconds of the piece of work, and outcomes by scenario."""

    yardstick_ms: float
    scenarios: dict[str, Outcome]


def yardstick() -> float:
    """Return the milliseconds of processor time of a fixed piece of work: the least of some."""
    return min(_work() for _ in range(_TRIES)) * 1000


def _work() -> float:
    before = process_time()
    found: dict[str, int] = {}
    for number in range(40_000):
        word = f"{number * 2_654_435_761 % 9_973}"
        found[word] = found.get(word, 0) + len(word)
    msgspec.json.decode(msgspec.json.encode(found))
    return process_time() - before


def read(path: Path) -> Baseline | None:
    """Return what was kept, or None where nothing was."""
    if not path.exists():
        return None
    return msgspec.json.decode(path.read_bytes(), type=Baseline)


def keep(path: Path, baseline: Baseline) -> None:
    """Keep a run as the baseline."""
    path.write_bytes(msgspec.json.format(msgspec.json.encode(baseline), indent=1) + b"\n")


def beside(baseline: Baseline, now: Baseline, name: str) -> float | None:
    """Return how many times the processor time of the baseline a scenario took; None: not there."""
    before = baseline.scenarios.get(name)
    if before is None:
        return None
    then = before.processor_ms / baseline.yardstick_ms
    return now.scenarios[name].processor_ms / now.yardstick_ms / then
