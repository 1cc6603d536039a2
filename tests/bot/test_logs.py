"""Logs: one correlation id from the inbox to the delivery; never a text, a key or a secret."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

SPARKONE = Path(sys.executable).with_name("sparkone")
SECRET = "abracadabra"
pytestmark = pytest.mark.real_time


@pytest.fixture(scope="module")
def lines(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """What `sparkone run` logs at its most talkative, while three messages are handled."""
    folder = tmp_path_factory.mktemp("logs")
    running = subprocess.Popen(
        [SPARKONE, "run"],
        cwd=folder,
        env={**os.environ, "LOG_LEVEL": "debug", "LOG_FORMAT": "json", "HTTP_PORT": "0"},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    assert running.stdin is not None
    assert running.stdout is not None
    running.stdin.write(f"tarefa: comprar {SECRET}\n/frobnicate {SECRET}\n{SECRET} blorp\n")
    running.stdin.flush()
    shown = ""
    while "blorp" not in shown:
        shown = running.stdout.readline()
    running.terminate()
    _, errors = running.communicate(timeout=20)
    return [json.loads(line) for line in errors.splitlines()]


def test_every_line_is_an_event_with_a_level_and_a_time(lines: list[dict[str, Any]]) -> None:
    assert lines
    assert all({"event", "level", "timestamp"} <= line.keys() for line in lines)


def test_no_line_carries_what_was_said(lines: list[dict[str, Any]]) -> None:
    text = json.dumps(lines)

    assert SECRET not in text
    assert "frobnicate" not in text
    assert "comprar" not in text


def test_one_correlation_id_joins_a_message_its_answer_and_its_delivery(
    lines: list[dict[str, Any]],
) -> None:
    joined = [line["event"] for line in lines if line.get("correlation") == "reply:1"]

    assert sorted(joined) == ["delivery", "message answered", "message received"]
