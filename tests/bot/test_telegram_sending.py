"""What the channel does where a sending or a fetching stops half-way."""

import asyncio
from collections.abc import AsyncIterator

import pytest

from bot.book import ChannelBook
from bot.telegram.channel import TelegramChannel
from bot.telegram.client import BotApi
from domain.messages import Address, OutboundMessage, Purpose
from domain.sending import OutcomeUnknown, RateLimited
from storage.sqlite import SqliteDatabase
from tests.bot.conftest import NOON
from tests.fakes import HandClock, until
from tests.telegram.chats import Chat
from tests.telegram.server import BotApiServer

BOX = 777
LIMIT = 10_000


@pytest.fixture
async def server() -> AsyncIterator[BotApiServer]:
    async with BotApiServer(lambda: NOON) as server:
        yield server


@pytest.fixture
async def channel(server: BotApiServer) -> AsyncIterator[TelegramChannel]:
    api = BotApi(server.token, server.base)
    yield TelegramChannel(api, HandClock(NOON))
    api.close()


@pytest.fixture
def chat(server: BotApiServer) -> Chat:
    return server.user(BOX).starts_quietly().chat


def long_message(first: str = "") -> OutboundMessage:
    text = "\n".join([first, *(f"line {number} {'x' * 90}" for number in range(60))])
    address = Address(channel="telegram", chat=str(BOX))
    return OutboundMessage(key="long", address=address, text=text, purpose=Purpose.REPLY)


async def test_a_message_cut_off_between_its_parts_begins_anew_with_its_mark(
    server: BotApiServer, channel: TelegramChannel, chat: Chat
) -> None:
    first = server.troubles.hang(method="sendMessage")
    sending = asyncio.create_task(channel.send(long_message()))
    await until(lambda: first.met, what="the first part")
    hanging = server.troubles.hang(method="sendMessage")
    first.release()
    await until(lambda: hanging.met, what="the second part")
    sending.cancel()
    await asyncio.gather(sending, return_exceptions=True)
    hanging.release()
    await until(lambda: len(chat.messages) == 2, what="the part that was on its way")

    await channel.send(long_message("Possibly a repeat"))

    assert chat.messages[2].text.startswith("Possibly a repeat")


async def test_after_a_flood_only_the_rest_of_a_message_goes_out(
    server: BotApiServer, channel: TelegramChannel, chat: Chat
) -> None:
    await channel.send(long_message())
    whole = chat.texts
    server.troubles.flood(5)

    with pytest.raises(RateLimited):
        await channel.send(long_message())
    await channel.send(long_message())

    assert chat.texts == [*whole, *whole]


async def test_a_file_that_a_server_in_trouble_does_not_hand_out_may_still_come(
    server: BotApiServer, channel: TelegramChannel
) -> None:
    file = server.world.files.add(b"abc", "documents/file_{}.txt")
    server.troubles.page(502, method="file")

    with pytest.raises(OutcomeUnknown):
        await channel.fetch(file.payload()["file_id"], LIMIT)

    assert await channel.fetch(file.payload()["file_id"], LIMIT) == b"abc"


async def test_after_a_restart_only_the_rest_of_a_message_goes_out(
    server: BotApiServer, channel: TelegramChannel, chat: Chat, database: SqliteDatabase
) -> None:
    clock = HandClock(NOON)
    channel.book = ChannelBook("telegram", database, clock)
    first = server.troubles.hang(method="sendMessage")
    sending = asyncio.create_task(channel.send(long_message()))
    await until(lambda: first.met, what="the first part")
    server.troubles.flood(5)
    first.release()
    with pytest.raises(RateLimited):
        await sending
    assert len(chat.texts) == 1

    api = BotApi(server.token, server.base)
    again = TelegramChannel(api, clock)
    again.book = ChannelBook("telegram", database, clock)
    await again.send(long_message())
    api.close()

    assert "\n".join(chat.texts) == long_message().text.strip()
