import ast
import json
from pathlib import Path

import pytest

from benchmarks.__main__ import main
from benchmarks.peers.environments import NAMES, OURS, REQUIREMENTS, ROOT
from benchmarks.peers.instant import _answer
from benchmarks.peers.subjects import PROGRAMS, SUBJECTS
from benchmarks.scale_reminders import PEER

FIGURES = {"processor_ms", "start_s", "start_processor_s", "idle_mb", "busy_mb"}


def test_the_quick_form_measures_ours_and_says_plainly_which_peers_are_not_there(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    figures = tmp_path / "figures.json"
    nobody = tmp_path / "environments"

    main(
        ["--quick", "--only", "peers", "--environments", str(nobody), "--json", str(figures)],
    )

    told = capsys.readouterr().out.splitlines()
    found = json.loads(figures.read_text("utf-8"))
    assert set(found) == {
        *(f"command.{figure}" for figure in (*FIGURES, "p99_ms")),
        *(f"{name}.{figure}" for name in ("capture", "conversation") for figure in FIGURES),
    }
    assert all(len(values) == 1 and values[0] > 0 for values in found.values())
    for subject in SUBJECTS:
        line = next(line for line in told if line.startswith(subject.label))
        assert ("not measured" in line) is (subject.environment is not None)
    assert not nobody.exists()


def test_every_peer_has_its_pins_and_its_program() -> None:
    peers = [subject for subject in SUBJECTS if subject.environment is not None]

    assert {subject.environment for subject in peers} == set(NAMES) - {OURS, PEER}
    for subject in peers:
        pins = (REQUIREMENTS / f"{subject.environment}.txt").read_text("utf-8").split()
        assert pins
        assert all("==" in pin for pin in pins)
        assert (PROGRAMS / subject.program[0]).exists()
    assert (ROOT / "requirements.lock").exists()


def test_programs_of_peers_import_nothing_of_ours() -> None:
    ours = {"bot", "handlers", "scheduler", "engine", "storage", "domain", "benchmarks", "tests"}

    for program in PROGRAMS.glob("*.py"):
        tree = ast.parse(program.read_text("utf-8"))
        imported = {
            alias.name.split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.Import)
            for alias in node.names
        } | {
            (node.module or "").split(".")[0]
            for node in ast.walk(tree)
            if isinstance(node, ast.ImportFrom)
        }
        assert not imported & ours, program.name


def test_the_instant_model_answers_whole_streamed_and_with_its_models() -> None:
    post = b"POST /v1/chat/completions HTTP/1.1\r\n\r\n"

    assert b"chat.completion.chunk" in _answer(post, b'{"stream":true}')
    assert b'"content":"word 0 word 1 ' in _answer(post, b"{}")
    assert b'"id":"m"' in _answer(b"GET /v1/models HTTP/1.1\r\n\r\n", b"")
    assert b" 404 " in _answer(b"POST /v1/responses HTTP/1.1\r\n\r\n", b"{}")
