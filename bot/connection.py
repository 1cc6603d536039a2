"""One HTTP/1.1 connection to our port, over httptools' parser (RFC 9112)."""

import asyncio
import math
from collections import deque
from typing import NamedTuple, cast
from urllib.parse import unquote

import httptools
import structlog

from bot.answer_head import written_head
from bot.webhook import Admitted, Answer, Doors, Request

LARGEST_HEAD = 64 * 1024
"""Bytes of a request's first line and headers."""
MOST_DROPPED = 64 * 1024 * 1024
"""Bytes of a refused body that are read only to be dropped: who is cut off hears no answer."""
CHUNKED = 8
"""So many times its size a body may take on the way, in pieces of a byte each, and trailers."""
IDLE_SECONDS = 75.0
READ_SECONDS = 30.0
"""A whole request must have come within this time, and an answer must have been taken."""

BAD = Answer(status=400)
TOO_LARGE = Answer(status=413)
TOO_MANY = 429
"""Whoever came too often has to connect anew."""
TOO_LONG = Answer(status=431)
FULL = Answer(status=503, retry_after=1)
CONTINUE = b"HTTP/1.1 100 Continue\r\n\r\n"

log = structlog.get_logger(__name__)


class _Asked(NamedTuple):
    """A request that is to be answered: by whom, with what body, and what follows it."""

    who: Admitted | Answer
    body: bytes | None = None
    wants_body: bool = True
    is_last: bool = False


class Connection(asyncio.Protocol):
    """One connection: its requests are answered one by one, in the order in which they came.

    What follows a request that is being answered is read on only when that is done.
    """

    def __init__(
        self,
        doors: Doors,
        connections: "set[Connection]",
        loop: asyncio.AbstractEventLoop,
        *,
        is_welcome: bool,
    ) -> None:
        self._doors = doors
        self._connections = connections
        self._loop = loop
        self._is_welcome = is_welcome
        self._parser = httptools.HttpRequestParser(self)
        self._transport: asyncio.Transport | None = None
        self._peer: str | None = None
        self._asked: deque[_Asked] = deque()
        self._admitted: Admitted | None = None
        self._is_deaf = False  # whatever still comes is dropped
        self._is_full = False  # the other end does not read
        self._is_paused = False
        self._has_ended = False  # the other end writes nothing more
        self._received = self._dropped = 0
        self._limit = LARGEST_HEAD
        self.serving: asyncio.Task[None] | None = None
        self.deadline = loop.time() + READ_SECONDS

    @property
    def is_busy(self) -> bool:
        """Whether somebody waits for an answer of ours."""
        return self.serving is not None

    def abort(self) -> None:
        """Hang up at once; what is being stored is stored all the same."""
        if self._transport is not None:
            self._transport.abort()

    def finish(self) -> None:
        """Hang up as soon as nobody waits for an answer."""
        self._is_deaf = True
        self._asked.clear()
        if self._transport is not None and not self.is_busy:
            self._transport.close()

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Begin (asyncio.Protocol)."""
        self._transport = cast("asyncio.Transport", transport)
        peer = transport.get_extra_info("peername")
        self._peer = peer[0] if isinstance(peer, tuple) else None
        self._connections.add(self)
        if not self._is_welcome:
            self._refuse(FULL)

    def connection_lost(self, error: Exception | None) -> None:
        """Let go; a request that is being answered is finished, and nobody hears it."""
        self._connections.discard(self)
        self._transport = None
        self._asked.clear()

    def eof_received(self) -> bool:
        """Answer what was asked before the other end ceased to write (asyncio.Protocol)."""
        self._is_deaf = self._has_ended = True
        return self.is_busy or self._is_full

    def pause_writing(self) -> None:
        """Answer nothing more until the other end reads (asyncio.Protocol)."""
        self._is_full = True
        self.deadline = self._loop.time() + READ_SECONDS

    def resume_writing(self) -> None:
        """Go on (asyncio.Protocol)."""
        self._is_full = False
        self._go_on()

    def data_received(self, data: bytes) -> None:
        """Parse what came (asyncio.Protocol)."""
        if self._is_deaf:
            self._drop(len(data))
            return
        self._received += len(data)
        try:
            self._parser.feed_data(data)
        except httptools.HttpParserUpgrade:
            self._is_deaf = True  # we speak HTTP/1.1 only: answered, and nothing follows
        except httptools.HttpParserError as error:
            if isinstance(error, httptools.HttpParserCallbackError):
                log.error("request failed", reason=type(error.__context__).__name__)
            self._refuse(BAD)
        if self._received > self._limit:
            self._refuse(TOO_LONG if self._admitted is None else TOO_LARGE)

    def _drop(self, size: int) -> None:
        self._dropped += size
        if self._dropped > MOST_DROPPED:
            self.abort()

    def on_message_begin(self) -> None:
        """Begin a request (httptools)."""
        self._url = b""
        self._headers: dict[bytes, bytes] = {}
        self._body: list[bytes] = []
        self._size = 0
        if not self.is_busy:
            self.deadline = self._loop.time() + READ_SECONDS

    def on_url(self, url: bytes) -> None:
        """Keep a piece of the target (httptools)."""
        self._url += url

    def on_header(self, name: bytes, value: bytes) -> None:
        """Keep a header; one that comes twice is no header of a service (httptools)."""
        name, headers = name.lower(), self._headers
        headers[name] = headers[name] + value if name in headers else value

    def on_headers_complete(self) -> None:
        """Find who answers, before the body is read (httptools)."""
        if self._is_deaf:
            return
        headers = self._headers
        has_body = b"transfer-encoding" in headers or headers.get(b"content-length", b"0") != b"0"
        found = self._found(has_body=has_body)
        if isinstance(found, Admitted):
            self._admitted = found
            self._limit = LARGEST_HEAD + found.largest * CHUNKED
            if has_body and headers.get(b"expect", b"").lower() == b"100-continue":
                self._write(CONTINUE)
        elif has_body:
            self._refuse(found)
        else:
            self._ask(found)

    def _found(self, *, has_body: bool) -> Admitted | Answer:
        parser, headers = self._parser, self._headers
        version = parser.get_http_version()
        if version not in {"1.1", "1.0"} or (version == "1.1" and b"host" not in headers):
            return BAD
        if headers.get(b"transfer-encoding", b"chunked").lower() != b"chunked":
            return Answer(status=501)
        if has_body and parser.should_upgrade():
            return BAD  # the parser takes what follows for something else than a body
        raw, _, query = _target(self._url).partition(b"?")
        path = raw.decode("latin-1")
        request = Request(
            method=parser.get_method().decode("ascii"),
            path=unquote(path) if "%" in path else path,
            query=query.decode("latin-1"),
            headers=headers,
            peer=self._peer,
        )
        return self._doors.ask(request)

    def on_body(self, data: bytes) -> None:
        """Keep a piece of the body, or refuse it where it grows too large (httptools)."""
        if self._admitted is None or self._is_deaf:
            return
        self._size += len(data)
        if self._size > self._admitted.largest:
            self._body.clear()
            self._ask(self._admitted, is_last=True)
        else:
            self._body.append(data)

    def on_message_complete(self) -> None:
        """Have the request answered (httptools)."""
        admitted, self._admitted = self._admitted, None
        self._received, self._limit = 0, LARGEST_HEAD
        if admitted is not None and not self._is_deaf:
            self._ask(admitted, b"".join(self._body))

    def _refuse(self, answer: Answer) -> None:
        """Answer what is wrong, and hear nothing more."""
        if not self._is_deaf:
            self._ask(answer, is_last=True)

    def _ask(
        self, who: Admitted | Answer, body: bytes | None = None, *, is_last: bool = False
    ) -> None:
        if not is_last:
            parser = self._parser
            goes_on = parser.should_keep_alive() and not parser.should_upgrade()
            is_last = not goes_on or parser.get_http_version() != "1.1"
        self._is_deaf = is_last
        wants_body = isinstance(who, Answer) or self._parser.get_method() != b"HEAD"
        self._asked.append(_Asked(who, body, wants_body, is_last))
        if not self.is_busy and not self._is_full:
            self._go_on()
        elif self._transport is not None and not self._is_paused:
            self._is_paused = True
            self._transport.pause_reading()

    def _go_on(self) -> None:
        """Answer the next request, or wait for one."""
        while self._asked and not self.is_busy and not self._is_full:
            asked = self._asked.popleft()
            if isinstance(asked.who, Answer):
                self._say(asked.who, asked)
            else:
                self.deadline = math.inf
                self.serving = self._loop.create_task(self._serve(asked.who, asked))
        if self.is_busy or self._is_full or self._transport is None:
            return
        if self._is_paused:
            self._is_paused = False
            self._transport.resume_reading()
        self.deadline = self._loop.time() + (READ_SECONDS if self._is_deaf else IDLE_SECONDS)

    async def _serve(self, who: Admitted, asked: _Asked) -> None:
        try:
            answer = await who.answer(asked.body)
        finally:
            self.serving = None
        self._say(answer, asked)
        self._go_on()

    def _say(self, answer: Answer, asked: _Asked) -> None:
        """Write an answer; after the last one we are silent, and hear until the other end is."""
        is_refused = answer.status == TOO_MANY
        is_last = asked.is_last or is_refused or (self._is_deaf and not self._asked)
        head = written_head(answer, is_last=is_last)
        self._write(head + answer.body if asked.wants_body else head)
        if is_last and self._transport is not None:
            if self._has_ended:
                self._transport.close()
            else:
                self._transport.write_eof()

    def _write(self, data: bytes) -> None:
        if self._transport is not None and not self._transport.is_closing():
            self._transport.write(data)


def _target(url: bytes) -> bytes:
    """Return path and query, also of a target that names the server (RFC 9112, 3.2)."""
    if url.startswith(b"/"):
        return url
    _, scheme, rest = url.partition(b"://")
    return b"/" + rest.partition(b"/")[2] if scheme else url
