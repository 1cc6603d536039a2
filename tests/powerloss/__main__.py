"""`python -m tests.powerloss --seeds 500`: a table of power cuts; exit code 1 on any violation."""

# ruff: noqa: T201 - a table for whoever runs it
import argparse
import sys
import time
from collections import Counter

from tests.powerloss.living import Lives, Outcome
from tests.powerloss.recording import recorder


def main() -> int:
    """Cut the power many times and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.powerloss")
    parser.add_argument("--seeds", type=int, default=500)
    parser.add_argument("--first", type=int, default=0, help="the first seed")
    parser.add_argument("--broken", choices=["normal"], help="a fault on purpose")
    options = parser.parse_args()
    if recorder() is None:
        print("no compiler of C: nothing can write down what reaches the disk")
        return 2
    start = time.monotonic()
    outcomes = []
    lives = Lives(broken=options.broken)
    for outcome in lives.all(range(options.first, options.first + options.seeds)):
        outcomes.append(outcome)
        for violation in outcome.violations:
            print(f"VIOLATION seed {outcome.seed} {outcome.cuts}: {violation}", flush=True)
    print(table(outcomes))
    cuts = sum(len(outcome.cuts) for outcome in outcomes)
    print(f"{cuts} power cuts in {len(outcomes)} days in {time.monotonic() - start:.0f} s")
    return 1 if any(outcome.violations for outcome in outcomes) else 0


def table(outcomes: list[Outcome]) -> str:
    """Return the days by what arrived of what was not synced, and how many broke a promise."""
    tried: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for outcome in outcomes:
        style = outcome.cuts[0].style if len(outcome.cuts) < 2 else "two cuts"
        tried[style] += 1
        broken[style] += bool(outcome.violations)
    rows = [f"{style:<22} {count:>5} {broken[style]:>10}" for style, count in sorted(tried.items())]
    head = f"{'of what waited arrived':<22} {'days':>5} {'violations':>10}"
    total = f"{'all':<22} {sum(tried.values()):>5} {sum(broken.values()):>10}"
    return "\n".join([head, *rows, total])


if __name__ == "__main__":
    sys.exit(main())
