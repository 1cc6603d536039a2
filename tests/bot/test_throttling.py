"""Callers without a name: each address has so many requests, and guesses of secrets get slow."""

import asyncio
from collections import Counter
from typing import Any

import httpx
import pytest
from starlette.applications import Starlette
from starlette.requests import Request as StarletteRequest
from starlette.responses import PlainTextResponse, Response
from starlette.routing import Route

from bot.asgi import Asgi, Behind
from bot.sharing.limits import LocalLimits
from bot.throttling import MOST_PAUSED, Guesses, Throttled, caller
from bot.webhook import Answer, Doors, Request
from tests.fakes import HandClock, until

GOOD = {"x-secret": "right"}


class Hook:
    """A webhook that knows a secret."""

    path = "/hook"
    has_further_paths = False
    largest = 1000

    def admits(self, request: Request) -> bool:
        return request.headers.get(b"x-secret") == b"right"

    async def take(self, request: Request, body: bytes) -> Answer:
        return Answer(status=200)


async def _ok(request: StarletteRequest) -> Response:
    return PlainTextResponse("ok")


class _Asking(httpx.AsyncBaseTransport):
    """Asks the doors as a connection from an address would."""

    def __init__(self, doors: Doors, address: str) -> None:
        self._doors = doors
        self._address = address

    async def handle_async_request(self, request: httpx.Request) -> httpx.Response:
        asked = Request(
            method=request.method,
            path=request.url.path,
            query=request.url.query.decode(),
            headers={name.lower(): value for name, value in request.headers.raw},
            peer=self._address,
        )
        found = self._doors.ask(asked)
        answer = found if isinstance(found, Answer) else await found.answer(await request.aread())
        headers = [*answer.headers, (b"content-type", answer.content_type.encode())]
        if answer.retry_after is not None:
            headers.append((b"retry-after", b"%d" % answer.retry_after))
        return httpx.Response(answer.status, headers=headers, content=answer.body)


def _client(app: Doors, address: str = "198.51.100.7") -> httpx.AsyncClient:
    return httpx.AsyncClient(transport=_Asking(app, address), base_url="http://spark")


@pytest.fixture
def counted() -> Counter[str]:
    return Counter()


@pytest.fixture
def app(clock: HandClock, counted: Counter[str]) -> Doors:
    def count(policy: str) -> None:
        counted[policy] += 1

    limits = LocalLimits(clock)
    routes = [Route(path, _ok) for path in ("/health/live", "/metrics")]

    async def load() -> Asgi:
        return Starlette(routes=routes)

    throttled = Throttled(Behind(load), limits, 3, count)
    guesses = Guesses(limits, 2, clock, count)
    return Doors([Hook()], throttled, lambda _path, _status: None, guesses.answer)


async def test_answers_say_what_the_limit_is_and_how_one_stands(
    app: Doors, clock: HandClock
) -> None:
    async with _client(app) as client:
        await client.get("/health/live")
        clock.advance(seconds=20.5)
        headers = (await client.get("/health/live")).headers

    assert headers["ratelimit-policy"] == '"health";q=3;w=60'
    assert headers["ratelimit"] == '"health";r=1;t=40'
    assert headers["x-ratelimit-limit"] == "3"
    assert headers["x-ratelimit-remaining"] == "1"
    assert headers["x-ratelimit-reset"] == "40"
    assert "retry-after" not in headers


async def test_beyond_the_limit_one_is_told_when_to_come_again(
    app: Doors, clock: HandClock, counted: Counter[str]
) -> None:
    async with _client(app) as client:
        statuses = [(await client.get("/health/live")).status_code for _ in range(3)]
        refused = await client.get("/health/live")
        clock.advance(seconds=int(refused.headers["retry-after"]))
        again = await client.get("/health/live")

    assert statuses == [200, 200, 200]
    assert (refused.status_code, again.status_code) == (429, 200)
    assert refused.headers["content-type"] == "application/problem+json"
    assert refused.json()["violated-policies"] == ["health"]
    assert refused.headers["ratelimit"] == '"health";r=0;t=60'
    assert counted == {"health": 1}


async def test_routes_and_addresses_are_counted_apart(app: Doors) -> None:
    async with _client(app) as client, _client(app, "198.51.100.8") as other:
        for _ in range(4):
            await client.get("/health/live")
            await client.get("/no/such/page")

        assert (await client.get("/metrics")).status_code == 200
        assert (await other.get("/health/live")).status_code == 200
        assert (await client.get("/another")).status_code == 429


async def test_good_webhooks_are_never_refused_whatever_else_their_address_does(
    app: Doors, clock: HandClock, counted: Counter[str]
) -> None:
    async with _client(app) as client:
        for _ in range(2):
            assert (await client.post("/hook")).status_code == 401
        guess = asyncio.create_task(client.post("/hook", headers={"x-secret": "guess"}))
        await until(lambda: counted["wrong_secrets"], what="it to be kept waiting")

        statuses = [(await client.post("/hook", headers=GOOD)).status_code for _ in range(50)]

        assert set(statuses) == {200}
        assert not guess.done()
        clock.advance(seconds=1)
        assert (await guess).status_code == 429


async def test_whoever_guesses_secrets_waits_a_second_for_each_further_answer(
    app: Doors, clock: HandClock, counted: Counter[str]
) -> None:
    async with _client(app) as client:
        first = [(await client.post("/hook")).status_code for _ in range(2)]
        guess = asyncio.create_task(client.post("/hook"))
        await until(lambda: counted["wrong_secrets"])
        waiting = guess.done()
        clock.advance(seconds=1)
        refused = await guess

    assert first == [401, 401]
    assert not waiting
    assert refused.status_code == 429
    assert refused.headers["retry-after"] == "59"
    assert refused.headers["ratelimit-policy"] == '"wrong_secrets";q=2;w=60'


async def test_not_more_than_a_few_are_kept_waiting(
    app: Doors, clock: HandClock, counted: Counter[str]
) -> None:
    async with _client(app) as client:
        for _ in range(2):
            await client.post("/hook")
        guesses = [asyncio.create_task(client.post("/hook")) for _ in range(MOST_PAUSED)]
        await until(lambda: counted["wrong_secrets"] == MOST_PAUSED)

        assert (await client.post("/hook")).status_code == 429
        assert not any(guess.done() for guess in guesses)
        clock.advance(seconds=1)
        await asyncio.gather(*guesses)


@pytest.mark.parametrize(
    ("peer", "known"),
    [
        ("203.0.113.9", "203.0.113.9"),
        ("::ffff:203.0.113.9", "203.0.113.9"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2::", "2001:db8:1:2::"),
        (None, "local"),
        ("unix", "local"),
    ],
)
def test_a_caller_is_known_by_address_and_in_ipv6_by_its_network(peer: Any, known: str) -> None:
    assert caller(peer) == known
