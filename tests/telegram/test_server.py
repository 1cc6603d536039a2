"""The test server against aiogram's own client: calls, polling, updates."""

import asyncio
from typing import TYPE_CHECKING, Any

import aiohttp

from tests.telegram.client import refusal
from tests.telegram.server import BotApiServer

if TYPE_CHECKING:
    from aiogram import Bot


async def post(url: str, **arguments: Any) -> tuple[int, Any]:
    async with aiohttp.ClientSession() as session, session.post(url, **arguments) as response:
        return response.status, await response.json()


async def test_a_wrong_token_and_an_unknown_method_are_refused(server: BotApiServer) -> None:
    wrong = {"ok": False, "error_code": 401, "description": "Unauthorized"}
    assert await post(f"{server.base}/bot1:wrong/getMe") == (401, wrong)
    unknown = {"ok": False, "error_code": 404, "description": "Not Found"}
    assert await post(f"{server.base}/bot{server.token}/getEverything") == (404, unknown)
    server.judge.forgive("no method is called so")


async def test_json_forms_and_queries_say_the_same(server: BotApiServer) -> None:
    server.user(7, started=True)
    url = f"{server.base}/bot{server.token}/sendMessage"
    said = {"chat_id": "7", "text": "oi"}
    assert (await post(url, json=said))[0] == 200
    assert (await post(url, data=said))[0] == 200
    assert (await post(url, params=said))[0] == 200
    assert server.user(7).chat.texts == ["oi"] * 3


async def test_a_bot_knows_who_it_is(server: BotApiServer, bot: "Bot") -> None:
    me = await bot.get_me()
    assert (me.id, me.username, me.is_bot) == (123456, "SparkTestBot", True)


async def test_an_offset_confirms_what_came_before(server: BotApiServer, bot: "Bot") -> None:
    ana = server.user(7)
    for text in ("um", "dois", "três"):
        await ana.says(text)
    updates = await bot.get_updates()
    ids = [update.update_id for update in updates]
    assert ids == [ids[0], ids[0] + 1, ids[0] + 2]
    assert [one.update_id for one in await bot.get_updates(limit=2)] == ids[:2]
    assert [one.update_id for one in await bot.get_updates(offset=ids[1])] == ids[1:]
    assert [one.update_id for one in await bot.get_updates()] == ids[1:]
    assert await bot.get_updates(offset=ids[2] + 1) == []
    assert server.pending == []


async def test_a_negative_offset_keeps_only_the_last(server: BotApiServer, bot: "Bot") -> None:
    for text in ("um", "dois", "três"):
        last = await server.user(7).says(text)
    assert [one.update_id for one in await bot.get_updates(offset=-1)] == [last.update_id]
    assert len(server.pending) == 1


async def test_a_long_poll_wakes_with_the_update(server: BotApiServer, bot: "Bot") -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await server.until(lambda: server.world.queue.polled, what="the poll")
    said = await server.user(7).says("oi")
    assert [update.update_id for update in await poll] == [said.update_id]


async def test_a_second_poller_ends_the_first(server: BotApiServer, bot: "Bot") -> None:
    first = asyncio.create_task(bot.get_updates(timeout=50))
    await server.until(lambda: server.world.queue.polled, what="the first poll")
    second = asyncio.create_task(bot.get_updates(timeout=50))
    assert await refusal(first) == (
        "Conflict: terminated by other getUpdates request; "
        "make sure that only one bot instance is running"
    )
    await server.user(7).says("oi")
    assert len(await second) == 1


async def test_polling_is_refused_while_a_webhook_is_set(server: BotApiServer, bot: "Bot") -> None:
    poll = asyncio.create_task(bot.get_updates(timeout=50))
    await server.until(lambda: server.world.queue.polled, what="the poll")
    await bot.set_webhook("http://127.0.0.1:9/hook")
    assert await refusal(poll) == "Conflict: terminated by setWebhook request"
    words = await refusal(bot.get_updates())
    assert words.startswith("Conflict: can't use getUpdates method while webhook is active; use")
    await bot.delete_webhook()
    assert await bot.get_updates() == []


async def test_kinds_of_updates_come_only_when_asked_for(server: BotApiServer, bot: "Bot") -> None:
    ana = server.user(7)
    said = await ana.says("oi")
    assert await ana.reacts(said, "👍") is None
    await bot.get_updates(allowed_updates=["message_reaction"])
    assert (await ana.says("sem eco")).update_id is None
    assert await ana.reacts(said) is not None
    await bot.get_updates(offset=-1)
    update = (await bot.get_updates())[0]
    assert update.message_reaction is not None
    assert update.message_reaction.old_reaction[0].emoji == "👍"  # type: ignore[union-attr]
    assert update.message_reaction.new_reaction == []
