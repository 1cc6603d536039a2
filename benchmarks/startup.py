"""Cold start to the first answered message, and resident memory when idle."""

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import scratch

STARTS = 2
IDLE_SECONDS = 3.0
SPARKONE = Path(sys.executable).with_name("sparkone")


def measure() -> dict[str, float]:
    """Return seconds (median of some starts, database migrated) and MB (RSS, after a while)."""
    with tempfile.TemporaryDirectory(dir=scratch()) as folder:
        _start(Path(folder), "/help")
        seconds = {
            label: statistics.median(_start(Path(folder), text)[0] for _ in range(STARTS))
            for label, text in (
                ("cold_start_command_s", "/today"),
                ("cold_start_capture_s", "me lembra de beber água daqui a 1 hora"),
            )
        }
        return {**seconds, "idle_memory_mb": _start(Path(folder), "hoje", idle=IDLE_SECONDS)[1]}


def _start(folder: Path, text: str, idle: float = 0.0) -> tuple[float, float]:
    """Start the assistant, say one thing; returns seconds to the answer, and MB after a while."""
    environment = {
        **os.environ,
        "DATABASE_URL": f"sqlite:///{folder / 'bench.db'}",
        "HTTP_PORT": "0",
        "LOG_LEVEL": "error",
        "SPARKONE_EMBEDDER": "off",  # as without the extra, which is not installed by default
    }
    began = time.perf_counter()
    process = subprocess.Popen(
        [SPARKONE, "run"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, env=environment
    )
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        process.stdin.write(f"{text}\n".encode())
        process.stdin.flush()
        process.stdout.readline()
        seconds = time.perf_counter() - began
        time.sleep(idle)
        return seconds, resident_mb(process.pid)
    finally:
        process.terminate()
        process.wait(timeout=20)


def resident_mb(pid: int) -> float:
    """Return the resident memory of a process, in MB."""
    status = Path(f"/proc/{pid}/status").read_text()
    line = next(line for line in status.splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1000


if __name__ == "__main__":
    for name, value in measure().items():
        print(f"{name:24s} {value:8.3f}")
