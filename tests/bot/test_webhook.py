"""What comes to the webhook and is not Telegram's: refused cheaply, and nothing is lost."""

import asyncio
import gzip
import json
import resource
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import load_settings
from bot.telegram.client import BotApi
from bot.telegram.intake import Intake
from bot.telegram.reading import Bot
from bot.telegram.webhook import Webhook
from bot.webhook import LARGEST_BODY, Request
from domain.errors import ConfigurationError
from domain.messages import InboundMessage
from tests.bot.conftest import NOON
from tests.fakes import HandClock, until
from tests.telegram.home import OWNER, SECRET, TelegramHome, telegram_home
from tests.telegram.server import BotApiServer

SECRET_LINE = f"X-Telegram-Bot-Api-Secret-Token: {SECRET}"
GOOD = {"X-Telegram-Bot-Api-Secret-Token": SECRET}


@pytest.fixture
async def home(tmp_path: Path) -> AsyncIterator[TelegramHome]:
    clock = HandClock(NOON)
    async with (
        BotApiServer(clock.now) as server,
        telegram_home(tmp_path, server, clock, way="webhook") as home,
    ):
        yield home


MENTION = [{"type": "mention", "offset": 0, "length": 9}]


def update(number: int, text: str, **changed: Any) -> dict[str, Any]:
    user = {"id": OWNER, "is_bot": False, "first_name": "Ana"}
    chat = {"id": OWNER, "type": "private", "first_name": "Ana"}
    said = {"message_id": number, "date": int(NOON.timestamp()), "chat": chat, "from": user}
    return {"update_id": number, "message": {**said, "text": text, **changed}}


async def post(
    home: TelegramHome,
    body: bytes,
    headers: dict[str, str],
    *,
    method: str = "POST",
    chunked: bool = False,
) -> tuple[int, str]:
    """Send one request and return the status and the head of the answer."""
    reader, writer = await asyncio.open_connection("127.0.0.1", home.app.port)
    length = "Transfer-Encoding: chunked" if chunked else f"Content-Length: {len(body)}"
    lines = [f"{name}: {value}" for name, value in headers.items()]
    head = "\r\n".join(
        [f"{method} /telegram/webhook HTTP/1.1", "Host: x", "Connection: close", length, *lines]
    )
    writer.write(head.encode("utf-8") + b"\r\n\r\n")
    try:
        for start in range(0, len(body), 65_536):
            piece = body[start : start + 65_536]
            writer.write(b"%x\r\n%s\r\n" % (len(piece), piece) if chunked else piece)
            await writer.drain()
        if chunked:
            writer.write(b"0\r\n\r\n")
    except ConnectionError:
        pass  # refused before its end, as it should be
    try:
        answer = (await reader.readuntil(b"\r\n\r\n")).decode()
    finally:
        writer.transport.abort()
    return int(answer.split(" ", 2)[1]), answer


def quarantined(home: TelegramHome) -> float:
    value = home.app.metrics.registry.get_sample_value(
        "sparkone_updates_quarantined_total", {"channel": "telegram"}
    )
    return value or 0.0


async def stored(home: TelegramHome) -> int:
    return await home.app.database.read(
        lambda store: store.inbox.count("new") + store.inbox.count("done")
    )


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"X-Telegram-Bot-Api-Secret-Token": "wrong"},
        {"X-Telegram-Bot-Api-Secret-Token": "não é ascii"},
        {"X-Telegram-Bot-Api-Secret-Token": SECRET[:-1]},
        {"X-Telegram-Bot-Api-Secret-Token": ""},
    ],
    ids=["none", "wrong", "not ascii", "shorter", "empty"],
)
async def test_without_the_right_secret_nothing_is_stored(
    home: TelegramHome, headers: dict[str, str]
) -> None:
    status, _ = await post(home, json.dumps(update(1, "hoje")).encode(), headers)

    assert status == 401
    assert await stored(home) == 0


BEYOND_TIME = json.dumps(update(6, "hoje", date=2**63)).encode()


@pytest.mark.parametrize(
    "body",
    [
        b"{}",
        b"[" * 200_000,
        b'{"update_id":1,"message":7}',
        b"",
        b"\xff\xfe",
        b"null",
        BEYOND_TIME,
    ],
    ids=["empty object", "brackets", "wrong type", "nothing", "not text", "null", "beyond time"],
)
async def test_what_cannot_be_read_is_set_aside_counted_and_confirmed(
    home: TelegramHome, body: bytes
) -> None:
    status, _ = await post(home, body, GOOD)

    assert status == 200
    assert quarantined(home) == 1
    assert await home.app.database.read(lambda store: store.quarantine.count()) == 1
    assert await stored(home) == 0


async def test_an_update_of_an_unknown_kind_is_confirmed_and_not_set_aside(
    home: TelegramHome,
) -> None:
    status, _ = await post(home, b'{"update_id":5,"hologram":{"x":1}}', GOOD)

    assert (status, quarantined(home)) == (200, 0)


@pytest.mark.parametrize("chunked", [False, True], ids=["declared", "not declared"])
async def test_fifty_megabytes_are_refused_with_flat_memory(
    home: TelegramHome, *, chunked: bool
) -> None:
    body = b" " * (50 * 1024 * 1024)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss

    status, _ = await post(home, body, GOOD, chunked=chunked)

    after = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    assert status == 413
    assert (after - before) * 1024 < 8 * LARGEST_BODY


async def test_an_encoded_body_is_refused_unread(home: TelegramHome) -> None:
    bomb = gzip.compress(b" " * 10_000_000)

    status, _ = await post(home, bomb, {**GOOD, "Content-Encoding": "gzip"})

    assert status == 413


async def test_a_body_that_breaks_off_is_not_taken_for_an_update(home: TelegramHome) -> None:
    _, writer = await asyncio.open_connection("127.0.0.1", home.app.port)
    head = f"POST /telegram/webhook HTTP/1.1\r\nHost: x\r\nContent-Length: 500\r\n{SECRET_LINE}"
    writer.write(f'{head}\r\n\r\n{{"update_id":'.encode())
    await writer.drain()
    writer.transport.abort()

    body = json.dumps(update(8, "hoje")).encode()
    assert (await post(home, body, GOOD))[0] == 200
    await until(lambda: home.owner.chat.messages, what="an answer to the next one")
    assert quarantined(home) == 0


async def test_only_post_is_served(home: TelegramHome) -> None:
    assert (await post(home, b"", GOOD, method="GET"))[0] == 405


async def test_two_hundred_copies_of_an_update_are_answered_once(home: TelegramHome) -> None:
    body = json.dumps(update(9, "tarefa: comprar pão")).encode()

    found = await asyncio.gather(*(post(home, body, GOOD) for _ in range(200)))
    await until(lambda: home.owner.chat.messages, what="an answer")
    await home.settled()

    assert {status for status, _ in found} == {200}
    assert len(home.owner.chat.messages) == 1


async def test_a_full_house_asks_telegram_to_come_again(home: TelegramHome) -> None:
    home.app.reception.is_open = False

    status, head = await post(home, json.dumps(update(3, "hoje")).encode(), GOOD)

    assert status == 503
    assert "retry-after: 5" in head.lower()
    assert await stored(home) == 0


async def test_strange_text_is_stored_safely_and_answered(home: TelegramHome) -> None:
    said = "tarefa: a\u0000b \u202egnal \ud800 z\u0300\u0301\u0302"
    status, _ = await post(home, json.dumps(update(4, said)).encode(), GOOD)

    assert status == 200
    await until(lambda: home.owner.chat.messages, what="an answer")


async def test_a_group_that_speaks_before_we_know_our_name_is_asked_to_come_again() -> None:
    taken: list[str] = []

    async def accept(message: InboundMessage) -> bool:
        taken.append(message.text)
        return True

    intake = Intake(BotApi("123456:token", "http://127.0.0.1:1"), HandClock(NOON))
    webhook = Webhook(SECRET, intake)
    request = Request(method="POST", path=webhook.path, query="", headers={})
    group = {"id": -5, "type": "supergroup", "title": "Home"}
    in_group = json.dumps(update(1, "@SparkBot hoje", chat=group, entities=MENTION)).encode()
    in_private = json.dumps(update(2, "hoje")).encode()

    intake.open(accept, Bot(id=123456), None)
    early = [(await webhook.take(request, body)).status for body in (in_group, in_private)]
    intake.open(accept, Bot(id=123456, username="SparkBot"), None)
    again = (await webhook.take(request, in_group)).status

    assert (early, again) == ([503, 200], 200)
    assert taken == ["hoje", "hoje"]


def test_a_webhook_without_a_secret_stops_the_start() -> None:
    given = {
        "TELEGRAM_TOKEN": "123456:AAAAAAAAAAAAAAAAAAAAAAAA",
        "TELEGRAM_WEBHOOK_URL": "https://spark.example/telegram/webhook",
    }

    with pytest.raises(ConfigurationError, match="TELEGRAM_WEBHOOK_SECRET"):
        load_settings(given, env_file=None)
    with pytest.raises(ConfigurationError, match="16 to 256"):
        load_settings({**given, "TELEGRAM_WEBHOOK_SECRET": "é curto"}, env_file=None)


async def test_a_fault_in_the_taking_says_nothing_of_what_was_said(
    home: TelegramHome,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    caplog: pytest.LogCaptureFixture,
) -> None:
    async def broken(*_: object) -> object:
        raise ZeroDivisionError("comprar pão")

    channel: Any = home.app.channels["telegram"]
    monkeypatch.setattr(channel.webhook, "take", broken)
    body = json.dumps(update(1, "comprar pão")).encode()

    status, _ = await post(home, body, GOOD)

    assert status == 500
    assert "comprar" not in capsys.readouterr().out + caplog.text
