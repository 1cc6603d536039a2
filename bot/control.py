"""The control socket: verbs of the command line attach to the running process through it."""

import asyncio
import contextlib
import itertools
import os
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from types import TracebackType
from typing import Self

import msgspec
import structlog

from bot.channels.terminal import TerminalChannel
from bot.line import LONGEST_FRAME, Heard, Said, Shown
from domain.errors import SparkError
from domain.messages import Button, OutboundMessage
from domain.sending import NobodyThere

SHOW_SECONDS = 10.0
log = structlog.get_logger(__name__)


class Request(msgspec.Struct, frozen=True, kw_only=True):
    """The first frame of a connection: what the caller wants."""

    verb: str
    arguments: dict[str, str] = {}


class Response(msgspec.Struct, frozen=True, kw_only=True):
    """The answer to a verb other than `chat`; `refused`: nothing was done, said as in chat."""

    text: str
    failed: bool = False
    refused: bool = False
    buttons: tuple[Button, ...] = ()


Verb = Callable[[Mapping[str, str]], Awaitable[str | Response]]


class ControlSocket:
    """Listens beside the database, for the user who runs the process and nobody else."""

    def __init__(self, path: Path, channel: TerminalChannel, verbs: Mapping[str, Verb]) -> None:
        self._path = path
        self._channel = channel
        self._verbs = verbs
        self._connections: set[asyncio.StreamWriter] = set()

    async def __aenter__(self) -> Self:
        """Start to listen; a socket that a dead process left is replaced."""
        self._path.unlink(missing_ok=True)
        mask = os.umask(0o177)
        try:
            self._server = await asyncio.start_unix_server(
                self._serve, path=str(self._path), limit=LONGEST_FRAME, start_serving=False
            )
        finally:
            os.umask(mask)
        try:
            await self._server.start_serving()
        except asyncio.CancelledError:
            self._server.close()
            raise
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Stop to listen and hang up."""
        self._server.close()
        for writer in tuple(self._connections):
            writer.close()
        self._path.unlink(missing_ok=True)

    async def _serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self._connections.add(writer)
        try:
            request = msgspec.json.decode(await reader.readline(), type=Request)
            if request.verb == "chat":
                await _Session(reader, writer, self._channel).run()
            else:
                response = await self._answer(request)
                writer.write(msgspec.json.encode(response) + b"\n")
                await writer.drain()
        except (ConnectionError, msgspec.DecodeError, ValueError) as error:
            log.info("control connection ended", reason=type(error).__name__)
        finally:
            self._connections.discard(writer)
            writer.close()
            with contextlib.suppress(ConnectionError):
                await writer.wait_closed()

    async def _answer(self, request: Request) -> Response:
        verb = self._verbs.get(request.verb)
        if verb is None:
            return Response(text=f"the running process does not know '{request.verb}'", failed=True)
        try:
            answer = await verb(request.arguments)
        except (SparkError, OSError) as error:
            return Response(text=str(error), failed=True)
        return answer if isinstance(answer, Response) else Response(text=answer)


class _Session:
    """One attached console, from its first frame to its last."""

    def __init__(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, channel: TerminalChannel
    ) -> None:
        self._reader = reader
        self._writer = writer
        self._channel = channel
        self._numbers = itertools.count(1)
        self._confirmed: dict[str, asyncio.Future[None]] = {}

    async def run(self) -> None:
        """Serve the console until it hangs up."""
        opening = asyncio.create_task(self._channel.open(self))
        try:
            while frame := await self._reader.readline():
                await self._take(msgspec.json.decode(frame, type=Said))
        finally:
            self._channel.close(self)
            for waiting in tuple(self._confirmed.values()):
                if not waiting.done():
                    waiting.set_exception(ConnectionResetError())
            await opening

    async def _take(self, said: Said) -> None:
        confirmed = self._confirmed.pop(said.key, None)
        if confirmed is not None:
            if not confirmed.done():
                confirmed.set_result(None)
            return
        refused = None
        try:
            await self._channel.hear(said.key, said.text, pressed=said.pressed)
        except SparkError as error:
            refused = str(error)
        await self._send(Heard(key=said.key, refused=refused))

    async def show(self, message: OutboundMessage) -> None:
        """Send a message to the console and wait until it says that it is shown.

        One that is silent for too long (suspended, perhaps) is hung up on: it comes back by
        itself when it goes on, and is shown what waits.
        """
        number = next(self._numbers)
        confirmed = asyncio.get_running_loop().create_future()
        self._confirmed[f"#{number}"] = confirmed
        shown = Shown(text=message.text, buttons=message.buttons, reply_to=message.reply_to)
        try:
            async with asyncio.timeout(SHOW_SECONDS):
                await self._send(Heard(shown=shown, number=number))
                await confirmed
        except TimeoutError:
            self._writer.transport.abort()
            raise
        finally:
            self._confirmed.pop(f"#{number}", None)

    async def grow(self, text: str, reply_to: str) -> None:
        """Send a growing answer to the console; it need not say that it is shown."""
        await self._send(Heard(shown=Shown(text=text, reply_to=reply_to, is_draft=True)))

    async def _send(self, heard: Heard) -> None:
        if self._writer.is_closing():
            raise NobodyThere
        self._writer.write(msgspec.json.encode(heard) + b"\n")
        await self._writer.drain()


async def ask(path: Path, request: Request) -> Response:
    """Ask the running process for a verb; OSError where nobody listens."""
    reader, writer = await asyncio.open_unix_connection(str(path), limit=LONGEST_FRAME)
    try:
        writer.write(msgspec.json.encode(request) + b"\n")
        await writer.drain()
        return msgspec.json.decode(await reader.readline(), type=Response)
    finally:
        writer.close()
