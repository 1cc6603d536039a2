"""A Bot API server that costs as little as it can, so that only its clients are measured."""

import asyncio
import time
from collections.abc import Callable
from typing import Any, Self, cast

import msgspec

TOKEN = "123456789:AAHbenchmarkbenchmarkbenchmarkbench"
SECRET = "benchmark-benchmark-benchmark"
BOT = {"id": 123456789, "is_bot": True, "first_name": "Bench", "username": "BenchBot"}


def message_update(number: int, chat: int, text: str, *, user: int | None = None) -> dict[str, Any]:
    """Return an update with a text message in a private chat, as Telegram sends it."""
    sender = {"id": user or chat, "is_bot": False, "first_name": "Ana", "language_code": "pt-br"}
    there = {"id": chat, "first_name": "Ana", "type": "private"}
    is_command = text.startswith("/")
    length = len(text.split(maxsplit=1)[0])
    entities = [{"offset": 0, "length": length, "type": "bot_command"}] if is_command else []
    message = {
        "message_id": number,
        "from": sender,
        "chat": there,
        "date": int(time.time()),
        "text": text,
        **({"entities": entities} if entities else {}),
    }
    return {"update_id": number, "message": message}


def press_update(number: int, chat: int, data: str) -> dict[str, Any]:
    """Return an update with a press of a button under a message of ours."""
    message = message_update(number, chat, "x")["message"]
    return {
        "update_id": number,
        "callback_query": {
            "id": str(number),
            "from": message["from"],
            "message": {**message, "from": BOT, "message_id": 1},
            "chat_instance": "1",
            "data": data,
        },
    }


class BotApiServer:
    """Answers calls, counts them by method, and hands out updates to who polls."""

    def __init__(self) -> None:
        self.calls: dict[str, int] = {}
        self.updates: list[dict[str, Any]] = []
        self.on_call: Callable[[str, bytes], None] = lambda _method, _body: None
        self.changed = asyncio.Event()

    async def __aenter__(self) -> Self:
        loop = asyncio.get_running_loop()
        self._server = await loop.create_server(lambda: _Calls(self), "127.0.0.1", 0)
        self.port: int = self._server.sockets[0].getsockname()[1]
        self.base = f"http://127.0.0.1:{self.port}"
        return self

    async def __aexit__(self, *_error: object) -> None:
        self._server.close()

    async def wait_for(self, method: str, count: int, *, seconds: float = 60.0) -> None:
        """Return when a method was called so often."""
        async with asyncio.timeout(seconds):
            while self.calls.get(method, 0) < count:
                self.changed.clear()
                await self.changed.wait()

    def push(self, update: dict[str, Any]) -> None:
        """Let whoever polls have an update."""
        self.updates.append(update)
        self.changed.set()

    def answered(self, method: str, body: bytes) -> bytes:
        """Count a call and return its answer."""
        self.calls[method] = self.calls.get(method, 0) + 1
        self.on_call(method, body)
        self.changed.set()
        if method == "getMe":
            return msgspec.json.encode({"ok": True, "result": BOT})
        if method == "sendMessage":
            return _SENT
        return b'{"ok":true,"result":true}'


_SENT = msgspec.json.encode(
    {
        "ok": True,
        "result": {
            "message_id": 1,
            "from": BOT,
            "chat": {"id": 1, "first_name": "Ana", "type": "private"},
            "date": 1763700000,
            "text": "x",
        },
    }
)


class _Calls(asyncio.Protocol):
    def __init__(self, server: BotApiServer) -> None:
        self._server = server
        self._pending = b""
        self._transport: asyncio.Transport | None = None
        self._polling: asyncio.Task[None] | None = None

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        self._transport = cast("asyncio.Transport", transport)

    def connection_lost(self, error: Exception | None) -> None:
        if self._polling is not None:
            self._polling.cancel()

    def data_received(self, data: bytes) -> None:
        self._pending += data
        while (end := self._pending.find(b"\r\n\r\n")) >= 0:
            head = self._pending[:end]
            size = _length(head)
            if size is None:  # chunked, as aiohttp sends forms
                stop = self._pending.find(b"0\r\n\r\n", end)
                if stop < 0:
                    return
                body, rest = self._pending[end + 4 : stop], stop + 5
            else:
                if len(self._pending) < end + 4 + size:
                    return
                body, rest = self._pending[end + 4 : end + 4 + size], end + 4 + size
            self._pending = self._pending[rest:]
            method = head.split(b" ", 2)[1].rpartition(b"/")[2].decode()
            if method == "getUpdates":
                self._polling = asyncio.create_task(self._poll(body))
            else:
                self._write(self._server.answered(method, body))

    async def _poll(self, body: bytes) -> None:
        offset = msgspec.json.decode(body).get("offset", 0)
        while True:
            found = [one for one in self._server.updates if one["update_id"] >= offset]
            if found:
                self._write(msgspec.json.encode({"ok": True, "result": found[:100]}))
                return
            self._server.changed.clear()
            await self._server.changed.wait()

    def _write(self, body: bytes) -> None:
        if self._transport is not None:
            head = (
                b"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: %d\r\n\r\n"
            )
            self._transport.write(head % len(body) + body)


def _length(head: bytes) -> int | None:
    lower = head.lower()
    if b"transfer-encoding: chunked" in lower:
        return None
    found = lower.partition(b"content-length:")[2].split(b"\r\n", 1)[0].strip()
    return int(found or 0)
