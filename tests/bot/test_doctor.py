"""`sparkone doctor`: one line a check, and what to do about each that fails."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.commands import doctor
from domain.people import Identity, Role
from storage.database import Unit
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.telegram.server import BotApiServer

OWNER = 777
Report = Any


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer() as server:
        yield server


@pytest.fixture
def path(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "spark.db"
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{path}")
    return path


@pytest.fixture
def report(path: Path, capsys: pytest.CaptureFixture[str]) -> Report:
    async def examined(*, sends: bool = True) -> tuple[int, str]:
        code = await asyncio.to_thread(doctor.run, argparse.Namespace(no_send=not sends))
        return code, capsys.readouterr().out

    return examined


async def _write(path: Path, unit: Unit[Any]) -> None:
    migrate(sqlite_engine(path), path)
    async with SqliteDatabase(path) as database:
        await database.run(unit)


def _owner(made: datetime, *, is_known: bool = True) -> Unit[None]:
    def add(store: Store) -> None:
        owner = store.people.add(
            role=Role.OWNER, zone="Europe/London", language="pt", quiet=None, now=made
        )
        if is_known:
            store.people.link(
                Identity(person=owner.id, channel="telegram", external=str(OWNER), chat=str(OWNER))
            )

    return add


def _telegram(monkeypatch: pytest.MonkeyPatch, server: BotApiServer) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", server.token)
    monkeypatch.setenv("TELEGRAM_API_BASE", server.base)


async def test_before_the_first_start_there_is_nothing_to_mend(report: Report) -> None:
    code, text = await report()

    assert code == 0
    assert "MEND" not in text
    assert "telegram: no token; `sparkone setup` asks for one" in text


async def test_the_owner_gets_a_real_test_message(
    report: Report, path: Path, server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _telegram(monkeypatch, server)
    owner = server.user(OWNER, "Ana").starts_quietly()
    await _write(path, _owner(datetime.now(UTC)))

    code, text = await report()

    assert code == 0
    assert "telegram: @SparkTestBot answers" in text
    assert "telegram, way in: polling" in text
    assert "test message: sent" in text
    assert owner.chat.last.text.startswith("Teste do `sparkone doctor`")
    assert server.token not in text


async def test_no_message_is_sent_where_none_is_wanted(
    report: Report, path: Path, server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _telegram(monkeypatch, server)
    owner = server.user(OWNER, "Ana").starts_quietly()
    await _write(path, _owner(datetime.now(UTC)))
    before = len(owner.chat.messages)

    _, text = await report(sends=False)

    assert "test message" not in text
    assert len(owner.chat.messages) == before


async def test_an_owner_who_never_wrote_to_the_bot_is_a_fault_with_the_way_out(
    report: Report, path: Path, server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _telegram(monkeypatch, server)
    await _write(path, _owner(datetime.now(UTC), is_known=False))

    code, text = await report()

    assert code == 1
    assert "MEND  owner: Telegram does not know you yet; run `sparkone pair`" in text
    assert "test message: nobody to send it to" in text


async def test_a_token_that_is_refused_is_a_fault_and_is_never_printed(
    report: Report, server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _telegram(monkeypatch, server)
    wrong = "123456:wrong-token-of-the-right-shape"
    monkeypatch.setenv("TELEGRAM_TOKEN", wrong)

    code, text = await report()

    assert code == 1
    assert "MEND  telegram: the token is refused; get it anew from @BotFather" in text
    assert wrong not in text


async def test_a_telegram_that_cannot_be_reached_is_a_fault(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("TELEGRAM_TOKEN", "123456:a-token-of-the-right-shape")
    monkeypatch.setenv("TELEGRAM_API_BASE", "http://127.0.0.1:9")

    code, text = await report()

    assert code == 1
    assert "MEND  telegram: 127.0.0.1:9 cannot be reached" in text


async def test_a_webhook_that_another_installation_set_is_a_fault(
    report: Report, server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    from bot.telegram.client import BotApi

    _telegram(monkeypatch, server)
    api = BotApi(server.token, server.base)
    await api.call("setWebhook", url="https://elsewhere.example/telegram/webhook")
    api.close()

    code, text = await report()

    assert code == 1
    assert "a webhook leads to elsewhere.example, and polling is configured" in text


async def test_a_webhook_that_is_configured_and_not_set_is_a_fault(
    report: Report, server: BotApiServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    _telegram(monkeypatch, server)
    monkeypatch.setenv("TELEGRAM_WEBHOOK_URL", "https://here.example/telegram/webhook")
    monkeypatch.setenv("TELEGRAM_WEBHOOK_SECRET", "s" * 32)

    code, text = await report()

    assert code == 1
    assert "the webhook leads to nowhere, not to TELEGRAM_WEBHOOK_URL" in text


async def test_dead_letters_and_old_backups_are_faults(report: Report, path: Path) -> None:
    long_ago = datetime.now(UTC) - timedelta(days=9)

    def bury(store: Store) -> None:
        store.queue.defer("answer", {}, now=long_ago)
        (found,) = store.queue.recover()
        store.queue.bury(found.job, "KeyError")

    await _write(path, _owner(long_ago))
    await _write(path, bury)

    code, text = await report()

    assert code == 1
    assert "MEND  jobs: 1 set aside after three failures; look at `sparkone jobs`" in text
    assert "MEND  backups: none for 9 days" in text


async def test_a_settings_file_that_others_can_read_is_a_fault(
    report: Report, tmp_path: Path
) -> None:
    file = tmp_path / ".env"
    file.write_text("LOG_LEVEL=info\n")
    file.chmod(0o644)
    code, text = await report()
    assert code == 1
    assert "chmod 600 .env" in text

    file.chmod(0o600)
    code, _ = await report()
    assert code == 0


async def test_a_file_that_is_no_database_is_a_fault_and_the_other_checks_go_on(
    report: Report, path: Path
) -> None:
    await asyncio.to_thread(path.write_bytes, b"not a database" * 1000)

    code, text = await report()

    assert code == 1
    assert "MEND  database:" in text
    assert "model: none" in text


async def test_a_model_that_is_away_is_a_fault_and_its_key_is_never_printed(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("OPENAI_API_KEY", "sk-secret")
    monkeypatch.setenv("OPENAI_BASE_URL", "http://127.0.0.1:9/v1")

    code, text = await report()

    assert code == 1
    assert "MEND  model: 127.0.0.1:9 did not answer (ConnectError)" in text
    assert "sk-secret" not in text
