"""The webhook's door: who comes in, what is refused, and that no secret leaves by it."""

import asyncio
import base64
import hashlib
import hmac
import io
import json
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.evolution.server import EvolutionServer
from tests.evolution.webhook import signed
from tests.evolution_channel.home import SECRET, EvolutionHome, evolution_home
from tests.fakes import HandClock, until

KEY = "a-key-for-tokens-of-forty-letters"
GOOD = {"X-SparkOne-Secret": SECRET}


@pytest.fixture(autouse=True)
async def _forgiven(server: EvolutionServer) -> AsyncIterator[None]:
    """The server does not know of messages that the test itself brings."""
    yield
    known = server.judge.violations
    server.judge.violations = [one for one in known if "no message has the id" not in one]


def event(house: EvolutionHome, text: str = "tarefa: comprar pão", **other: Any) -> dict[str, Any]:
    """Return an event as the server would send it."""
    key = {"remoteJid": "5511988887777@s.whatsapp.net", "fromMe": False, "id": f"X{hash(text)}"}
    data = {
        "key": key,
        "pushName": "Ana",
        "message": {"conversation": text},
        "messageType": "conversation",
        "messageTimestamp": int(house.clock.now().timestamp()),
    }
    body = {
        "event": "messages.upsert",
        "instance": house.server.name,
        "data": data,
        "apikey": "instance-token-that-nobody-may-see",
    }
    return {**body, **other}


async def post(
    house: EvolutionHome,
    body: Any,
    headers: dict[str, str] | None = None,
    path: str = "",
) -> int:
    raw = body if isinstance(body, bytes) else json.dumps(body).encode()
    async with (
        aiohttp.ClientSession() as session,
        session.post(
            f"{house.url}{path}", data=io.BytesIO(raw), headers=GOOD if headers is None else headers
        ) as answer,
    ):
        return answer.status


def stored(house: EvolutionHome) -> float:
    return house.count("messages_received_total", channel="evolution")


@pytest.mark.parametrize(
    ("headers", "path", "status"),
    [
        (GOOD, "", 200),
        ({"Authorization": f"Bearer {SECRET}"}, "", 200),
        ({}, f"/{SECRET}", 200),
        ({}, f"/{SECRET}/messages-upsert", 200),
        (GOOD, "/messages-upsert", 200),
        ({}, "", 401),
        ({}, "/messages-upsert", 401),
        ({"X-SparkOne-Secret": SECRET[:-1]}, "", 401),
        ({"X-SparkOne-Secret": f"{SECRET}x"}, "", 401),
        ({"X-SparkOne-Secret": "segredo-é-não-ascii"}, "", 401),
        ({"Authorization": SECRET}, "", 401),
        ({}, f"/x/{SECRET}", 401),
        ({}, "/%ff", 401),
    ],
    ids=[
        "header", "bearer", "path", "path by events", "header by events", "nothing",
        "nothing by events", "short", "long", "not ascii", "no bearer", "too deep", "bytes",
    ],
)  # fmt: skip
async def test_only_the_secret_opens(
    house: EvolutionHome, headers: dict[str, str], path: str, status: int
) -> None:
    assert await post(house, event(house), headers, path) == status

    assert stored(house) == (status == 200)


async def test_the_signed_token_is_asked_for_as_well(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(tmp_path, server, clock, evolution_jwt_key=KEY) as house:
        assert (await house.ask("tarefa: comprar pão")).startswith("Anotado")

        now = int(clock.now().timestamp())
        assert await post(house, event(house)) == 401
        assert await post(house, event(house), _bearing(signed("another-key", now))) == 401
        assert await post(house, event(house), _bearing(_unsigned(now))) == 401
        assert await post(house, event(house), _bearing(_other_app(now))) == 401
        assert await post(house, event(house), _bearing("a.b.c")) == 401
        assert stored(house) == 1


async def test_a_token_that_expired_on_the_way_is_no_reason_to_lose_a_message(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(tmp_path, server, clock, evolution_jwt_key=KEY) as house:
        late = signed(KEY, int(clock.now().timestamp()) - 25 * 60)
        old = signed(KEY, int(clock.now().timestamp()) - 60 * 60)

        assert await post(house, event(house, "a"), _bearing(late)) == 200
        assert await post(house, event(house, "b"), _bearing(old)) == 503
        assert stored(house) == 1


def _bearing(token: str) -> dict[str, str]:
    return {**GOOD, "Authorization": f"Bearer {token}"}


def _part(value: Any) -> str:
    return base64.urlsafe_b64encode(json.dumps(value).encode()).rstrip(b"=").decode()


def _unsigned(now: int) -> str:
    claims = {"iat": now, "exp": now + 600, "app": "evolution", "action": "webhook"}
    return f"{_part({'alg': 'none'})}.{_part(claims)}."


def _other_app(now: int) -> str:
    text = f"{_part({'alg': 'HS256'})}.{_part({'exp': now + 600, 'app': 'x', 'action': 'y'})}"
    mac = hmac.digest(KEY.encode(), text.encode(), hashlib.sha256)
    return f"{text}.{base64.urlsafe_b64encode(mac).rstrip(b'=').decode()}"


async def test_a_header_makes_no_caller_a_named_source(
    tmp_path: Path, server: EvolutionServer, clock: HandClock
) -> None:
    async with evolution_home(tmp_path, server, clock, evolution_sources="10.0.0.5") as house:
        claimed = {**GOOD, "X-Forwarded-For": "10.0.0.5"}

        assert await post(house, event(house), claimed) == 401


@pytest.mark.parametrize(
    ("sources", "status"),
    [("127.0.0.1", 200), ("10.0.0.0/8, 127.0.0.0/8", 200), ("10.0.0.0/8", 401), ("::1", 401)],
)
async def test_only_named_sources_may_call(
    tmp_path: Path, server: EvolutionServer, clock: HandClock, sources: str, status: int
) -> None:
    async with evolution_home(tmp_path, server, clock, evolution_sources=sources) as house:
        assert await post(house, event(house)) == status
        assert stored(house) == (status == 200)


async def test_another_instance_is_nothing_to_us(
    house: EvolutionHome, capsys: pytest.CaptureFixture[str]
) -> None:
    for text in "abc":
        assert await post(house, event(house, text, instance="another")) == 200

    assert stored(house) == 0
    assert house.count("updates_quarantined_total", channel="evolution") == 0
    assert capsys.readouterr().out.count("event of another instance") == 1


@pytest.mark.parametrize(
    "body",
    [b"{}", b"", b"[" * 200_000, b"null", b'{"event":"messages.upsert"}', b"\xff\xfe"],
    ids=["empty object", "nothing", "nested", "null", "no instance", "no text"],
)
async def test_what_cannot_be_read_is_set_aside(house: EvolutionHome, body: bytes) -> None:
    assert await post(house, body) == 200

    assert house.count("updates_quarantined_total", channel="evolution") == 1


@pytest.mark.parametrize(
    "data",
    [
        {"message": {"conversation": "x"}},
        {"key": {"id": 7}, "message": {"conversation": "x"}},
        {"key": {"id": "7", "remoteJid": "5511988887777@s.whatsapp.net"}, "message": "x"},
        {"key": {"id": "7", "remoteJid": "5511988887777@s.whatsapp.net"},
         "message": {"locationMessage": {"degreesLatitude": "x", "degreesLongitude": 1}}},
        [],
        "x",
    ],
)  # fmt: skip
async def test_a_message_of_another_shape_is_set_aside_without_its_key(
    house: EvolutionHome, data: Any
) -> None:
    assert await post(house, event(house, data=data)) == 200

    (body,) = await bodies(house)
    assert "instance-token" not in body
    assert '"event":"messages.upsert"' in body


async def bodies(house: EvolutionHome) -> list[str]:
    from sqlalchemy import text

    def read(store: Any) -> list[str]:
        return [row[0] for row in store.sql.all(text("select body from quarantine"))]

    found: list[str] = await house.app.database.read(read)
    return found


async def test_unknown_events_are_nothing(house: EvolutionHome) -> None:
    for name in ("chats.upsert", "contacts.update", "presence.update", "some.new.event", "call"):
        assert await post(house, event(house, event=name, data={"a": 1})) == 200

    assert stored(house) == 0
    assert await bodies(house) == []


async def test_a_file_that_came_along_is_not_set_aside(house: EvolutionHome) -> None:
    data = {"key": {"id": 7}, "message": {"base64": "QUJD" * 100, "apikey": "token"}}

    await post(house, event(house, data=data))

    (body,) = await bodies(house)
    assert "QUJD" not in body
    assert "token" not in body


async def test_a_body_of_fifty_megabytes_is_refused(house: EvolutionHome) -> None:
    assert await post(house, b"x" * (50 * 1024 * 1024)) == 413
    assert await post(house, b"x", {**GOOD, "Content-Encoding": "gzip"}) == 413


async def test_half_a_character_is_stored_all_the_same(house: EvolutionHome) -> None:
    raw = json.dumps(event(house, "tarefa: comprar HERE")).replace("HERE", "\\ud83d pão\\u0000")

    assert await post(house, raw.encode()) == 200

    await until(lambda: house.owner.chat.sent, what="an answer")
    assert "comprar" in house.owner.chat.last.text


async def test_what_cannot_be_stored_now_comes_again(house: EvolutionHome) -> None:
    house.app.reception.is_open = False
    assert await post(house, event(house)) == 503

    house.app.reception.is_open = True
    assert await post(house, event(house)) == 200
    assert stored(house) == 1


async def test_get_and_put_are_no_ways_in(house: EvolutionHome) -> None:
    async with aiohttp.ClientSession() as session:
        async with session.get(house.url, headers=GOOD) as answer:
            assert answer.status == 404
        async with session.put(house.url, headers=GOOD, data=b"{}") as answer:
            assert answer.status == 405


async def test_no_secret_is_in_any_line_of_the_log(
    tmp_path: Path, server: EvolutionServer, clock: HandClock, capsys: pytest.CaptureFixture[str]
) -> None:
    async with evolution_home(
        tmp_path, server, clock, evolution_jwt_key=KEY, log_level="debug"
    ) as house:
        await house.ask("tarefa: comprar um segredo")
        await post(house, b"{}", {})
        await post(house, event(house, "oi", data={"key": 7}))
        server.troubles.refuse(400, "numbers 5511988887777", call="sendText")
        await house.only(house.owner.says("tarefas"))
        server.key = "another"
        await house.only(house.owner.says("tarefas"))
        server.disconnect(401)
        await house.settled()
        await asyncio.sleep(0)
        server.key = "global-key-of-tests"
        shown = f"{house.channel!r}{house.app.settings!r}{house.channel.webhook._gate!r}"

    lines = capsys.readouterr().out + shown
    assert "line in trouble" in lines
    for secret in (
        SECRET, KEY, "global-key-of-tests", "instance-token", "5511988887777@", "segredo",
        server.instance.token,
    ):  # fmt: skip
        assert secret not in lines
