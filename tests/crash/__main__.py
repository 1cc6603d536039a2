"""`python -m tests.crash --points 200`: a table of deaths; exit code 1 on any violation."""

# ruff: noqa: T201 - a table for whoever runs it
import argparse
import sys
import time
from collections import Counter

from tests.crash.days import STRACE, Day, all_days
from tests.crash.plans import plans

POINTS_AT_LEAST = 1


def main() -> int:
    """Kill the assistant at many points and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.crash")
    parser.add_argument("--points", type=int, default=200)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--over", choices=["script", "telegram"], default="script")
    parser.add_argument("--on", choices=["sqlite", "postgres"], default="sqlite")
    options = parser.parse_args()
    if options.points < POINTS_AT_LEAST:
        parser.error("--points: at least 1")
    if not STRACE:
        print("strace is not installed: deaths at system calls are left out")
    start = time.monotonic()
    days = []
    chosen = plans(options.points, over=options.over, on=options.on, seed=options.seed)
    for day in all_days(chosen):
        days.append(day)
        for violation in day.violations:
            print(f"VIOLATION {day.plan} died {day.died}: {violation}", flush=True)
    print(table(days))
    print(
        f"{len(days)} days over {options.over} on {options.on} in {time.monotonic() - start:.0f} s"
    )
    return 1 if any(day.violations for day in days) else 0


def table(days: list[Day]) -> str:
    """Return the days by where the process died: how many, and how many broke a promise."""
    tried: Counter[str] = Counter()
    broken: Counter[str] = Counter()
    for day in days:
        where = " + ".join(day.died) if len(day.died) < 2 else "twice, once in recovery"
        tried[where or "nowhere: the day had ended"] += 1
        broken[where or "nowhere: the day had ended"] += bool(day.violations)
    rows = [f"{where:<30} {count:>5} {broken[where]:>10}" for where, count in sorted(tried.items())]
    head = f"{'died':<30} {'days':>5} {'violations':>10}"
    total = f"{'all':<30} {sum(tried.values()):>5} {sum(broken.values()):>10}"
    return "\n".join([head, *rows, total])


if __name__ == "__main__":
    sys.exit(main())
