"""HTTP/1.1 for one server: what was asked either did not leave, was answered, or is unknown.

The libraries measured cost 0.26 to 2.4 ms and 14 to 25 MB where this costs a tenth of it, and
none of them says whether a byte left (docs/decisions/telegram-client.md). The parser is
httptools', which the HTTP server uses as well.
"""

import asyncio
import ssl
from collections import deque
from collections.abc import Mapping
from types import MappingProxyType, TracebackType
from typing import Self, cast
from urllib.parse import urlsplit

import httptools

from domain.frozen import dataclass
from domain.sending import NotSent, OutcomeUnknown

CONNECT_SECONDS = 8.0
READ_SECONDS = 20.0
IDLE_SECONDS = 15.0
"""A connection that was idle for longer is not used again: its server may be closing it."""
MOST_CONNECTIONS = 64
LARGEST_ANSWER = 25 * 1024 * 1024
"""Bytes: the Bot API hands out files up to 20 MB."""
NO_HEADERS: Mapping[str, str] = MappingProxyType({})


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the server said."""

    status: int
    body: bytes


class TooLarge(Exception):
    """The answer is larger than was asked for."""


class Wire:
    """Keeps connections to one server; each request has one at a time to itself.

    Errors of `request`: NotSent where no byte left; OutcomeUnknown where some did and no
    whole answer came; TooLarge.
    """

    def __init__(self, base: str, *, most: int = MOST_CONNECTIONS) -> None:
        parts = urlsplit(base)
        self._is_secure = parts.scheme == "https"
        self._host = parts.hostname or ""
        self._port = parts.port or (443 if self._is_secure else 80)
        self._path = parts.path.rstrip("/")
        standard = self._port == (443 if self._is_secure else 80)
        host = f"[{self._host}]" if ":" in self._host else self._host
        self._head = f"Host: {host if standard else f'{host}:{self._port}'}\r\nContent-Type: "
        self._tls: ssl.SSLContext | None = None
        self._idle: deque[_Connection] = deque()
        self._slots = asyncio.Semaphore(most)
        self._open: set[_Connection] = set()

    async def __aenter__(self) -> Self:
        """Return itself; connections are made when they are needed."""
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close every connection."""
        self.close()

    def close(self) -> None:
        """Close every connection; what waits for an answer gets OutcomeUnknown."""
        for connection in tuple(self._open):
            connection.close()
        self._idle.clear()

    async def request(
        self,
        method: str,
        path: str,
        body: bytes = b"",
        *,
        content_type: str = "application/json",
        headers: Mapping[str, str] = NO_HEADERS,
        seconds: float = READ_SECONDS,
        largest: int = LARGEST_ANSWER,
    ) -> Answer:
        """Ask and return the answer, read to its end, within so many seconds."""
        further = "".join([f"{name}: {value}\r\n" for name, value in headers.items()])
        head = (
            f"{method} {self._path}{path} HTTP/1.1\r\n{self._head}{content_type}\r\n{further}"
            f"Content-Length: {len(body)}\r\n\r\n"
        ).encode("ascii")
        async with self._slots:
            connection = await self._connection()
            try:
                return await connection.exchange(head + body, largest, seconds)
            finally:
                self._keep(connection)

    async def _connection(self) -> "_Connection":
        now = asyncio.get_running_loop().time()
        while self._idle:
            connection = self._idle.pop()
            if connection.is_open and now - connection.idle_since < IDLE_SECONDS:
                return connection
            connection.close()
        loop = asyncio.get_running_loop()
        if self._is_secure and self._tls is None:
            self._tls = await asyncio.to_thread(ssl.create_default_context)
        try:
            async with asyncio.timeout(CONNECT_SECONDS):
                _, made = await loop.create_connection(
                    lambda: _Connection(self._open, loop), self._host, self._port, ssl=self._tls
                )
        except (OSError, TimeoutError) as error:
            raise NotSent(reason=type(error).__name__) from None
        return made

    def _keep(self, connection: "_Connection") -> None:
        if connection.is_reusable:
            connection.idle_since = asyncio.get_running_loop().time()
            self._idle.append(connection)
        else:
            connection.close()


class _Connection(asyncio.Protocol):
    """One connection; one exchange at a time."""

    def __init__(self, everybody: "set[_Connection]", loop: asyncio.AbstractEventLoop) -> None:
        self._everybody = everybody
        self._loop = loop
        self._deadline = 0.0
        self._alarm: asyncio.TimerHandle | None = None
        self._transport: asyncio.Transport | None = None
        self._waiting: asyncio.Future[Answer] | None = None
        self._body: list[bytes] = []
        self._size = 0
        self._largest = LARGEST_ANSWER
        self._is_alive = False
        self._parser = httptools.HttpResponseParser(self)
        self.idle_since = 0.0

    @property
    def is_open(self) -> bool:
        """Whether the other end has not hung up."""
        return self._transport is not None and not self._transport.is_closing()

    @property
    def is_reusable(self) -> bool:
        """Whether another exchange may follow."""
        return self._is_alive and self._waiting is None and self.is_open

    async def exchange(self, request: bytes, largest: int, seconds: float) -> Answer:
        """Write a request and return its answer, had within so many seconds."""
        if self._transport is None or self._transport.is_closing():
            raise NotSent(reason="connection lost")
        waiting: asyncio.Future[Answer] = self._loop.create_future()
        self._waiting, self._body, self._size = waiting, [], 0
        self._largest, self._is_alive = largest, False
        self._parser = httptools.HttpResponseParser(self)
        self._set_alarm(self._loop.time() + seconds)
        self._transport.write(request)
        return await waiting

    def _set_alarm(self, deadline: float) -> None:
        """Be woken at a deadline, or before it: a timer for each exchange would cost more."""
        self._deadline = deadline
        if self._alarm is not None:
            if self._alarm.when() <= deadline:
                return
            self._alarm.cancel()
        self._alarm = self._loop.call_at(deadline, self._on_alarm)

    def _on_alarm(self) -> None:
        self._alarm = None
        if self._waiting is None:
            return
        if self._loop.time() < self._deadline:
            self._set_alarm(self._deadline)
            return
        self._fail(OutcomeUnknown(reason="no answer in time"))

    def close(self) -> None:
        """Hang up at once."""
        if self._transport is not None:
            self._transport.abort()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin (asyncio.Protocol)."""
        self._transport = cast("asyncio.Transport", transport)
        self._everybody.add(self)

    def connection_lost(self, error: Exception | None) -> None:
        """Tell who waits that the answer will not come (asyncio.Protocol)."""
        self._everybody.discard(self)
        self._transport = None
        if self._alarm is not None:
            self._alarm.cancel()
        self._fail(OutcomeUnknown(reason="connection lost"))

    def data_received(self, data: bytes) -> None:
        """Parse what came (asyncio.Protocol)."""
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserError:
            self._fail(OutcomeUnknown(reason="not HTTP"))
            self.close()

    def on_body(self, data: bytes) -> None:
        """Keep a piece of the body (httptools)."""
        self._size += len(data)
        if self._size > self._largest:
            self._fail(TooLarge())
            self.close()
            return
        self._body.append(data)

    def on_message_complete(self) -> None:
        """Hand over the answer (httptools)."""
        status = self._parser.get_status_code()
        self._is_alive = self._parser.should_keep_alive()
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_result(Answer(status=status, body=b"".join(self._body)))

    def _fail(self, error: Exception) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.done():
            waiting.set_exception(error)
