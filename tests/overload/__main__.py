"""`python -m tests.overload --minutes 10`: ten times what can be borne; exit code 1 on a fault."""

# ruff: noqa: T201 - a report for whoever runs it
import argparse
import asyncio
import sys
import tempfile
from pathlib import Path

from tests.overload.strain import MEMORY_SHARE, OWNER_SECONDS, TIMES, Strained, strain

MEASURED_SECONDS = 15.0


def main() -> int:
    """Strain one assistant and print what came of it."""
    parser = argparse.ArgumentParser(prog="python -m tests.overload")
    parser.add_argument("--minutes", type=float, default=10.0)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="sparkone-overload-") as folder:
        found = asyncio.run(
            strain(Path(folder), measured=MEASURED_SECONDS, strained=options.minutes * 60)
        )
    print(report(found))
    faults = list(wrong(found))
    for fault in faults:
        print(f"VIOLATION {fault}")
    return 1 if faults else 0


def report(found: Strained) -> str:
    """Return the figures."""
    tally, memory = found.tally, [one / 2**20 for one in found.memory]
    rows = [
        ("sustainable, messages a second", f"{found.sustainable:.0f}"),
        ("offered a second", f"{found.offered:.0f}"),
        ("taken, all answered", f"{tally.taken - found.unanswered} of {tally.taken}"),
        ("refused with Retry-After", f"{tally.refused - tally.rude} of {tally.refused}"),
        ("other answers", f"{tally.offered - tally.taken - tally.refused}"),
        ("the owner's commands", f"{len(found.waits)}, longest wait {found.longest_wait:.2f} s"),
        ("memory, MB", f"{min(memory):.0f} to {max(memory):.0f}, ±{found.memory_swing:.1%}"),
    ]
    return "\n".join(f"{name:<32} {value}" for name, value in rows)


def wrong(
    found: Strained, *, owner_seconds: float = OWNER_SECONDS, times: float = TIMES / 2
) -> list[str]:
    """Return what was promised and not kept.

    `times`: so many times what is sustainable must have been offered to call it an overload; who
    brings it shares the machine with who is to bear it.
    """
    tally = found.tally
    checks = {
        "nothing was refused: that was no overload": tally.refused > 0,
        f"only {found.offered:.0f} a second were offered": (
            found.offered > times * found.sustainable
        ),
        f"{tally.rude} refusals did not say when to come again": tally.rude == 0,
        f"{tally.offered - tally.taken - tally.refused} were neither taken nor refused": (
            tally.offered == tally.taken + tally.refused
        ),
        f"{found.unanswered} were taken and never answered": found.unanswered == 0,
        f"the owner waited {found.longest_wait:.2f} s": found.longest_wait <= owner_seconds,
        f"memory went ±{found.memory_swing:.1%}": found.memory_swing <= MEMORY_SHARE,
    }
    return [sentence for sentence, is_kept in checks.items() if not is_kept]


if __name__ == "__main__":
    sys.exit(main())
