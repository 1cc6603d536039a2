"""`sparkone doctor` at the Cloud API: one line a check, and what to do about each that fails."""

import argparse
import asyncio
from collections.abc import AsyncIterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.commands import doctor
from domain.messages import Address
from domain.people import Identity, Role
from storage.drivers import sqlite_engine
from storage.migrate import migrate
from storage.sqlite import SqliteDatabase
from storage.store import Store
from tests.cloudapi.server import CloudServer
from tests.cloudapi_channel.home import PHONE, USER_ID, Start, settings_for
from tests.ports import free_port

Report = Any


@pytest.fixture
async def server() -> AsyncIterator[CloudServer]:
    async with CloudServer() as server:
        yield server


@pytest.fixture
def report(
    tmp_path: Path,
    server: CloudServer,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Report:
    settings = settings_for(tmp_path, server, http_port=free_port()).model_dump(
        exclude_defaults=True
    )

    async def examined(*, sends: bool = True, **changed: Any) -> tuple[int, str]:
        for name, value in {**settings, **changed}.items():
            monkeypatch.setenv(name.upper(), str(value))
        code = await asyncio.to_thread(doctor.run, argparse.Namespace(no_send=not sends))
        return code, capsys.readouterr().out

    return examined


async def _owner(path: Path, wrote_at: datetime | None) -> None:
    """Make a database in which the owner last wrote then."""
    path = path / "spark.db"
    migrate(sqlite_engine(path), path)

    def add(store: Store) -> None:
        owner = store.people.add(
            role=Role.OWNER, zone="Europe/London", language="pt", quiet=None, now=datetime.now(UTC)
        )
        store.people.link(
            Identity(person=owner.id, channel="whatsapp", external=USER_ID, chat=USER_ID)
        )
        if wrote_at is not None:
            address = Address(channel="whatsapp", chat=USER_ID)
            store.windows.wrote(owner.id, address, wrote_at)

    async with SqliteDatabase(path) as database:
        await database.run(add)


def _all_templates(server: CloudServer) -> None:
    for name in ("sparkone_reminder", "sparkone_brief", "sparkone_notice"):
        for code in ("pt_BR", "en_US"):
            server.template(name, code, "SparkOne: {{1}}.")


async def test_all_is_well_and_the_owner_gets_a_message(
    report: Report, server: CloudServer, tmp_path: Path
) -> None:
    _all_templates(server)
    owner = server.person(PHONE, "Ana", user_id=USER_ID)
    owner.last_wrote = datetime.now(UTC)
    await _owner(tmp_path, owner.last_wrote)

    code, text = await report()

    assert code == 0, text
    assert "whatsapp (Meta): +5511400289220 answers, quality green" in text
    assert "an app is told of its messages" in text
    assert "sparkone_notice approved in both languages" in text
    assert "webhook: not tried, nothing listens" in text
    assert owner.last.text.startswith("Teste do `sparkone doctor`")
    for secret in (server.token, server.app_secret, server.verify_token):
        assert secret not in text


async def test_after_a_day_of_silence_the_owner_has_to_write_first(
    report: Report, server: CloudServer, tmp_path: Path
) -> None:
    _all_templates(server)
    await _owner(tmp_path, datetime.now(UTC) - timedelta(hours=25))

    code, text = await report()

    assert code == 0
    assert "test message: not sent, 24 hours of silence are over" in text
    assert server.accepted == []


async def test_templates_that_are_missing_or_refused_are_named(
    report: Report, server: CloudServer
) -> None:
    server.template("sparkone_reminder", "pt_BR", "Lembrete: {{1}}.")
    server.template("sparkone_reminder", "en_US", "Reminder: {{1}}.", status="REJECTED")
    server.template("sparkone_brief", "pt_BR", "Resumo {{1}} {{2}}.")

    code, text = await report(sends=False)

    assert code == 1
    assert "sparkone_reminder (en_US) is rejected" in text
    assert "sparkone_brief (pt_BR) has more than one place for a text" in text
    assert "sparkone_notice (en_US) is missing" in text
    assert "sparkone_reminder (pt_BR)" not in text


@pytest.mark.parametrize(
    ("code", "words"),
    [
        (190, "make a new one for the system user"),
        (10, "lacks a permission"),
        (100, "check WHATSAPP_PHONE_NUMBER_ID"),
    ],
)
async def test_a_refusal_says_what_to_mend(
    report: Report, server: CloudServer, code: int, words: str
) -> None:
    server.troubles.refuse(code, times=None)

    status, text = await report(sends=False)

    assert status == 1
    assert words in text
    assert server.token not in text


async def test_an_account_that_tells_nobody_is_a_fault(report: Report, server: CloudServer) -> None:
    server.world.apps.clear()

    _, text = await report(sends=False)

    assert "MEND  whatsapp (Meta), account: no app is told of its messages" in text


async def test_a_number_that_is_banned_is_a_fault(report: Report, server: CloudServer) -> None:
    server.graph.number["status"] = "BANNED"

    _, text = await report(sends=False)

    assert "MEND  whatsapp (Meta): the number is BANNED" in text


async def test_the_webhook_is_asked_as_meta_asks_it(
    report: Report, server: CloudServer, start: Start
) -> None:
    async with start() as home:
        _, text = await report(sends=False, http_port=home.app.port)
        assert "webhook: /whatsapp/cloud answers Meta's question as it should" in text

        _, text = await report(
            sends=False, http_port=home.app.port, whatsapp_verify_token="another-word"
        )
        assert "did not know WHATSAPP_VERIFY_TOKEN" in text


async def test_what_is_not_used_is_not_spoken_of(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", f"sqlite:///{tmp_path / 'spark.db'}")
    monkeypatch.chdir(tmp_path)

    await asyncio.to_thread(doctor.run, argparse.Namespace(no_send=False))

    assert "Meta" not in capsys.readouterr().out
