"""The troubles of the test server: pages, refusals, cuts, silence."""

import asyncio

import aiohttp
import pytest

from tests.evolution.calling import ANA, post, words
from tests.evolution.server import EvolutionServer


async def test_a_bad_gateway_answers_with_a_page(
    server: EvolutionServer, http: aiohttp.ClientSession
) -> None:
    server.person(ANA)
    server.troubles.page(502, call="sendText")
    url, body = f"{server.base}/message/sendText/spark", {"number": ANA, "text": "oi"}

    async with http.post(url, json=body, headers={"apikey": server.key}) as response:
        assert (response.status, response.content_type) == (502, "text/html")

    assert server.sent(ANA) == []
    assert server.called("sendText")[0].trouble == "page"


async def test_a_lost_answer_was_a_message_all_the_same(server: EvolutionServer) -> None:
    server.person(ANA)
    server.troubles.lose(call="sendText")

    with pytest.raises(aiohttp.ClientError):
        await post(server, "sendText", number=ANA, text="oi")

    assert server.chat(ANA).texts == ["oi"]


async def test_a_cut_connection_sends_nothing(server: EvolutionServer) -> None:
    server.person(ANA)
    server.troubles.cut(call="sendText")

    with pytest.raises(aiohttp.ClientError):
        await post(server, "sendText", number=ANA, text="oi")

    assert server.chat(ANA).texts == []


async def test_a_hanging_call_waits_to_be_released(server: EvolutionServer) -> None:
    server.person(ANA)
    trouble = server.troubles.hang(to=ANA)
    sending = asyncio.create_task(post(server, "sendText", number=ANA, text="oi"))
    await server.until(lambda: trouble.met, what="the call")
    assert server.sent(ANA) == []

    trouble.release()

    assert (await sending)[0] == 201


async def test_a_refusal_may_be_only_for_now(server: EvolutionServer) -> None:
    server.person(ANA)
    server.troubles.refuse(400, "Error: Timed Out", call="sendText")

    refused = await post(server, "sendText", number=ANA, text="oi")

    assert words(refused) == ["Error: Timed Out"]
    assert (await post(server, "sendText", number=ANA, text="oi"))[0] == 201


async def test_a_server_that_is_away_refuses_connections(server: EvolutionServer) -> None:
    server.person(ANA)
    await server.refuse()

    with pytest.raises(aiohttp.ClientConnectorError):
        await post(server, "sendText", number=ANA, text="oi")

    await server.accept()
    assert (await post(server, "sendText", number=ANA, text="oi"))[0] == 201
