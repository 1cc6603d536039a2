"""The webhook of the test server: envelope, retries, faults."""

import base64
import hashlib
import hmac
import json

from tests.evolution.calling import ANA, call, listen, words
from tests.evolution.receiver import Receiver
from tests.evolution.server import EvolutionServer


async def test_the_envelope_is_as_recorded(server: EvolutionServer, receiver: Receiver) -> None:
    await listen(server, receiver, events=["MESSAGES_UPSERT"])

    await server.person(ANA).says("oi")
    await server.quiet()

    (hook,) = receiver.hooks
    assert hook.path == "/hook"
    assert {key: hook.body[key] for key in hook.body if key != "data"} == {
        "event": "messages.upsert",
        "instance": "spark",
        "destination": receiver.url,
        "date_time": "2026-11-21T15:00:00.000Z",
        "sender": "5511900000000@s.whatsapp.net",
        "server_url": server.base,
        "apikey": server.instance.token,
    }


async def test_every_kind_may_have_its_own_path(
    server: EvolutionServer, receiver: Receiver
) -> None:
    await listen(server, receiver, byEvents=True, events=["CONNECTION_UPDATE"])

    server.loop(1)
    await server.quiet()

    assert receiver.hooks[0].path == "/hook/connection-update"
    assert receiver.hooks[0].body["destination"] == receiver.url


async def test_a_key_among_the_headers_signs_a_token(
    server: EvolutionServer, receiver: Receiver
) -> None:
    headers = {"X-Own": "1", "jwt_key": "segredo"}
    await listen(server, receiver, headers=headers, events=["CONNECTION_UPDATE"])

    server.loop(1)
    await server.quiet()

    came = receiver.hooks[0].headers
    head, claims, signature = came["Authorization"].removeprefix("Bearer ").split(".")
    digest = hmac.digest(b"segredo", f"{head}.{claims}".encode(), hashlib.sha256)
    assert base64.urlsafe_b64encode(digest).rstrip(b"=").decode() == signature
    read = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    assert (read["app"], read["exp"] - read["iat"]) == ("evolution", 600)
    assert (came["X-Own"], "jwt_key" in came) == ("1", False)


async def test_a_webhook_without_events_crashes(server: EvolutionServer) -> None:
    body = {"webhook": {"enabled": True, "url": "http://127.0.0.1:9/"}}

    crashed = await call(server, "POST", "/webhook/set/spark", body)
    nothing = await call(server, "GET", "/webhook/find/spark")

    assert words(crashed) == "Cannot read properties of undefined (reading 'length')"
    assert nothing == (200, None)


async def test_a_delivery_is_tried_ten_times(server: EvolutionServer, receiver: Receiver) -> None:
    await listen(server, receiver, events=["MESSAGES_UPSERT"])
    receiver.statuses = [503] * 10

    await server.person(ANA).says("oi")
    await server.quiet()

    assert len(receiver.hooks) == 10
    assert server.pauses == [5, 10, 20, 40, 80, 160, 300, 300, 300]


async def test_some_statuses_end_the_attempts(server: EvolutionServer, receiver: Receiver) -> None:
    await listen(server, receiver, events=["MESSAGES_UPSERT"])
    receiver.statuses = [401, 500]

    for text in ("um", "dois"):
        await server.person(ANA).says(text)
        await server.quiet()

    assert [one.status for one in server.deliveries] == [401, 500, 200]


async def test_a_restart_loses_what_was_not_delivered(
    server: EvolutionServer, receiver: Receiver
) -> None:
    await listen(server, receiver, events=["MESSAGES_UPSERT", "CONNECTION_UPDATE"])
    server.hold()
    await server.person(ANA).says("oi")

    await server.restart()
    await server.quiet()

    assert receiver.data("messages.upsert") == []
    assert sorted(one["state"] for one in receiver.data("connection.update")) == [
        "connecting",
        "open",
    ]


async def test_messages_come_twice_late_turned_around_or_never(
    server: EvolutionServer, receiver: Receiver
) -> None:
    await listen(server, receiver, events=["MESSAGES_UPSERT"])
    ana = server.person(ANA)
    server.hold()
    server.duplicate_next()
    await ana.says("um")
    await ana.says("dois")
    server.drop_next()
    lost = await ana.says("três")

    await server.release(order=reversed)

    came = [one["message"]["conversation"] for one in receiver.data("messages.upsert")]
    assert came == ["dois", "um", "um"]
    assert lost.id in server.instance.messages


async def test_the_token_may_be_kept_back(receiver: Receiver) -> None:
    async with EvolutionServer(exposes_token=False) as server:
        await listen(server, receiver, events=["CONNECTION_UPDATE"])
        server.loop(1)
        server.emit("connection.update", {}, instance="other")
        await server.quiet()

    assert [hook.body["apikey"] for hook in receiver.hooks] == [None, None]
    assert sorted(hook.body["instance"] for hook in receiver.hooks) == ["other", "spark"]


async def test_only_final_reasons_are_told(server: EvolutionServer, receiver: Receiver) -> None:
    await listen(server, receiver)

    server.disconnect(515)
    server.reconnect()
    server.disconnect(401)
    await server.quiet()

    states = [one["state"] for one in receiver.data("connection.update")]
    assert sorted(states) == ["close", "connecting", "open"]
    assert receiver.data("logout.instance") == [None]
    assert receiver.data("status.instance")[0]["disconnectionReasonCode"] == 401
