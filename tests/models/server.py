"""A model's server on loopback: it judges each request, then does what its mood says."""

import asyncio
import json
from collections import deque
from typing import Self

from pydantic_core import ValidationError

from tests.models.moods import Asked, Drops, Hangs, Mood, Refuses, Says, Then
from tests.models.wires import WIRES

KEY = "sk-secret-of-the-test"


class ModelServer:
    """Speaks one wire. `moods` are met one by one, the last one stays.

    `faults` are requests that the service itself would have refused; a test fails at the end
    where there are any. `connections` counts how often somebody connected.
    """

    def __init__(self, kind: str, *moods: Mood) -> None:
        self.wire = WIRES[kind]
        self.kind = kind
        self.moods: deque[Mood] = deque(moods or (Says(text="It is forty-two."),))
        self.asked: list[Asked] = []
        self.faults: list[str] = []
        self.connections = 0
        self.left = 0
        """How many readers went away before the end."""
        self._server: asyncio.Server | None = None
        self._serving: set[asyncio.Task[None]] = set()

    @property
    def base_url(self) -> str:
        assert self._server is not None
        port = self._server.sockets[0].getsockname()[1]
        return f"http://127.0.0.1:{port}" + ("/v1" if self.kind == "openai" else "")

    async def __aenter__(self) -> Self:
        self._server = await asyncio.start_server(self._connected, "127.0.0.1", 0)
        return self

    async def __aexit__(self, *_: object) -> None:
        assert self._server is not None
        self._server.close()
        for task in self._serving:
            task.cancel()
        await asyncio.gather(*self._serving, return_exceptions=True)
        assert self.faults == []

    def in_mood(self, *moods: Mood) -> None:
        self.moods = deque(moods)

    async def _connected(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.connections += 1
        task = asyncio.current_task()
        assert task is not None
        self._serving.add(task)
        try:
            while await self._serve(reader, writer):
                pass
        except (ConnectionError, asyncio.IncompleteReadError):
            self.left += 1
        except asyncio.CancelledError:
            pass  # the test is over; the loop would report it
        finally:
            self._serving.discard(task)
            writer.close()

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        """Answer one request; False where the connection is over."""
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
        except asyncio.IncompleteReadError:
            return False
        line, *fields = head.strip().split("\r\n")
        headers = {
            name.lower(): value for name, _, value in (one.partition(": ") for one in fields)
        }
        body = json.loads(await reader.readexactly(int(headers["content-length"])))
        path = line.split()[1]
        self.asked.append(Asked(path=path, headers=headers, body=body))
        mood = self.moods[0] if len(self.moods) == 1 else self.moods.popleft()
        fault = self._fault(path, headers, body)
        if fault:
            self.faults.append(fault)
            mood = Refuses(status=400, body=b'{"error": {"message": "no", "type": "bad"}}')
        match mood:
            case Refuses():
                return await self._refuse(mood, writer)
            case Hangs():
                await reader.read(1)
                self.left += 1
                return False
            case Drops():
                return False
            case Says():
                return await self._say(mood, body["model"], reader, writer)

    def _fault(self, path: str, headers: dict[str, str], body: object) -> str | None:
        if path.partition("?")[0] != self.wire.path:
            return f"no such path: {path}"
        if not headers.get(self.wire.key_header, "").endswith(KEY):
            return "no key"
        try:
            self.wire.request.validate_python(body, strict=True)
        except ValidationError as error:
            return str(error)
        return None

    async def _refuse(self, mood: Refuses, writer: asyncio.StreamWriter) -> bool:
        fields = {"content-type": mood.kind, "content-length": str(len(mood.body)), **mood.headers}
        head = "".join(f"{name}: {value}\r\n" for name, value in fields.items())
        writer.write(f"HTTP/1.1 {mood.status} X\r\n{head}\r\n".encode() + mood.body)
        await writer.drain()
        return True

    async def _say(
        self, mood: Says, model: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        writer.write(
            b"HTTP/1.1 200 OK\r\ncontent-type: text/event-stream; charset=utf-8\r\n"
            b"transfer-encoding: chunked\r\n\r\n"
        )
        for number, event in enumerate(self.wire.events(mood, model)):
            if number == mood.stop_after:
                return await self._stop(mood, reader, writer)
            await _chunk(writer, event)
            if mood.pause or mood.is_endless:
                await asyncio.sleep(mood.pause)
        await _chunk(writer, b"")
        return True

    async def _stop(
        self, mood: Says, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> bool:
        if mood.error:
            await _chunk(writer, self.wire.error(mood.error))
        if mood.error or mood.then is Then.END:
            await _chunk(writer, b"")
            return True
        if mood.then is Then.HANG:
            await reader.read(1)
            self.left += 1
        return False


async def _chunk(writer: asyncio.StreamWriter, data: bytes) -> None:
    writer.write(b"%x\r\n%s\r\n" % (len(data), data))
    await writer.drain()
