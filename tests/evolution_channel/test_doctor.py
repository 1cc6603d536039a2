"""`sparkone doctor` on Evolution API: one line a check, and what to do about each that fails."""

import argparse
import asyncio
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from bot.commands import doctor
from tests.evolution.server import EvolutionServer
from tests.evolution_channel.home import OWNER, SECRET

Report = Callable[..., Awaitable[str]]


@pytest.fixture
def report(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    server: EvolutionServer,
    capsys: pytest.CaptureFixture[str],
) -> Report:
    monkeypatch.chdir(tmp_path)
    given = {
        "DATABASE_URL": f"sqlite:///{tmp_path / 'spark.db'}",
        "EVOLUTION_URL": server.base,
        "EVOLUTION_API_KEY": server.key,
        "EVOLUTION_INSTANCE": server.name,
        "EVOLUTION_WEBHOOK_SECRET": SECRET,
        "SPARKONE_OWNER": f"evolution:{OWNER}",
    }
    for name, text in given.items():
        monkeypatch.setenv(name, text)
    server.instance.webhook.row = {
        "url": "http://127.0.0.1:8321/whatsapp/evolution",
        "enabled": True,
        "events": [],
        "headers": {},
        "webhookByEvents": False,
        "webhookBase64": False,
    }

    async def examined(*, sends: bool = True, **changed: str) -> str:
        for name, text in changed.items():
            monkeypatch.setenv(name, text)
        await asyncio.to_thread(doctor.run, argparse.Namespace(no_send=not sends))
        return capsys.readouterr().out

    return examined


async def test_all_is_well_and_the_owner_gets_a_message(
    report: Report, server: EvolutionServer
) -> None:
    owner = server.person(OWNER, "Ana")

    text = await report()

    assert "ok    evolution: spark is connected (WHATSAPP-BAILEYS, number ending in 0000)" in text
    assert "ok    evolution, way in: webhook at 127.0.0.1:8321, with a secret" in text
    assert "ok    evolution, owner: known at WhatsApp" in text
    assert "ok    evolution, test message: sent; look at your WhatsApp" in text
    assert owner.chat.texts[0].startswith("A test of `sparkone doctor`")
    for secret in (server.key, SECRET, OWNER):
        assert secret not in text


async def test_no_message_is_sent_where_none_is_wanted(
    report: Report, server: EvolutionServer
) -> None:
    text = await report(sends=False)

    assert "test message" not in text
    assert server.called("sendText") == []


async def test_each_fault_says_what_to_do(report: Report, server: EvolutionServer) -> None:
    key = await report(sends=False, EVOLUTION_API_KEY="wrong")
    assert "MEND  evolution: 127.0.0.1" in key
    assert "set EVOLUTION_API_KEY to the server's AUTHENTICATION_API_KEY" in key

    nowhere = await report(sends=False, EVOLUTION_URL="http://127.0.0.1:1")
    assert "does not serve us" in nowhere
    assert "check EVOLUTION_URL" in nowhere

    other = await report(
        sends=False,
        EVOLUTION_URL=server.base,
        EVOLUTION_API_KEY=server.key,
        EVOLUTION_INSTANCE="other",
    )
    assert "there is no instance other yet" in other

    server.disconnect(401)
    closed = await report(sends=False, EVOLUTION_INSTANCE="spark", HTTP_PORT="9999")
    assert "the instance spark is close; run `sparkone whatsapp qr`" in closed
    assert "leads to port 8321, SparkOne listens on 9999" in closed

    assert server.instance.webhook.row is not None
    server.instance.webhook.row = None
    assert "no webhook is set" in await report(sends=False)
    unknown = await report(sends=False, SPARKONE_OWNER="telegram:1")
    assert "WhatsApp does not know you yet; run `sparkone pair`" in unknown


async def test_something_else_at_that_address_is_said(
    report: Report, server: EvolutionServer
) -> None:
    server.troubles.page(404, call="fetchInstances")

    assert "not an answer of Evolution API" in await report(sends=False)


async def test_nothing_is_checked_where_there_is_no_server(
    report: Report, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("EVOLUTION_URL")

    assert "evolution" not in await report()
