"""A model's server that answers at once: chat completions as OpenAI's, streamed or whole."""

import asyncio
import contextlib
from collections.abc import AsyncIterator
from typing import Any

import msgspec

WORDS = 24
_USAGE = {"prompt_tokens": 2000, "completion_tokens": WORDS, "total_tokens": 2000 + WORDS}
_HEAD = {"id": "c", "created": 1, "model": "m"}


@contextlib.asynccontextmanager
async def instant_model() -> AsyncIterator[str]:
    """Serve on a free port of loopback; gives the base URL, `/v1` included."""
    server = await asyncio.start_server(_connected, "127.0.0.1", 0)
    try:
        yield f"http://127.0.0.1:{server.sockets[0].getsockname()[1]}/v1"
    finally:
        server.close()


async def _connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    with contextlib.suppress(asyncio.IncompleteReadError, ConnectionError):
        while True:
            head = await reader.readuntil(b"\r\n\r\n")
            length = head.lower().partition(b"content-length:")[2].split(b"\r\n")[0]
            body = await reader.readexactly(int(length or 0))
            writer.write(_answer(head, body))
    writer.close()


def _answer(head: bytes, body: bytes) -> bytes:
    method, path, _ = head.split(b" ", 2)
    if method == b"GET" and path.startswith(b"/v1/models"):
        known = {"id": "m", "object": "model", "context_length": 200_000}
        return _whole({"object": "list", "data": [known]})
    if method != b"POST" or not path.startswith(b"/v1/chat/completions"):
        return b"HTTP/1.1 404 Not Found\r\ncontent-length: 0\r\n\r\n"
    return _STREAM if msgspec.json.decode(body).get("stream") else _COMPLETION


def _whole(facts: dict[str, Any]) -> bytes:
    body = msgspec.json.encode(facts)
    head = "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: "
    return f"{head}{len(body)}\r\n\r\n".encode() + body


def _streamed() -> bytes:
    def chunk(**facts: Any) -> bytes:
        found = {**_HEAD, "object": "chat.completion.chunk", **facts}
        event = b"data: %s\n\n" % msgspec.json.encode(found)
        return b"%x\r\n%s\r\n" % (len(event), event)

    def delta(content: dict[str, str], reason: str | None = None) -> bytes:
        return chunk(choices=[{"index": 0, "delta": content, "finish_reason": reason}])

    done = b"data: [DONE]\n\n"
    return b"".join(
        (
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n",
            b"transfer-encoding: chunked\r\n\r\n",
            delta({"role": "assistant", "content": ""}),
            *(delta({"content": f"word {number} "}) for number in range(WORDS)),
            delta({}, "stop"),
            chunk(choices=[], usage=_USAGE),
            b"%x\r\n%s\r\n0\r\n\r\n" % (len(done), done),
        )
    )


def _completed() -> bytes:
    text = "".join(f"word {number} " for number in range(WORDS))
    message = {"role": "assistant", "content": text}
    choice = {"index": 0, "message": message, "finish_reason": "stop"}
    facts = {**_HEAD, "object": "chat.completion", "choices": [choice], "usage": _USAGE}
    return _whole(facts)


_STREAM = _streamed()
_COMPLETION = _completed()
