"""A front on a port of its own, with one webhook behind it, spoken to over real sockets."""

import asyncio
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager

from bot.front import Front
from bot.webhook import Answer, Doors, Request


class Hook:
    """A webhook that keeps what it took and answers what it is told to."""

    path = "/hook"
    has_further_paths = True
    largest = 1000

    def __init__(self) -> None:
        self.taken: list[tuple[str, str, bytes]] = []
        self.gate = asyncio.Event()
        self.gate.set()
        self.answer = Answer(status=200)

    def admits(self, request: Request) -> bool:
        return request.headers.get(b"x-secret") == b"right"

    async def take(self, request: Request, body: bytes) -> Answer:
        await self.gate.wait()
        self.taken.append((request.path, request.query, body))
        return self.answer


class House:
    """A front on a port of its own, and what it counted."""

    def __init__(self, hook: Hook, *, most: int) -> None:
        self.hook = hook
        self.counted: list[tuple[str, int]] = []
        doors = Doors([hook], _application, lambda *fact: self.counted.append(fact))
        self.front = Front(doors, most=most)
        self.port = 0

    async def say(self, *pieces: bytes) -> bytes:
        """Write pieces one after the other, and return all that comes until the end."""
        reader, writer = await asyncio.open_connection("127.0.0.1", self.port)
        try:
            for piece in pieces:
                writer.write(piece)
                await writer.drain()
            writer.write_eof()
            return await asyncio.wait_for(reader.read(), 10)
        finally:
            writer.close()


async def _application(request: Request, body: bytes) -> Answer:
    if request.path == "/fault":
        raise ZeroDivisionError("words of people")
    return Answer(status=404, body=f"{request.method} {request.path} {len(body)}".encode())


@asynccontextmanager
async def house(*, most: int = 100) -> AsyncIterator[House]:
    made = House(Hook(), most=most)
    listener = socket.create_server(("127.0.0.1", 0))
    made.port = listener.getsockname()[1]
    serving = asyncio.create_task(made.front.serve(listener))
    await asyncio.sleep(0)
    try:
        yield made
    finally:
        made.hook.gate.set()
        serving.cancel()
        await asyncio.gather(serving, return_exceptions=True)


def post(body: bytes = b"hello", *, path: str = "/hook", secret: str = "right") -> bytes:
    head = f"POST {path} HTTP/1.1\r\nHost: x\r\nX-Secret: {secret}\r\n"
    return f"{head}Content-Length: {len(body)}\r\n\r\n".encode() + body


def statuses(answer: bytes) -> list[int]:
    return [int(piece.split(b" ", 1)[0]) for piece in answer.split(b"HTTP/1.1 ")[1:]]
