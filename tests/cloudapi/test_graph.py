import asyncio
import base64
import hashlib
from typing import Any

import aiohttp
import pytest

from tests.cloudapi.people import Person
from tests.cloudapi.receiver import Caller, Receiver
from tests.cloudapi.server import CloudServer
from tests.fakes import HandClock

PHONE = "+5511988887777"


async def upload(caller: Caller, data: bytes, mime: str) -> tuple[int, dict[str, Any]]:
    form = aiohttp.FormData({"messaging_product": "whatsapp", "type": mime})
    form.add_field("file", data, filename="a.bin", content_type=mime)
    return await caller.call("POST", f"{caller.server.phone_number_id}/media", data=form)


async def test_a_wrong_token_is_refused(caller: Caller) -> None:
    status, answer = await caller.call(
        "GET", caller.server.phone_number_id, headers={"Authorization": "Bearer another"}
    )

    assert (status, answer["error"]["code"]) == (401, 190)
    assert answer["error"]["type"] == "OAuthException"


@pytest.mark.parametrize(
    ("method", "path", "code"),
    [("POST", "999/messages", 100), ("GET", "106540352242922/friends", 2500)],
)
async def test_what_is_not_there_is_refused(
    server: CloudServer, caller: Caller, method: str, path: str, code: int
) -> None:
    status, answer = await caller.call(method, path, json={})

    assert (status, answer["error"]["code"]) == (400, code)
    assert server.forgive()


async def test_a_file_is_uploaded_sent_fetched_and_deleted(
    server: CloudServer, caller: Caller, ana: Person
) -> None:
    await ana.says("oi")
    _, answer = await upload(caller, b"png", "image/png")
    await caller.sends(to=PHONE, type="image", image={"id": answer["id"], "caption": "veja"})
    assert ana.last.media is not None
    assert (ana.last.media.data, ana.last.text) == (b"png", "veja")

    _, found = await caller.call("GET", answer["id"])
    assert found["sha256"] == hashlib.sha256(b"png").hexdigest()
    assert await caller.call("DELETE", answer["id"]) == (200, {"success": True})
    assert (await caller.call("GET", answer["id"]))[0] == 400


async def test_a_file_of_a_wrong_type_is_refused(
    server: CloudServer, caller: Caller, ana: Person
) -> None:
    assert (await upload(caller, b"gif", "image/gif"))[1]["error"]["code"] == 131053
    _, answer = await upload(caller, b"png", "image/png")
    assert await caller.refused(to=PHONE, type="audio", audio={"id": answer["id"]}) == (400, 131053)
    assert len(server.forgive()) == 2


async def test_an_address_of_a_file_is_good_for_five_minutes_and_needs_the_token(
    server: CloudServer, caller: Caller, hook: Receiver, hand_clock: HandClock, ana: Person
) -> None:
    await ana.sends_voice(b"ogg")
    (value,) = await hook.gets(1)
    audio = value["messages"][0]["audio"]
    assert base64.b64decode(audio["sha256"]) == hashlib.sha256(b"ogg").digest()
    _, found = await caller.call("GET", audio["id"])

    async def fetch(url: str, **how: Any) -> tuple[int, bytes]:
        async with caller.session.get(url, **how) as response:
            return response.status, await response.read()

    assert await fetch(found["url"], headers=caller.headers) == (200, b"ogg")
    assert await fetch(audio["url"], headers=caller.headers) == (200, b"ogg")
    assert (await fetch(found["url"]))[0] == 401
    hand_clock.advance(minutes=6)
    assert (await fetch(found["url"], headers=caller.headers))[0] == 404


async def test_the_number_shows_what_is_asked(server: CloudServer, caller: Caller) -> None:
    path = server.phone_number_id
    _, answer = await caller.call("GET", path, params={"fields": "verified_name,status"})

    assert answer == {"verified_name": "Spark", "status": "CONNECTED", "id": path}
    assert (await caller.call("GET", path, params={"fields": "colour"}))[0] == 400
    assert server.forgive()


async def test_without_a_subscription_nothing_is_told(
    server: CloudServer, caller: Caller, hook: Receiver, ana: Person
) -> None:
    path = f"{server.waba_id}/subscribed_apps"
    await caller.call("DELETE", path)
    assert (await caller.call("GET", path))[1] == {"data": []}
    await ana.says("ninguém ouve")

    await caller.call("POST", path)
    await ana.says("oi")

    (value,) = await hook.gets(1)
    assert value["messages"][0]["text"]["body"] == "oi"


async def test_troubles_are_met_by_the_next_calls(
    server: CloudServer, caller: Caller, ana: Person
) -> None:
    await ana.says("oi")
    server.troubles.refuse(131048)
    assert await caller.refused(to=PHONE, type="text", text={"body": "oi"}) == (400, 131048)
    server.troubles.refuse(130429, status=429)
    assert await caller.refused(to=PHONE, type="text", text={"body": "oi"}) == (429, 130429)

    server.troubles.page(502)
    with pytest.raises(aiohttp.ContentTypeError):
        await caller.sends(to=PHONE, type="text", text={"body": "oi"})
    server.troubles.cut()
    with pytest.raises(aiohttp.ClientError):
        await caller.sends(to=PHONE, type="text", text={"body": "oi"})
    assert ana.sent == []

    server.troubles.lose()
    with pytest.raises(aiohttp.ClientError):
        await caller.sends(to=PHONE, type="text", text={"body": "chegou"})
    assert ana.texts == ["chegou"]
    trouble = server.troubles.hang(person=PHONE)
    waiting = asyncio.create_task(caller.says(PHONE, "enfim"))
    await server.until(lambda: trouble.met)
    assert len(ana.sent) == 1
    trouble.release()
    await waiting
    assert ana.texts == ["chegou", "enfim"]


async def test_leaving_raises_what_was_sent_wrongly(hand_clock: HandClock) -> None:
    with pytest.raises(AssertionError, match="sent wrongly"):
        async with CloudServer(hand_clock.now) as server, aiohttp.ClientSession() as session:
            await Caller(server, session).sends(to=PHONE, type="text", text={"body": 1})
