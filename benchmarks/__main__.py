"""All figures of the README and of docs/performance.md, side by side in one run.

Each part is measured once a round, in a process of its own; medians of the rounds count, and the
least and the most stand beside them. What takes minutes is measured once in all. Run:
python -m benchmarks [--quick]; exits 1 on a miss.
"""

import argparse
import compileall
import json
import sys
from collections.abc import Callable, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context
from pathlib import Path

from benchmarks import (
    models,
    postgres,
    scale_messages,
    scale_reminders,
    slow_disk,
    spine,
    startup,
    storage,
    telegram,
)
from benchmarks.peers import flat
from benchmarks.peers.environments import ENVIRONMENTS, NAMES, Environments
from benchmarks.peers.measuring import QUICK, Sizes, measure
from benchmarks.peers.targets import FLAT, PEERS, standing
from benchmarks.report import Found, Target, judged, others
from benchmarks.targets import HOUSE

ROUNDS = 5
PACKAGES = ("bot", "domain", "engine", "handlers", "scheduler", "storage")


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is measured once a round, or once in all."""

    name: str
    measure: Callable[[], dict[str, float]]
    is_repeated: bool = True
    targets: Mapping[str, Target] = field(default_factory=dict)


def parts(environments: Environments, *, is_quick: bool) -> list[Part]:
    """Return everything that is measured, in the order of a round."""
    house = [
        Part(module.__name__.rpartition(".")[2], module.measure, targets=HOUSE)
        for module in (startup, storage, spine, telegram, models)
    ]
    beside = partial(measure, QUICK if is_quick else Sizes(), environments)
    messages = 4_000 if is_quick else flat.MESSAGES
    growth = partial(flat.measure, environments, messages)
    return [
        *house,
        Part("peers", beside, targets=PEERS),
        Part("flat", growth, is_repeated=False, targets=FLAT),
        *_once(environments, is_quick=is_quick),
    ]


def _once(environments: Environments, *, is_quick: bool) -> list[Part]:
    """Return what is measured once; the quick forms are too small for the targets."""
    scale = scale_reminders.QUICK if is_quick else scale_reminders.Scale()
    tasks: dict[str, tuple[Callable[[], dict[str, float]], Mapping[str, Target]]] = {
        "scale_reminders": (
            partial(scale_reminders.measure, environments, scale),
            scale_reminders.TARGETS,
        ),
        "scale_messages": (
            scale_messages.quick if is_quick else scale_messages.measure,
            scale_messages.TARGETS,
        ),
        "slow_disk": (
            partial(slow_disk.measure, slow_disk.QUICK if is_quick else slow_disk.UNITS),
            slow_disk.TARGETS,
        ),
        "postgres": (
            partial(postgres.measure, 1 if is_quick else postgres.ROUNDS),
            postgres.TARGETS,
        ),
    }
    return [
        Part(name, measure, is_repeated=False, targets={} if is_quick else targets)
        for name, (measure, targets) in tasks.items()
    ]


def run(some: Sequence[Part], rounds: int) -> dict[str, list[float]]:
    """Measure the parts in turns."""
    found: dict[str, list[float]] = {}
    for number in range(rounds):
        for part in some:
            if part.is_repeated or number == 0:
                print(f"round {number + 1} of {rounds}: {part.name}", file=sys.stderr, flush=True)
                for name, value in _apart(part.measure).items():
                    found.setdefault(name, []).append(value)
    return found


def _apart(task: Callable[[], dict[str, float]]) -> dict[str, float]:
    """Do it in a new process, so that nothing that another part has loaded is in its way."""
    with ProcessPoolExecutor(max_workers=1, mp_context=get_context("spawn")) as pool:
        return pool.submit(task).result()


def report(found: Found, some: Sequence[Part]) -> tuple[list[str], int]:
    """Return the lines of the report, and how many targets were missed."""
    lines = [*standing(found), ""] if any(part.name == "peers" for part in some) else []
    targets = {
        name: target
        for part in some
        for name, target in part.targets.items()
        if part.targets is not HOUSE or name in found
    }
    told, missed = judged(targets, found)
    own = {
        name: values
        for name, values in found.items()
        if "." not in name or name.startswith(scale_reminders.PEER)
    }
    return [*lines, *told, "", *others(targets, own)], missed


def main(arguments: Sequence[str] | None = None) -> int:
    """Measure, print, and tell whether all targets were reached."""
    options = _parser().parse_args(arguments)
    environments = Environments(options.environments.absolute())
    for package in PACKAGES:
        compileall.compile_dir(package, quiet=1)
    if not options.quick:
        for name in NAMES:
            reason = environments.make(name)
            if reason is not None:
                print(f"{name} is not measured, it could not be installed: {reason}")
    every = parts(environments, is_quick=options.quick)
    wanted = options.only.split(",") if options.only else [part.name for part in every]
    some = [part for part in every if part.name in wanted]
    found = run(some, 1 if options.quick else options.rounds)
    lines, missed = report(found, some)
    print("\n".join(lines))
    if options.json:
        options.json.write_text(json.dumps(found, indent=1), "utf-8")
    return 1 if missed else 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="one round, little said: a minute")
    parser.add_argument("--rounds", type=int, default=ROUNDS)
    parser.add_argument("--only", help="parts, with commas between them")
    parser.add_argument("--json", type=Path, help="a file for the figures of each round")
    parser.add_argument("--environments", type=Path, default=ENVIRONMENTS)
    return parser


if __name__ == "__main__":
    sys.exit(main())
