import asyncio
import contextlib
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any

import pytest

from bot.telegram.client import BotApi, Refused
from bot.wire import TooLarge, Wire
from domain.errors import SparkError
from domain.sending import Blocked, ChatMoved, MarkupRefused, NotSent, OutcomeUnknown, RateLimited

Serve = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Coroutine[Any, Any, None]]


@asynccontextmanager
async def served(serve: Serve) -> AsyncIterator[str]:
    writers: list[asyncio.StreamWriter] = []

    async def tracked(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        writers.append(writer)
        await serve(reader, writer)

    server = await asyncio.start_server(tracked, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}"
    finally:
        server.close()
        for writer in writers:
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()


async def read_request(reader: asyncio.StreamReader) -> bytes:
    head = await reader.readuntil(b"\r\n\r\n")
    length = int(head.lower().partition(b"content-length: ")[2].split(b"\r\n")[0])
    return await reader.readexactly(length)


def answering(body: bytes, status: str = "200 OK", *, close: bool = False) -> Serve:
    async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            while True:
                await read_request(reader)
                head = f"HTTP/1.1 {status}\r\nContent-Length: {len(body)}\r\n"
                head += "Connection: close\r\n" if close else ""
                writer.write(head.encode() + b"\r\n" + body)
        except asyncio.IncompleteReadError:
            writer.close()

    return serve


async def test_a_refused_connection_is_not_sent() -> None:
    async with served(answering(b"")) as base:
        pass

    with pytest.raises(NotSent):
        await Wire(base).request("POST", "/x", b"{}")


async def test_a_name_that_is_unknown_is_not_sent() -> None:
    with pytest.raises(NotSent):
        await Wire("http://nowhere.invalid").request("POST", "/x", b"{}")


async def test_a_connection_cut_after_the_request_leaves_it_unknown() -> None:
    async def cut(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.transport.abort()

    async with served(cut) as base:
        with pytest.raises(OutcomeUnknown):
            await Wire(base).request("POST", "/x", b"{}")


async def test_an_answer_that_is_not_http_leaves_it_unknown() -> None:
    async def babble(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await read_request(reader)
        writer.write(b"what?\r\n\r\n")
        await reader.read()
        writer.close()

    async with served(babble) as base:
        with pytest.raises(OutcomeUnknown):
            await Wire(base).request("POST", "/x", b"{}")


async def test_no_answer_in_time_leaves_it_unknown() -> None:
    async def hang(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        await reader.read()
        writer.close()

    async with served(hang) as base, Wire(base) as wire:
        with pytest.raises(OutcomeUnknown):
            await wire.request("POST", "/x", b"{}", seconds=0.01)


async def test_a_connection_serves_many_requests_and_side_by_side_each_has_its_own() -> None:
    connections = 0
    answer = answering(b'{"ok":true,"result":1}')

    async def counted(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        nonlocal connections
        connections += 1
        await answer(reader, writer)

    async with served(counted) as base, Wire(base) as wire:
        for _ in range(5):
            assert (await wire.request("POST", "/x", b"{}")).status == 200
        assert connections == 1

        await asyncio.gather(*(wire.request("POST", "/x", b"{}") for _ in range(5)))

    assert connections == 5


async def test_a_connection_that_the_server_closed_is_not_used_again() -> None:
    async with served(answering(b"{}", close=True)) as base, Wire(base) as wire:
        for _ in range(3):
            assert (await wire.request("POST", "/x", b"{}")).body == b"{}"


async def test_an_answer_larger_than_asked_for_is_not_read() -> None:
    async with served(answering(b"x" * 5000)) as base, Wire(base) as wire:
        with pytest.raises(TooLarge):
            await wire.request("GET", "/x", largest=1000)


# ruff: noqa: E501 - the words of the Bot API, as they come
REFUSALS: list[tuple[str, bytes, type[SparkError]]] = [
    ("429 Too Many Requests", b'{"ok":false,"error_code":429,"parameters":{"retry_after":7}}', RateLimited),
    ("403 Forbidden", b'{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}', Blocked),
    ("400 Bad Request", b'{"ok":false,"error_code":400,"description":"Bad Request: chat not found"}', Blocked),
    ("400 Bad Request", b'{"ok":false,"error_code":400,"description":"Bad Request: can\'t parse entities: x"}', MarkupRefused),
    ("400 Bad Request", b'{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat","parameters":{"migrate_to_chat_id":-1001}}', ChatMoved),
    ("400 Bad Request", b'{"ok":false,"error_code":400,"description":"Bad Request: message text is empty"}', Refused),
    ("401 Unauthorized", b'{"ok":false,"error_code":401,"description":"Unauthorized"}', NotSent),
    ("502 Bad Gateway", b"<html><head><title>502 Bad Gateway</title></head></html>", OutcomeUnknown),
    ("500 Internal Server Error", b'{"ok":false,"error_code":500,"description":"Internal Server Error"}', OutcomeUnknown),
    ("404 Not Found", b"<html>", Refused),
]  # fmt: skip


@pytest.mark.parametrize(("status", "body", "error"), REFUSALS)
async def test_each_refusal_of_the_bot_api_has_its_name(
    status: str, body: bytes, error: type[SparkError]
) -> None:
    async with served(answering(body, status)) as base:
        api = BotApi("123:secret-secret-secret", base)
        with pytest.raises(error) as raised:
            await api.call("sendMessage", chat_id=1, text="x")
        api.close()

    assert type(raised.value) is error
    assert "secret" not in f"{raised.value} {api!r}"
    if isinstance(raised.value, RateLimited):
        assert raised.value.retry_after == 7
    if isinstance(raised.value, ChatMoved):
        assert raised.value.chat == "-1001"
