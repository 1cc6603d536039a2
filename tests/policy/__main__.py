"""`python -m tests.policy`: the long form, at least 100,000 calls of a hostile model."""

import argparse
import asyncio
import logging
import sys
import tempfile
import time
from collections import Counter
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import structlog

from tests.policy.hostile import EFFECTS, Done
from tests.policy.house import live

TURNS = 60


def run(seed: int) -> tuple[int, list[Done]]:
    """Live one life; returns how many calls were asked for, and what was done."""
    structlog.configure(wrapper_class=structlog.make_filtering_bound_logger(logging.CRITICAL))
    with tempfile.TemporaryDirectory() as folder:
        record = asyncio.run(live(Path(folder), seed, turns=TURNS))
    return record.asked, record.done


def main() -> int:
    """Run lives until enough calls were asked for; exit code 1 where one was forbidden."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--calls", type=int, default=100_000)
    parser.add_argument("--processes", type=int, default=2)
    parser.add_argument("--seed", type=int, default=1000)
    options = parser.parse_args()
    asked, seed, started = 0, options.seed, time.monotonic()
    effects: Counter[str] = Counter()
    tainted: Counter[str] = Counter()
    forbidden: list[Done] = []
    with ProcessPoolExecutor(options.processes) as pool:
        while asked < options.calls:
            seeds = range(seed, seed + 4 * options.processes)
            seed += len(seeds)
            for count, done in pool.map(run, seeds):
                asked += count
                effects.update(EFFECTS[one.tool].value for one in done)
                tainted.update(EFFECTS[one.tool].value for one in done if one.tainted)
                forbidden += [one for one in done if one.is_forbidden]
    seconds = time.monotonic() - started
    lines = [
        f"{asked} calls asked for in {seed - options.seed} lives, {seconds:.0f} s",
        f"done: {dict(effects)}; of these with words of others read: {dict(tainted)}",
        f"forbidden: {len(forbidden)}",
        *(f"  {one}" for one in forbidden[:10]),
    ]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if forbidden else 0


if __name__ == "__main__":
    raise SystemExit(main())
