"""`sparkone setup`: asks, checks at a real Bot API over loopback, and writes the settings file."""

import argparse
import asyncio
import io
import stat
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.cli import main
from bot.commands import setup
from bot.envfile import read, write
from bot.settings import load_settings
from tests.telegram.server import BotApiServer


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("LANG", "pt_BR.UTF-8")
    monkeypatch.delenv("LC_ALL", raising=False)
    monkeypatch.chdir(tmp_path)
    return tmp_path / ".env"


def _set_up(
    monkeypatch: pytest.MonkeyPatch, file: Path, *answers: str, is_asking: bool = True
) -> None:
    monkeypatch.setattr("sys.stdin", io.StringIO("".join(f"{line}\n" for line in answers)))
    assert setup.run(argparse.Namespace(file=file, yes=not is_asking)) == 0


def _mode(file: Path) -> int:
    return stat.S_IMODE(file.stat().st_mode)


def _beside(file: Path) -> list[str]:
    return [path.name for path in file.parent.iterdir()]


async def test_answers_become_settings_that_only_the_owner_reads(
    server: BotApiServer,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TELEGRAM_API_BASE", server.base)

    await asyncio.to_thread(
        _set_up, monkeypatch, file, server.token, "777", "Europe/Lisbon", "sk-key"
    )

    settings = load_settings({}, file)
    assert settings.telegram_token == server.token
    assert settings.sparkone_owner == "telegram:777"
    assert settings.sparkone_zone == "Europe/Lisbon"
    assert settings.openai_api_key == "sk-key"
    assert _mode(file) == 0o600
    told = capsys.readouterr().out
    assert "O Telegram respondeu: é @SparkTestBot." in told
    assert "sparkone run" in told
    assert server.token not in told
    assert "sk-key" not in told
    assert _beside(file) == [".env"]


async def test_a_token_that_telegram_refuses_is_asked_for_again(
    server: BotApiServer,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.setenv("TELEGRAM_API_BASE", server.base)
    wrong = "123456:wrong-token-of-the-right-shape"

    await asyncio.to_thread(_set_up, monkeypatch, file, "nonsense", wrong, server.token, "", "", "")

    told = capsys.readouterr().out
    assert "Isso não parece um token" in told
    assert "O Telegram não aceita esse token" in told
    assert read(file)["TELEGRAM_TOKEN"] == server.token
    assert wrong not in told


def test_a_telegram_that_cannot_be_reached_does_not_stop_the_setup(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("TELEGRAM_API_BASE", "http://127.0.0.1:9")
    token = "123456:a-token-of-the-right-shape"

    _set_up(monkeypatch, file, token, "", "", "")

    assert "Não alcancei o Telegram" in capsys.readouterr().out
    assert read(file)["TELEGRAM_TOKEN"] == token


def test_answers_that_cannot_be_used_are_asked_for_again_and_then_left_out(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_up(monkeypatch, file, "", "me", "ana", "7 7", "Narnia", "lisbon", "x", 'a "key"', "")

    told = capsys.readouterr().out
    assert told.count("É um número") == 3
    assert told.count("Não conheço esse fuso") == 3
    assert "Uma chave não tem espaços" in told
    assert not file.exists()
    assert "Nada mudou" in told


def test_what_is_set_is_kept_unless_its_replacement_is_wanted(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("# mine\nSPARKONE_ZONE=Europe/London\n\nOTHER=1\nSPARKONE_OWNER=telegram:1\n")

    _set_up(monkeypatch, file, "", "s", "2", "n", "")

    assert file.read_text() == (
        "# mine\nSPARKONE_ZONE=Europe/London\n\nOTHER=1\nSPARKONE_OWNER=telegram:2\n"
    )
    assert _mode(file) == 0o600


def test_an_empty_pipe_changes_nothing_but_takes_the_zone_of_the_machine(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    _set_up(monkeypatch, file)

    assert list(read(file)) == ["SPARKONE_ZONE"]


def test_yes_asks_nothing_takes_the_defaults_and_keeps_what_is_there(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file.write_text("SPARKONE_ZONE=Europe/London\n")

    _set_up(monkeypatch, file, "never read", is_asking=False)

    assert file.read_text() == "SPARKONE_ZONE=Europe/London\n"


def test_the_dialogue_is_in_english_where_the_machine_does_not_speak_portuguese(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("LANG", "C.UTF-8")

    _set_up(monkeypatch, file, "")

    assert "Token of the Telegram bot" in capsys.readouterr().out


def test_a_secret_is_not_shown_while_it_is_typed(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    hidden: list[str] = []

    def typed(prompt: str) -> str:
        hidden.append(prompt)
        return ""

    terminal = io.StringIO("\n\n")
    monkeypatch.setattr(terminal, "isatty", lambda: True)
    monkeypatch.setattr("sys.stdin", terminal)
    monkeypatch.setattr("getpass.getpass", typed)

    setup.run(argparse.Namespace(file=file, yes=False))

    assert len(hidden) == 2
    assert "Token do bot" in hidden[0]
    assert "Token do bot" not in capsys.readouterr().out


def test_the_verb_is_on_the_command_line(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["setup", "--yes", "--file", str(file)]) == 0
    assert "Gravado em" in capsys.readouterr().out


@pytest.mark.parametrize(
    "value", ["plain", "with space", "it's", 'dou"ble', "back\\slash", "#hash", "$HOME", "ação"]
)
def test_a_value_is_read_back_as_it_was_written(tmp_path: Path, value: str) -> None:
    path = tmp_path / "settings"
    path.write_text("A=1\nA=2\n#A=3\n")

    write(path, {"A": value, "B": value})

    assert {name: read(path)[name] for name in ("A", "B")} == {"A": value, "B": value}
    assert path.read_text().count("\nA=") + path.read_text().startswith("A=") == 1
    assert "#A=3" in path.read_text()


def test_a_server_for_whatsapp_gets_its_key_and_a_secret_of_its_own(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_up(monkeypatch, file, "", "", "", "", "evolution", "http://127.0.0.1:8080/", "evo-key-1")

    settings = load_settings({}, file)
    assert settings.evolution_url == "http://127.0.0.1:8080"
    assert settings.evolution_api_key == "evo-key-1"
    assert len(settings.evolution_webhook_secret or "") == 64
    told = capsys.readouterr().out
    assert "É um endereço como http://127.0.0.1:8080" in told
    assert "AUTHENTICATION_API_KEY" in told
    assert "evo-key-1" not in told


def test_a_server_without_its_key_is_left_out(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    _set_up(monkeypatch, file, "", "", "", "", "http://127.0.0.1:8080", "")

    assert "EVOLUTION_URL" not in read(file)


def test_the_owners_phone_is_asked_for_and_what_comes_next_is_the_code(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    url, key = "http://127.0.0.1:8080", "evo-key-1"
    _set_up(monkeypatch, file, "", "", "", "", url, key, "não sei", "+55 (11) 98888-7777")

    assert load_settings({}, file).sparkone_owner == "evolution:5511988887777"
    told = capsys.readouterr().out
    assert "São só dígitos, como 5511988887777." in told
    assert "`sparkone whatsapp qr` em outro terminal" in told


def test_who_is_the_owner_at_telegram_is_asked_for_no_phone(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _set_up(monkeypatch, file, "", "123456", "", "", "http://127.0.0.1:8080", "evo-key-1")

    assert read(file)["SPARKONE_OWNER"] == "telegram:123456"
    assert "número de WhatsApp" not in capsys.readouterr().out
