"""A slow disk: every sync takes five milliseconds more, and 256 units wait at any moment.

The kernel's answer to each fsync and fdatasync is held back by strace, which also counts them.
Run: python -m benchmarks.slow_disk
"""

import asyncio
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from functools import partial
from itertools import count
from pathlib import Path

from benchmarks import scratch
from benchmarks.report import Target
from benchmarks.storage import accept
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase

DELAY = 0.005
WAITING = 256
UNITS, QUICK = 20_000, 2_000
TARGETS = {
    "slow_disk_units_a_sync": Target(
        "5 ms a sync, 256 units waiting: units a sync", "units", 32.0, is_floor=True
    ),
    "slow_disk_share": Target(
        "the same: units a second, of what the syncs allow", "times", 0.8, is_floor=True
    ),
}


def measure(units: int = UNITS) -> dict[str, float]:
    """Return units a sync and a second; nothing where strace is not there.

    `slow_disk_share` is of batch / (batch x cost of a unit + sync): the batch is what one sync
    was for, the cost that of a unit on this disk without its share of a sync.
    """
    if shutil.which("strace") is None:
        print("strace is not installed: the slow disk is not measured", file=sys.stderr)
        return {}
    fast, slow = _traced(units, 0.0), _traced(units, DELAY)
    cost = (fast["seconds"] - fast["syncs"] * fast["sync"]) / units
    batch = units / slow["syncs"]
    allowed = batch / (batch * cost + DELAY + slow["sync"])
    return {
        "slow_disk_units_a_sync": batch,
        "slow_disk_units_a_second": units / slow["seconds"],
        "slow_disk_share": units / slow["seconds"] / allowed,
        "slow_disk_unit_us": cost * 1e6,
        "own_disk_sync_ms": fast["sync"] * 1000,
        "own_disk_units_a_sync": units / fast["syncs"],
        "own_disk_units_a_second": units / fast["seconds"],
    }


def _traced(units: int, delay: float) -> dict[str, float]:
    """Do the units in a process of its own; returns its seconds, and how many syncs they took."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        log = Path(folder) / "syncs"
        held = f"fsync,fdatasync:delay_exit={round(delay * 1e6)}"
        strace = ["strace", "-f", "-ttt", "-o", str(log), "--seccomp-bpf"]
        strace += ["-e", "trace=fsync,fdatasync", *(["-e", f"inject={held}"] if delay else [])]
        child = [sys.executable, "-m", "benchmarks.slow_disk", folder, str(units)]
        done = subprocess.run([*strace, *child], stdout=subprocess.PIPE, check=True)
        told = json.loads(done.stdout)
        moments = [
            float(line.split()[1]) for line in log.read_text().splitlines() if "sync(" in line
        ]
    syncs = sum(told["began"] <= moment <= told["ended"] for moment in moments)
    return {"syncs": syncs, "seconds": told["ended"] - told["began"], "sync": told["sync"]}


async def _work(folder: Path, units: int) -> dict[str, float]:
    """Keep so many units waiting until all are committed."""
    path = folder / "bench.db"
    migrate(sqlite_engine(path), path)
    numbers = count()

    async def one_after_another(database: SqliteDatabase) -> None:
        while (number := next(numbers)) < units:
            await database.run(partial(accept, key=str(number)))

    async with SqliteDatabase(path) as database:
        await database.run(partial(accept, key="warm"))
        began = time.time()
        await asyncio.gather(*(one_after_another(database) for _ in range(WAITING)))
        ended = time.time()
    return {"began": began, "ended": ended, "sync": _own_sync(folder)}


def _own_sync(folder: Path) -> float:
    """Return how long a sync of one page takes on this disk; by a call that is not held back."""
    taken: list[float] = []
    handle = os.open(folder / "page", os.O_CREAT | os.O_WRONLY | os.O_DSYNC)
    for _ in range(50):
        began = time.perf_counter()
        os.write(handle, bytes(4096))
        taken.append(time.perf_counter() - began)
    os.close(handle)
    return statistics.median(taken)


if __name__ == "__main__":
    if len(sys.argv) > 2:
        print(json.dumps(asyncio.run(_work(Path(sys.argv[1]), int(sys.argv[2])))))
    else:
        for label, value in measure().items():
            print(f"{label:32s} {value:10.3f}")
