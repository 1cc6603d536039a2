"""Webhook delivery of the test server: the order, the secret, the retries."""

import asyncio
from collections import deque
from collections.abc import AsyncIterator
from typing import Any

import pytest
from aiohttp import web

from tests.fakes import HandClock
from tests.telegram.errors import ApiError
from tests.telegram.server import BotApiServer


class Hook:
    """A webhook's other end: answers with `answers` in turn, then with 200."""

    def __init__(self) -> None:
        self.url = ""
        self.got: list[dict[str, Any]] = []
        self.secrets: list[str | None] = []
        self.answers: deque[web.Response] = deque()
        self.under_way: set[int] = set()
        self.held: dict[int, asyncio.Event] = {}

    async def take(self, request: web.Request) -> web.Response:
        update = await request.json()
        self.got.append(update)
        self.secrets.append(request.headers.get("X-Telegram-Bot-Api-Secret-Token"))
        number = update["update_id"]
        self.under_way.add(number)
        if number in self.held:
            await self.held[number].wait()
        self.under_way.discard(number)
        return self.answers.popleft() if self.answers else web.Response()

    @property
    def texts(self) -> list[str]:
        return [update["message"]["text"] for update in self.got]


@pytest.fixture
async def hook() -> AsyncIterator[Hook]:
    hook = Hook()
    app = web.Application()
    app.router.add_post("/hook", hook.take)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    hook.url = f"http://127.0.0.1:{runner.addresses[0][1]}/hook"
    yield hook
    await runner.cleanup()


async def set_webhook(server: BotApiServer, url: str, **params: Any) -> Any:
    return await server.execute("setWebhook", {"url": url, **params})


async def test_updates_are_posted_with_the_secret(server: BotApiServer, hook: Hook) -> None:
    await server.user(7).says("antes")
    await set_webhook(server, hook.url, secret_token="s3cret_-")
    await server.user(7).says("depois")
    await server.until(lambda: not server.pending, what="both deliveries")
    assert hook.texts == ["antes", "depois"]
    assert hook.secrets == ["s3cret_-"] * 2


async def test_one_chat_keeps_its_order_and_others_do_not_wait(
    server: BotApiServer, hook: Hook
) -> None:
    first = await server.user(7).says("um")
    assert first.update_id is not None
    hook.held[first.update_id] = asyncio.Event()
    await set_webhook(server, hook.url)
    await server.user(7).says("dois")
    await server.user(8).says("outro")
    await server.until(lambda: "outro" in hook.texts, what="the other chat")
    assert hook.texts == ["um", "outro"]
    hook.held[first.update_id].set()
    await server.until(lambda: not server.pending, what="the rest")
    assert hook.texts == ["um", "outro", "dois"]


async def test_at_most_max_connections_are_under_way(server: BotApiServer, hook: Hook) -> None:
    for number in (7, 8, 9):
        said = await server.user(number).says("oi")
        assert said.update_id is not None
        hook.held[said.update_id] = asyncio.Event()
    await set_webhook(server, hook.url, max_connections=2)
    await server.until(lambda: len(hook.under_way) == 2, what="two deliveries")
    held = list(hook.held.values())
    assert len(hook.got) == 2
    for event in held:
        event.set()
    await server.until(lambda: not server.pending, what="the third")


async def test_what_is_not_taken_comes_again_after_doubling_pauses(
    server: BotApiServer, hook: Hook
) -> None:
    server.webhook.drawn = lambda: 60
    hook.answers.extend(web.Response(status=500) for _ in range(8))
    await set_webhook(server, hook.url)
    await server.user(7).says("oi")
    await server.user(7).says("depois")
    await server.until(lambda: not server.pending, what="the delivery")
    assert server.pauses == [0, 2, 4, 8, 16, 32, 60, 60]
    assert hook.texts == ["oi"] * 9 + ["depois"]
    info: Any = await server.execute("getWebhookInfo", {})
    assert info["result"]["last_error_message"].startswith("Wrong response from the webhook: 500")


async def test_retry_after_is_honoured_up_to_an_hour(server: BotApiServer, hook: Hook) -> None:
    for seconds in ("30", "99999"):
        hook.answers.append(web.Response(status=429, headers={"Retry-After": seconds}))
    await set_webhook(server, hook.url)
    await server.user(7).says("oi")
    await server.until(lambda: not server.pending, what="the delivery")
    assert server.pauses == [30, 3600]


async def test_a_connection_refused_is_tried_again(server: BotApiServer, hook: Hook) -> None:
    await set_webhook(server, "http://127.0.0.1:1/hook")
    await server.user(7).says("oi")
    await server.until(lambda: len(server.pauses) > 2, what="three tries")
    info: Any = await server.execute("getWebhookInfo", {})
    assert info["result"]["last_error_message"] == "Connection refused"
    await set_webhook(server, hook.url)
    await server.until(lambda: not server.pending, what="the delivery")
    assert hook.texts == ["oi"]


async def test_a_day_of_410_removes_the_webhook(hand_clock: HandClock, hook: Hook) -> None:
    async def later(seconds: float) -> None:
        hand_clock.advance(hours=8)
        await asyncio.sleep(0)

    hook.answers.extend(web.Response(status=410) for _ in range(9))
    async with BotApiServer(hand_clock.now, sleep=later, monotonic=hand_clock.monotonic) as server:
        await set_webhook(server, hook.url)
        await server.user(7).says("oi")
        await server.until(lambda: not server.webhook.url, what="the end of the webhook")
        assert len(hook.got) == 4
        assert len(server.pending) == 1


async def test_a_method_in_the_answer_is_executed(server: BotApiServer, hook: Hook) -> None:
    answer = {"method": "sendMessage", "chat_id": 7, "text": "eco"}
    hook.answers.append(web.json_response(answer))
    await set_webhook(server, hook.url)
    await server.user(7).says("oi")
    await server.until(lambda: server.user(7).chat.messages, what="the echo")
    assert server.user(7).chat.texts == ["eco"]


async def test_a_public_address_leads_to_the_local_one(server: BotApiServer, hook: Hook) -> None:
    server.webhook.routes["https://spark.example"] = hook.url.removesuffix("/hook")
    await set_webhook(server, "https://spark.example/hook")
    await server.user(7).says("oi")
    await server.until(lambda: not server.pending, what="the delivery")
    assert hook.texts == ["oi"]


async def test_a_deleted_webhook_leaves_updates_to_the_poller(
    server: BotApiServer, hook: Hook
) -> None:
    hook.answers.extend(web.Response(status=500) for _ in range(1000))
    await set_webhook(server, hook.url)
    said = await server.user(7).says("oi")
    await server.until(lambda: hook.got, what="the first try")
    await server.execute("deleteWebhook", {})
    answer: Any = await server.execute("getUpdates", {})
    assert [update["update_id"] for update in answer["result"]] == [said.update_id]
    await server.execute("deleteWebhook", {"drop_pending_updates": True})
    assert server.pending == []


@pytest.mark.parametrize(
    ("url", "params", "words"),
    [
        ("http://a.example/x", {}, "bad webhook: An HTTPS URL must be provided for webhook"),
        ("https://a.example:99/x", {}, "bad webhook: Webhook can be set up only on ports"),
        ("nowhere", {}, "invalid webhook URL specified"),
        ("https://a.example", {"secret_token": "a b"}, "secret token contains unallowed"),
        ("https://a.example", {"secret_token": "a" * 257}, "secret token is too long"),
    ],
)
async def test_a_webhook_must_be_what_telegram_accepts(
    hand_clock: HandClock, url: str, params: dict[str, str], words: str
) -> None:
    async with BotApiServer(hand_clock.now, local=False) as server:
        refused = await set_webhook(server, url, **params)
        assert isinstance(refused, ApiError)
        assert refused.description.startswith(f"Bad Request: {words}")
        if params:
            server.judge.forgive("secret_token")
