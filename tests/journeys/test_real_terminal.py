"""The program as a stranger runs it: real processes, the real clock, a pipe."""

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

SPARKONE = Path(sys.executable).with_name("sparkone")
pytestmark = pytest.mark.real_time


class Running:
    """A `sparkone run` on a folder of its own, with a pipe to type into."""

    def __init__(self, folder: Path) -> None:
        environment = {
            name: value for name, value in os.environ.items() if not name.startswith("SPARKONE_")
        }
        environment |= {"HTTP_PORT": "0", "LOG_LEVEL": "error", "TZ": "America/Sao_Paulo"}
        self.process = subprocess.Popen(
            [SPARKONE, "run"],
            cwd=folder,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
            text=True,
            encoding="utf-8",
        )

    def say(self, text: str) -> None:
        assert self.process.stdin is not None
        self.process.stdin.write(f"{text}\n")
        self.process.stdin.flush()

    def line(self) -> str:
        assert self.process.stdout is not None
        return self.process.stdout.readline().rstrip("\n")

    def lines_until(self, start: str) -> list[str]:
        lines = [self.line()]
        while not lines[-1].startswith(start):
            assert self.process.poll() is None, lines
            lines.append(self.line())
        return lines

    def kill(self) -> None:
        self.process.kill()
        self.end()

    def end(self) -> str:
        self.process.terminate()
        _, errors = self.process.communicate(timeout=20)
        return errors


@pytest.mark.parametrize(
    ("capture", "echo", "reminder"),
    [
        ("me lembra de beber água daqui a 2 segundos", "Certo: beber água", "Lembrete: beber água"),
        ("remind me to drink water in 2 seconds", "Got it: drink water", "Reminder: drink water"),
    ],
    ids=["português", "english"],
)
def test_a_promise_is_kept_within_seconds(
    tmp_path: Path, capture: str, echo: str, reminder: str
) -> None:
    running = Running(tmp_path)

    began = time.monotonic()
    running.say(capture)
    assert running.line().startswith(echo)
    running.lines_until(reminder)

    assert time.monotonic() - began < 5
    assert running.end() == ""


def test_a_promise_is_kept_although_the_process_was_killed_in_between(tmp_path: Path) -> None:
    first = Running(tmp_path)
    first.say("me lembra de beber água daqui a 2 segundos")
    first.lines_until("Certo: beber água")
    first.kill()

    second = Running(tmp_path)
    lines = second.lines_until("Lembrete: beber água")

    assert lines[-1] == "Lembrete: beber água"
    assert [line for line in lines if line.startswith("Certo")] == []
    second.end()


def test_a_chat_attaches_to_the_running_process(tmp_path: Path) -> None:
    running = Running(tmp_path)
    running.say("tarefa: renovar o seguro")
    running.lines_until("[1] Desfazer")

    chat = subprocess.run(
        [SPARKONE, "chat", "--wait", "0"],
        cwd=tmp_path,
        input="/tasks\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=20,
        check=True,
    )

    assert chat.stdout == "Tarefas\n1. renovar o seguro\n[1] ✓1\n"
    running.end()


def test_a_number_presses_the_button_of_the_last_message(tmp_path: Path) -> None:
    chat = subprocess.run(
        [SPARKONE, "chat", "--wait", "0"],
        cwd=tmp_path,
        input="task: renew the insurance\n1\n/tasks\n",
        capture_output=True,
        text=True,
        encoding="utf-8",
        timeout=20,
        check=True,
    )

    assert chat.stdout.splitlines()[-2:] == ["Undone: renew the insurance.", "No open tasks."]


def test_a_backup_is_taken_while_it_runs_and_can_be_restored(tmp_path: Path) -> None:
    running = Running(tmp_path)
    running.say("tarefa: renovar o seguro")
    running.lines_until("[1] Desfazer")

    _run(tmp_path, "backup", "copy.db")
    refused = _run(tmp_path, "restore", "copy.db", code=75)
    running.say("tarefa: outra coisa")
    running.lines_until("[1] Desfazer")
    running.end()
    _run(tmp_path, "restore", "copy.db")

    assert "already running" in refused
    assert "1 tasks" in _run(tmp_path, "verify")


def _run(folder: Path, *arguments: str, code: int = 0) -> str:
    done = subprocess.run(
        [SPARKONE, *arguments], cwd=folder, capture_output=True, text=True, timeout=20, check=False
    )
    assert done.returncode == code, done
    return done.stdout + done.stderr
