"""The troubles of the test server: floods, pages, cuts, silence, absence."""

import asyncio
from typing import TYPE_CHECKING

import pytest

from tests.fakes import HandClock
from tests.telegram.client import refusal
from tests.telegram.errors import ApiError
from tests.telegram.server import BotApiServer

if TYPE_CHECKING:
    from aiogram import Bot


async def test_a_flood_names_its_seconds(server: BotApiServer, bot: "Bot") -> None:
    from aiogram.exceptions import TelegramRetryAfter

    ana = server.user(7, started=True)
    server.user(8, started=True)
    server.troubles.flood(17, chat=7)
    await bot.send_message(8, "oi")
    with pytest.raises(TelegramRetryAfter) as caught:
        await bot.send_message(7, "oi")
    assert caught.value.retry_after == 17
    await bot.send_message(7, "oi")
    assert ana.chat.texts == ["oi"]
    assert [call.trouble for call in server.called("sendMessage")] == ["", "flood", ""]


async def test_a_bad_gateway_answers_with_a_page(server: BotApiServer, bot: "Bot") -> None:
    from aiogram.exceptions import ClientDecodeError

    server.user(7, started=True)
    trouble = server.troubles.page(502)
    with pytest.raises(ClientDecodeError, match="502 Bad Gateway"):
        await bot.send_message(7, "oi")
    assert trouble.met == 1


@pytest.mark.parametrize(("kind", "arrived"), [("cut", []), ("lose", ["oi"])])
async def test_a_cut_connection_leaves_it_open_whether_it_arrived(
    server: BotApiServer, bot: "Bot", kind: str, arrived: list[str]
) -> None:
    from aiogram.exceptions import TelegramNetworkError

    ana = server.user(7, started=True)
    getattr(server.troubles, kind)(method="sendMessage")
    with pytest.raises(TelegramNetworkError):
        await bot.send_message(7, "oi")
    assert ana.chat.texts == arrived


async def test_a_call_hangs_until_it_is_released(server: BotApiServer, bot: "Bot") -> None:
    ana = server.user(7, started=True)
    trouble = server.troubles.hang()
    call = asyncio.create_task(bot.send_message(7, "oi"))
    await server.until(lambda: trouble.met, what="the call")
    assert ana.chat.texts == []
    trouble.release()
    await call
    assert ana.chat.texts == ["oi"]


async def test_a_server_that_is_away_comes_back_at_the_same_port(
    server: BotApiServer, bot: "Bot"
) -> None:
    from aiogram.exceptions import TelegramNetworkError

    await bot.get_me()
    await server.refuse()
    with pytest.raises(TelegramNetworkError):
        await bot.get_me()
    await server.accept()
    assert (await bot.get_me()).id == 123456


async def test_no_call_that_breaks_a_rule_goes_unseen(hand_clock: HandClock) -> None:
    from tests.telegram.judge import Violation

    server = BotApiServer(hand_clock.now)
    await server.__aenter__()
    server.user(7, started=True)
    said = {"chat_id": 7, "text": "oi", "disable_notifications": True}
    assert not isinstance(await server.execute("sendMessage", said), ApiError)
    with pytest.raises(Violation, match="disable_notifications is unknown"):
        await server.__aexit__(None, None, None)


async def test_a_method_that_the_server_does_not_answer_is_told(
    server: BotApiServer, bot: "Bot"
) -> None:
    assert await refusal(bot.unpin_all_chat_messages(7)) == "Not Found"
    server.judge.forgive("unpinAllChatMessages: the test server does not answer")
