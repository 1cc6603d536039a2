"""What people get for input that no assistant likes: a polite answer, and nothing lost."""

import os
import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.fakes import until
from tests.journeys.conftest import Home, Start

SPARKONE = Path(sys.executable).with_name("sparkone")
MEGABYTE = 1_000_000

POLITE = {
    "only spaces": (" \t  ", "Não achei palavras aí|I found no words there"),
    "an empty line": ("", "Não achei palavras aí|I found no words there"),
    "one megabyte": ("a" * MEGABYTE, "1000000"),
    "deep JSON": ("[" * 9_000, "words|palavras"),
    "five thousand emoji": ("😀" * 5_000, "words|palavras"),
    "an impossible date": ("me lembra de pagar em 30 de fevereiro às 9h", "não existe"),
    "an impossible time": ("me lembra de pagar às 25:00", "não existe"),
    "the year 9999": ("me lembra de pagar em 1 de janeiro de 9999 às 9h", "9999|longe"),
    "an unknown command": ("/frobnicate now", "/frobnicate"),
    "a bare slash": ("/", "comando|command"),
    "only punctuation": ("?!?!", "words|palavras|answer|responder"),
}


@pytest.mark.parametrize(("text", "expected"), POLITE.values(), ids=POLITE)
async def test_it_is_answered_politely_and_the_next_message_works(
    home: Home, text: str, expected: str
) -> None:
    answer = await home.channel.ask(text)

    assert any(word in answer for word in expected.split("|")), answer
    assert len(answer) < 1_000
    assert (await home.channel.ask("tarefa: comprar pão")).startswith("Anotado: comprar pão")
    assert "9999" not in await home.channel.ask("tarefas")


ODD_TEXTS = {
    "NUL": "comprar\x00 pão",
    "a lone surrogate": "comprar \ud83d pão",
    "bidirectional override": "comprar \u202eoãp",
    "zalgo": "comprar p\u0334\u0322a\u0335\u0321\u0338o\u0336\u0340",
    "an escape sequence": "comprar \x1b[2Jpão",
    "markup": "comprar *_pão\\",
}


@pytest.mark.parametrize("title", ODD_TEXTS.values(), ids=ODD_TEXTS)
async def test_odd_characters_are_stored_safely_and_found_again(home: Home, title: str) -> None:
    echo = await home.channel.ask(f"tarefa: {title}")
    tasks = await home.channel.ask("tarefas")

    assert "comprar" in echo
    assert "1. comprar" in tasks
    assert not set("\x00\x1b\ud83d") & set(echo + tasks)


async def test_a_megabyte_is_told_its_length_and_nothing_of_it_is_saved(home: Home) -> None:
    answer = await home.channel.ask("tarefa: " + "pão " * 250_000)
    tasks = await home.channel.ask("tarefas")

    assert "1000008" in answer
    assert "pão" not in tasks


async def test_a_rule_that_skips_months_says_so(home: Home) -> None:
    answer = await home.channel.ask("todo dia 31 me lembra de pagar a luz")

    assert "ficam de fora" in answer


async def test_an_hour_that_the_clock_skips_is_moved_and_the_person_is_told(start: Start) -> None:
    async with start() as home:
        home.clock.move_to(datetime(2026, 3, 1, 12, 0, tzinfo=UTC))
        await home.channel.ask("/zone America/New_York")

        answer = await home.channel.ask("remind me to call Ana on March 8 at 2:30 am")

    assert "03:30" in answer
    assert "The clock skips that hour on that day, so it will be at 03:30." in answer


BUTTONS = {
    "a record that is not there": "done:999999",
    "another one's message": "undo:999999",
    "no number": "undo:x",
    "a pick of nothing": "pick:done:task:999999",
    "a pick with an unknown verb": "pick:destroy:task:1",
    "a snooze of nothing": "snooze:999999:10m",
    "a snooze by an unknown length": "snooze:1:1000y",
    "a change of nothing": "change:-1",
    "a huge number": f"done:{2**70}",
    "no such verb": "frobnicate:1",
    "garbage": "\x00\ud83d::::",
    "nothing": "",
    "very long": "done:" + "9" * 10_000,
}


@pytest.mark.parametrize("action", BUTTONS.values(), ids=BUTTONS)
async def test_a_button_that_is_not_valid_changes_nothing_and_says_so(
    home: Home, action: str
) -> None:
    await home.channel.ask("tarefa: comprar pão")

    answer = await home.channel.ask("Feito", press=action)

    assert answer.startswith(("Esse botão não vale mais", "Não há nada para desfazer")), answer
    assert "1. comprar pão" in await home.channel.ask("tarefas")


async def test_a_stranger_who_forges_a_button_changes_nothing(home: Home) -> None:
    await home.channel.ask("me lembra de beber água em 5 minutos")
    home.clock.advance(minutes=5)
    await until(lambda: len(home.channel.sent) == 2)
    action = home.channel.sent[-1].buttons[0].action

    await home.channel.say("Done", chat="elsewhere", press=action, sender="stranger")
    await home.app.worker.drain()

    assert home.channel.texts()[-1].startswith("Hello! I am a personal assistant")
    assert "água" in await home.channel.ask("/promises")
    assert "feito" not in await home.channel.ask("/promises")


TERMINAL_LINES = {
    "an empty line": b"\n",
    "only spaces": b"   \t \n",
    "NUL": b"tarefa: a\x00b\n",
    "invalid UTF-8": b"tarefa: \xff\xfe\x80\n",
    "an encoded surrogate": b"tarefa: \xed\xa0\xbd\n",
    "one megabyte": b"tarefa: " + b"a" * MEGABYTE + b"\n",
    "bidirectional override": "tarefa: \u202eoãp\n".encode(),
    "an escape sequence": b"tarefa: \x1b[2J\n",
    "a number without buttons": b"7\n",
    "a huge number": b"9" * 5_000 + b"\n",
}


@pytest.mark.real_time
@pytest.mark.parametrize("line", TERMINAL_LINES.values(), ids=TERMINAL_LINES)
def test_a_terminal_survives_any_line_and_the_next_one_works(tmp_path: Path, line: bytes) -> None:
    chat = _chat(tmp_path, line + "tarefa: comprar pão\ntarefas\n".encode())

    shown = chat.stdout.decode("utf-8")
    assert chat.returncode == 0
    assert chat.stderr == b""
    assert "comprar pão" in shown.splitlines()[-2]
    assert not set("\x00\x1b\u202e") & set(shown)


@pytest.mark.real_time
def test_a_last_line_without_its_end_is_read_too(tmp_path: Path) -> None:
    chat = _chat(tmp_path, "tarefa: comprar pão".encode())

    assert "Anotado: comprar pão" in chat.stdout.decode("utf-8")


def _chat(folder: Path, said: bytes) -> "subprocess.CompletedProcess[bytes]":
    start = time.monotonic()
    done = subprocess.run(
        [SPARKONE, "chat", "--wait", "0"],
        cwd=folder,
        input=said,
        env={**os.environ, "LOG_LEVEL": "error"},
        capture_output=True,
        timeout=30,
        check=False,
    )
    assert time.monotonic() - start < 15
    return done
