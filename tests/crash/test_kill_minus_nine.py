"""A real `sparkone run` is killed under an attached `sparkone chat`, and started again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

SPARKONE = Path(sys.executable).with_name("sparkone")
LINES = 40
LIMIT_SECONDS = 30.0

pytestmark = [pytest.mark.crash, pytest.mark.real_time]


def test_lines_that_were_not_confirmed_are_said_again_and_answered_once(tmp_path: Path) -> None:
    said = "".join(f"tarefa: coisa {number}\n" for number in range(LINES))
    with _run(tmp_path) as first, _chat(tmp_path) as chat:
        assert chat.stdin is not None
        assert chat.stdout is not None
        chat.stdin.write(said)
        chat.stdin.close()
        shown = [chat.stdout.readline() for _ in range(9)]
        first.send_signal(signal.SIGKILL)
        first.wait()
        with _run(tmp_path):
            shown += chat.stdout.readlines()

            assert chat.wait(timeout=LIMIT_SECONDS) == 0

    answers = [line for line in shown if "coisa" in line]
    unmarked = [line.strip() for line in answers if "Talvez repetido" not in line]
    assert [f"coisa {number}." in "".join(answers) for number in range(LINES)] == [True] * LINES
    assert len(unmarked) == len(set(unmarked))
    assert len(answers) - len(unmarked) <= 1
    assert _tasks(tmp_path) == LINES


@contextmanager
def _run(folder: Path) -> Iterator["subprocess.Popen[str]"]:
    process = _start(folder, "run", "--no-http")
    end = time.monotonic() + LIMIT_SECONDS
    while not _is_alive(folder):
        assert process.poll() is None, process.communicate()
        assert time.monotonic() < end, "nobody listens"
        time.sleep(0.02)
    try:
        yield process
    finally:
        process.terminate()
        process.communicate(timeout=LIMIT_SECONDS)


@contextmanager
def _chat(folder: Path, *options: str) -> Iterator["subprocess.Popen[str]"]:
    process = _start(folder, "chat", *options)
    try:
        yield process
    finally:
        if process.poll() is None:
            process.kill()
        for stream in (process.stdin, process.stdout, process.stderr):
            if stream is not None:
                stream.close()
        process.wait()


def _start(folder: Path, *arguments: str) -> "subprocess.Popen[str]":
    return subprocess.Popen(
        [SPARKONE, *arguments],
        cwd=folder,
        env={**os.environ, "SPARKONE_LANGUAGE": "pt", "LOG_LEVEL": "error"},
        stdin=subprocess.PIPE if arguments[0] == "chat" else subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )


def _is_alive(folder: Path) -> bool:
    """Tell whether the socket is that of a living process."""
    import socket

    path = folder / "data" / "sparkone.db.sock"
    with socket.socket(socket.AF_UNIX, socket.SOCK_STREAM) as probe:
        try:
            probe.connect(str(path))
        except OSError:
            return False
    return True


def _tasks(folder: Path) -> int:
    import sqlite3

    connection = sqlite3.connect(folder / "data" / "sparkone.db")
    try:
        count: int = connection.execute("SELECT count(*) FROM tasks").fetchone()[0]
    finally:
        connection.close()
    return count
