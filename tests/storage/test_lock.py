import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from domain.errors import AlreadyRunning
from storage.lock import ProcessLock

HOLD = """
import sys
from pathlib import Path
from storage.lock import ProcessLock

with ProcessLock(Path(sys.argv[1])):
    print("held", flush=True)
    sys.stdin.read()
"""


@pytest.fixture
def holder(tmp_path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another process that holds the lock of the database."""
    command = [sys.executable, "-c", HOLD, str(tmp_path / "sparkone.db")]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout is not None
        assert process.stdout.readline() == "held\n"
        yield process
        process.kill()


def test_a_second_process_is_refused_and_told_which_one_runs(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    with pytest.raises(AlreadyRunning) as refused, ProcessLock(tmp_path / "sparkone.db"):
        pass

    assert refused.value.facts["process"] == str(holder.pid)
    assert refused.value.facts["lock"] == str(tmp_path / "sparkone.db.lock")


def test_a_killed_process_leaves_the_lock_free(
    holder: subprocess.Popen[str], tmp_path: Path
) -> None:
    os.kill(holder.pid, signal.SIGKILL)
    holder.wait(10)

    with ProcessLock(tmp_path / "sparkone.db") as lock:
        assert lock.path.read_text() == f"{os.getpid()}\n"


def test_a_process_that_ends_well_leaves_the_lock_free(tmp_path: Path) -> None:
    for _ in range(2):
        with ProcessLock(tmp_path / "sparkone.db"):
            pass


def test_two_databases_have_two_locks(tmp_path: Path) -> None:
    with ProcessLock(tmp_path / "one.db"), ProcessLock(tmp_path / "two.db"):
        pass
