"""Chats, messages and buttons of the test server: what is done, what is refused."""

from typing import TYPE_CHECKING, Any

import pytest

from tests.fakes import HandClock
from tests.telegram.client import markup, refusal
from tests.telegram.server import BotApiServer

if TYPE_CHECKING:
    from aiogram import Bot


async def test_chats_that_cannot_be_written_to_say_why(server: BotApiServer, bot: "Bot") -> None:
    ana, group = server.user(7), server.supergroup(-1001234, "Casa")
    assert await refusal(bot.send_message(99, "oi")) == "Bad Request: chat not found"
    never = "Forbidden: bot can't initiate conversation with a user"
    assert await refusal(bot.send_message(7, "oi")) == never
    await ana.starts()
    await ana.blocks_bot()
    blocked = "Forbidden: bot was blocked by the user"
    assert await refusal(bot.send_message(7, "oi")) == blocked
    await ana.unblocks_bot()
    await bot.send_message(7, "oi")
    await group.kicks_bot()
    kicked = "Forbidden: bot was kicked from the supergroup chat"
    assert await refusal(bot.send_message(group.id, "oi")) == kicked


async def test_a_group_that_became_a_supergroup_names_it(server: BotApiServer, bot: "Bot") -> None:
    from aiogram.exceptions import TelegramMigrateToChat

    group = server.group(-55)
    new = await group.migrates(server.user(7))
    with pytest.raises(TelegramMigrateToChat) as caught:
        await bot.send_message(-55, "oi")
    assert caught.value.migrate_to_chat_id == new.id
    await bot.send_message(new.id, "oi")
    messages = [update.message for update in await bot.get_updates()]
    assert [m and (m.migrate_to_chat_id, m.migrate_from_chat_id) for m in messages] == [
        (new.id, None),
        (None, -55),
    ]


async def test_an_edit_changes_the_message_or_says_why_not(
    server: BotApiServer, bot: "Bot"
) -> None:
    ana = server.user(7)
    said = await ana.says("oi")
    sent = await bot.send_message(7, "um", reply_markup=markup(("Ok", "ok")))
    edit: dict[str, Any] = {"chat_id": 7, "message_id": sent.message_id}
    await bot.edit_message_text("dois", **edit)
    assert (ana.chat.last.text, ana.chat.last.edits) == ("dois", 1)
    assert ana.chat.last.reply_markup is None
    words = await refusal(bot.edit_message_text("dois", **edit))
    assert words.startswith("Bad Request: message is not modified: specified new message content")
    await bot.edit_message_reply_markup(**edit, reply_markup=markup(("Não", "no")))
    assert ana.chat.last.labels == [["Não"]]
    missing = bot.edit_message_text("x", chat_id=7, message_id=99)
    assert await refusal(missing) == "Bad Request: message to edit not found"
    not_mine = bot.edit_message_text("x", chat_id=7, message_id=said.message_id)
    assert await refusal(not_mine) == "Bad Request: message can't be edited"


async def test_deleted_messages_are_gone(
    server: BotApiServer, bot: "Bot", hand_clock: HandClock
) -> None:
    ana = server.user(7, started=True)
    first = await bot.send_message(7, "um")
    second = await bot.send_message(7, "dois")
    await bot.delete_message(7, first.message_id)
    assert ana.chat.texts == ["dois"]
    again = bot.delete_message(7, first.message_id)
    assert await refusal(again) == "Bad Request: message to delete not found"
    hand_clock.advance(hours=49)
    late = bot.delete_message(7, second.message_id)
    assert await refusal(late) == "Bad Request: message can't be deleted for everyone"


async def test_a_press_is_answered_once_and_in_time(
    server: BotApiServer, bot: "Bot", hand_clock: HandClock
) -> None:
    ana = server.user(7, started=True)
    await bot.send_message(7, "Feito?", reply_markup=markup(("Sim", "y"), ("Não", "n")))
    press = await ana.presses(ana.chat.last, "Sim")
    query = (await bot.get_updates())[0].callback_query
    assert query is not None
    assert (query.data, query.id) == ("y", press.query_id)
    await bot.answer_callback_query(query.id, text="Feito")
    assert [ack["text"] for ack in press.acks] == ["Feito"]
    old = "Bad Request: query is too old and response timeout expired or query ID is invalid"
    assert await refusal(bot.answer_callback_query(query.id)) == old
    late = await ana.presses(ana.chat.last, "n")
    hand_clock.advance(seconds=60)
    assert await refusal(bot.answer_callback_query(late.query_id)) == old


async def test_a_button_carries_1_to_64_bytes(server: BotApiServer, bot: "Bot") -> None:
    server.user(7, started=True)
    await bot.send_message(7, "a", reply_markup=markup(("Ok", "é" * 32)))
    long = bot.send_message(7, "a", reply_markup=markup(("Ok", "é" * 32 + "a")))
    assert await refusal(long) == "Bad Request: BUTTON_DATA_INVALID"
    empty = bot.send_message(7, "a", reply_markup=markup(("Ok", "")))
    assert "Text buttons are unallowed in the inline keyboard" in await refusal(empty)
    server.judge.forgive("not 1 to 64")


async def test_topics_and_replies_are_looked_up(server: BotApiServer, bot: "Bot") -> None:
    from aiogram.types import ReplyParameters

    forum = server.supergroup(-1001234, "Casa", forum=True)
    topic = forum.open_topic("Compras")
    said = await server.user(7).says("pão", chat=forum, topic=topic)
    update = (await bot.get_updates())[0].message
    assert update is not None
    assert (update.message_thread_id, update.is_topic_message) == (topic, True)
    await bot.send_message(forum.id, "ok", message_thread_id=topic)
    assert forum.last.topic == topic
    wrong = bot.send_message(forum.id, "ok", message_thread_id=99)
    assert await refusal(wrong) == "Bad Request: message thread not found"
    reply = ReplyParameters(message_id=said.message_id)
    sent = await bot.send_message(forum.id, "ok", message_thread_id=topic, reply_parameters=reply)
    assert sent.reply_to_message is not None
    assert sent.reply_to_message.text == "pão"
    gone = ReplyParameters(message_id=99)
    missing = bot.send_message(forum.id, "ok", reply_parameters=gone)
    assert await refusal(missing) == "Bad Request: message to be replied not found"
    lenient = ReplyParameters(message_id=99, allow_sending_without_reply=True)
    await bot.send_message(forum.id, "ok", reply_parameters=lenient)
