import argparse
import json
import subprocess
import sys
from typing import Any

import pytest

from bot.commands import understand

KEYS = [
    "text", "intent", "title", "at", "end", "rrule", "grain", "place", "people", "priority",
    "list", "items", "query", "span", "confidence", "ask", "times", "more",
]  # fmt: skip
AT = ["--now", "2026-11-21T10:00", "--zone", "America/Sao_Paulo"]


def parsed(*words: str) -> argparse.Namespace:
    parser = argparse.ArgumentParser()
    understand.arguments(parser)
    return parser.parse_args(words)


def shown(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict[str, Any]]:
    assert understand.run(parsed(*words)) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def piped(text: bytes, *words: str) -> subprocess.CompletedProcess[bytes]:
    program = (
        "import argparse, sys; from bot.commands import understand as u;"
        "p = argparse.ArgumentParser(); u.arguments(p); sys.exit(u.run(p.parse_args()))"
    )
    return subprocess.run(
        [sys.executable, "-c", program, *words], input=text, capture_output=True, check=False
    )


def test_a_sentence_is_shown_as_json_with_its_local_time(
    capsys: pytest.CaptureFixture[str],
) -> None:
    (record,) = shown(capsys, "--json", *AT, "me lembra de pagar o boleto sexta 8 e meia")

    assert list(record) == KEYS
    assert (record["intent"], record["title"]) == ("reminder", "pagar o boleto")
    assert record["at"] == "2026-11-27T08:30:00-03:00"
    assert record["times"][0]["at"] == record["at"]


def test_without_json_it_is_shown_in_words(capsys: pytest.CaptureFixture[str]) -> None:
    assert understand.run(parsed(*AT, "me lembra de sair amanhã às 9h")) == 0

    assert "lembrete · sair · quando: 2026-11-22T09:00:00-03:00" in capsys.readouterr().out


def test_json_lines_bring_their_own_circumstances() -> None:
    line = {
        "text": "remind me at 9am to go",
        "now": "2026-03-01T20:00",
        "zone": "America/New_York",
        "lang": "en",
        "id": "ignored",
    }

    done = piped(json.dumps(line).encode(), "--json")

    assert done.returncode == 0
    assert json.loads(done.stdout)["at"] == "2026-03-02T09:00:00-05:00"


def test_a_bad_line_is_told_and_the_others_go_on() -> None:
    done = piped(b'{"text"\nme lembra de sair\n', "--json", *AT)

    first, second = (json.loads(line) for line in done.stdout.splitlines())
    assert done.returncode == 1
    assert (first["intent"], second["intent"]) == ("none", "reminder")
    assert b"no JSON" in done.stderr


def test_bad_bytes_are_read_all_the_same() -> None:
    done = piped(b"me lembra de sair amanh\xff \xfe\n", "--json", *AT)

    assert done.returncode == 0
    assert json.loads(done.stdout)["intent"] == "reminder"


BAD = {
    "a bad time": ("--now", "tomorrow"),
    "an unknown zone": ("--zone", "Mars/Deimos"),
}


@pytest.mark.parametrize("words", BAD.values(), ids=BAD)
def test_a_bad_option_is_told_with_what_to_do(
    words: tuple[str, str], capsys: pytest.CaptureFixture[str]
) -> None:
    assert understand.run(parsed(*words, "oi")) == 2

    told = capsys.readouterr().err
    assert "such as" in told or "write it as" in told


def test_lines_of_mixed_zones_and_languages_are_each_read_in_their_own() -> None:
    now = "2026-11-21T10:00"
    lines = [
        {"text": "dentista amanhã às 9h", "now": now, "zone": "Europe/Lisbon", "lang": "pt-PT"},
        {"text": "dentist tomorrow at 9am", "now": now, "zone": "Asia/Kolkata", "lang": "en"},
        {"text": "dentista amanhã às 9h", "now": now},
        {"text": "dentist tomorrow at 9am", "now": now, "zone": "Mars/Deimos"},
    ]

    done = piped("\n".join(map(json.dumps, lines)).encode(), "--json", *AT)

    times = [json.loads(line)["at"] for line in done.stdout.splitlines()]
    assert times == [
        "2026-11-22T09:00:00+00:00",
        "2026-11-22T09:00:00+05:30",
        "2026-11-22T09:00:00-03:00",
        None,
    ]
    assert done.returncode == 1
    assert b"unknown zone" in done.stderr


def test_a_line_of_ten_thousand_characters_is_answered_in_one_line() -> None:
    text = "me lembra amanhã às 9h de ler " + "palavra " * 1_250

    done = piped(f"{text}\n".encode(), "--json", *AT)

    (record,) = [json.loads(line) for line in done.stdout.splitlines()]
    assert (record["text"], record["intent"]) == (text, "reminder")


def test_the_help_shows_examples_and_the_keys_of_the_answer() -> None:
    parser = argparse.ArgumentParser()
    understand.arguments(parser)
    told = parser.format_help()

    assert "sparkone understand --json" in told
    assert all(key in told for key in KEYS)


def test_each_line_is_answered_before_the_next_one_is_written() -> None:
    program = (
        "import argparse, sys; from bot.commands import understand as u;"
        "p = argparse.ArgumentParser(); u.arguments(p); sys.exit(u.run(p.parse_args()))"
    )
    with subprocess.Popen(
        [sys.executable, "-c", program, "--json", *AT],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        for text in ("oi", "dentista amanhã 9h"):
            process.stdin.write(f"{text}\n".encode())
            process.stdin.flush()
            assert json.loads(process.stdout.readline())["text"] == text
        process.stdin.close()
        assert process.wait(timeout=10) == 0


def test_nothing_of_the_database_is_imported() -> None:
    program = (
        "import sys; import bot.commands.understand as u;"
        "print([m for m in ('sqlalchemy', 'pydantic', 'holidays') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, check=True)

    assert done.stdout.strip() == b"[]"
