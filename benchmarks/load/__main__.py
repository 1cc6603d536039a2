"""A load test over Telegram's webhook on loopback, of a bounded length: about a minute and a half.

Scenarios, each with mean, p50, p95, p99 and error rate, beside the baseline that is kept in a
file; then steps of a rising rate, and from both an estimate of what one process bears.
Run: python -m benchmarks.load [--quick] [--keep]; exits 1 on errors, or where it got dearer.
"""

import argparse
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path

import uvloop

from benchmarks import scratch
from benchmarks.bot_api import BotApiServer
from benchmarks.load.baseline import FILE, WORSE, Baseline, beside, keep, read, yardstick
from benchmarks.load.saying import Outcome, say
from benchmarks.load.scenarios import LATENCY_LIMIT_MS, Scenario, mixed, scenarios, steady
from benchmarks.peers.environments import Environments
from benchmarks.peers.subjects import SUBJECTS
from benchmarks.report import short, table
from benchmarks.webhook import running
from storage.drivers import sqlite_engine
from storage.migrate import migrate

RATE, SECONDS = 50.0, 10.0
STEPS = (100.0, 200.0, 400.0, 800.0, 1600.0)
STEP_SECONDS = 4.0
_HEADS = ("", "messages", "errors", "mean", "p50", "p95", "p99", "processor ms", "of the baseline")


async def measure(folder: Path, *, is_quick: bool) -> tuple[dict[str, Outcome], float]:
    """Return the outcomes by scenario, and the highest rate that was borne (0: none)."""
    command = SUBJECTS[0].command(Environments())
    assert command is not None
    found: dict[str, Outcome] = {}
    borne = 0.0
    every = scenarios(RATE, 1.0 if is_quick else SECONDS)
    steps = STEPS[:1] if is_quick else STEPS
    seconds = 1.0 if is_quick else STEP_SECONDS
    async with BotApiServer() as server, running(command, folder, server) as (port, pid):
        await say(port, pid, server, Scenario("warm", mixed, steady(RATE, 1.0)))
        for scenario in every:
            found[scenario.name] = await say(port, pid, server, scenario)
        for rate in steps:
            step = await say(port, pid, server, Scenario("step", mixed, steady(rate, seconds)))
            if step.failed or step.p99_ms > LATENCY_LIMIT_MS:
                break
            borne = rate
    return found, borne


def report(now: Baseline, borne: float, baseline: Baseline | None) -> tuple[list[str], bool]:
    """Return the lines of the report, and whether all is well."""
    rows = []
    is_well = True
    for name, one in now.scenarios.items():
        share = beside(baseline, now, name) if baseline else None
        is_well &= one.failed == 0 and (share is None or share <= WORSE)
        times = (one.mean_ms, one.p50_ms, one.p95_ms, one.p99_ms)
        told = "no baseline" if share is None else f"{share:.2f} times"
        counts = (str(one.sent), f"{one.error_rate:.2%}")
        rows.append(
            (name, *counts, *(f"{short(ms)} ms" for ms in times), short(one.processor_ms), told)
        )
    a_second = 1000 / now.scenarios["mixed"].processor_ms
    capacity = (
        f"Capacity: {borne:,.0f} mixed messages a second were borne (p99 up to "
        f"{LATENCY_LIMIT_MS:,.0f} ms, no error); by its processor time a process that has one core "
        f"to itself bears up to {a_second:,.0f}."
    )
    verdict = "ok" if is_well else f"MISS: errors, or more than {WORSE} times the baseline"
    return [*table(_HEADS, rows), "", capacity, verdict], is_well


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, compare."""
    options = _parser().parse_args(arguments)
    before = yardstick()
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        path = Path(folder) / "bench.db"
        migrate(sqlite_engine(path), path)
        found, borne = uvloop.run(measure(Path(folder), is_quick=options.quick))
    now = Baseline(yardstick_ms=(before + yardstick()) / 2, scenarios=found)
    lines, is_well = report(now, borne, read(options.baseline))
    print("\n".join(lines))
    if options.keep:
        keep(options.baseline, now)
    return 0 if is_well else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.load", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="a second of each scenario")
    parser.add_argument("--keep", action="store_true", help="keep this run as the baseline")
    parser.add_argument("--baseline", type=Path, default=FILE)
    return parser


if __name__ == "__main__":
    sys.exit(main())
