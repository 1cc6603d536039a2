"""The contract of a webhook, and the door before all of them: who, how much, then what."""

from collections.abc import Awaitable, Callable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol, runtime_checkable

import structlog

LARGEST_BODY = 1024 * 1024
"""Bytes; the services' bodies have a few thousand."""
MOST_DROPPED = 64 * 1024 * 1024
"""Bytes of a body that are read only to be dropped."""

log = structlog.get_logger(__name__)
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What is known before the body is read: `query` as it came, `peer` the caller's address."""

    method: str
    path: str
    query: str
    headers: Mapping[bytes, bytes]
    peer: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the service is told; `retry_after` in seconds."""

    status: int
    retry_after: int | None = None
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"


class HungUp(Exception):
    """The other end went away in the middle of its body."""


class Webhook(Protocol):
    """What a channel does about what a service brings it over HTTP."""

    @property
    def path(self) -> str:
        """The path, such as /telegram/webhook."""

    @property
    def has_further_paths(self) -> bool:
        """Whether what lies below the path is its as well."""

    @property
    def largest(self) -> int:
        """The bytes of the largest body that is read."""

    def admits(self, request: Request) -> bool:
        """Tell whether the caller is the service, in constant time; before the body is read."""

    async def take(self, request: Request, body: bytes) -> Answer:
        """Store what came; only then 200."""


@runtime_checkable
class Shows(Protocol):
    """A webhook that answers GET as well: a handshake, or a picture. It admits by itself."""

    async def show(self, request: Request) -> Answer:
        """Return what is there to be read."""


class Doors:
    """ASGI: webhooks first and without a framework's cost, everything else by the application."""

    def __init__(
        self, webhooks: Sequence[Webhook], application: Asgi, count: Callable[[str, int], None]
    ) -> None:
        self._webhooks: Mapping[str, Webhook] = {webhook.path: webhook for webhook in webhooks}
        self._application = application
        self._count = count

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Serve one request (ASGI 3)."""
        webhook = self._behind(scope["path"]) if scope["type"] == "http" else None
        if webhook is None:
            await self._application(scope, receive, send)
            return
        try:
            answer = await _served(webhook, scope, receive)
        except Exception as error:  # noqa: BLE001 - its words may be those of people
            log.error("webhook failed", path=webhook.path, reason=type(error).__name__)
            answer = Answer(status=500)
        self._count(webhook.path, answer.status)
        headers = [(b"content-length", b"%d" % len(answer.body))]
        if answer.body:
            headers.append((b"content-type", answer.content_type.encode()))
        if answer.retry_after is not None:
            headers.append((b"retry-after", b"%d" % answer.retry_after))
        if answer.status == 413:
            headers.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": answer.body})

    def _behind(self, path: str) -> Webhook | None:
        found = self._webhooks.get(path)
        if found is not None:
            return found
        for one in self._webhooks.values():
            if one.has_further_paths and path.startswith(f"{one.path}/"):
                return one
        return None


async def _served(webhook: Webhook, scope: Scope, receive: Receive) -> Answer:
    request = _request(scope)
    if request.method == "GET" and isinstance(webhook, Shows):
        return await webhook.show(request)
    if request.method != "POST":
        return Answer(status=405)
    if not webhook.admits(request):
        return Answer(status=401)
    # How large an encoded body becomes is not known before it is too late.
    is_plain = request.headers.get(b"content-encoding", b"identity") == b"identity"
    length = request.headers.get(b"content-length", b"0")
    is_short = length.isdigit() and int(length) <= webhook.largest
    try:
        body = await _body(receive, webhook.largest if is_plain and is_short else 0)
    except HungUp:  # nobody reads the answer, and whoever sent it comes again
        return Answer(status=400)
    return Answer(status=413) if body is None else await webhook.take(request, body)


def _request(scope: Scope) -> Request:
    headers: dict[bytes, bytes] = {}
    for name, value in scope["headers"]:  # one that comes twice is no header of a service
        headers[name] = value if name not in headers else headers[name] + value
    peer = scope.get("client")
    return Request(
        method=scope["method"],
        path=scope["path"],
        query=scope.get("query_string", b"").decode("latin-1"),
        headers=headers,
        peer=peer[0] if peer else None,
    )


async def _body(receive: Receive, largest: int) -> bytes | None:
    """Return the body; None where it is larger than that.

    One that is too large is read to its end and dropped piece by piece, up to MOST_DROPPED:
    who is cut off while sending would not hear the answer.
    """
    pieces: list[bytes] = []
    size = 0
    while True:
        message = await receive()
        if message["type"] != "http.request":
            raise HungUp
        piece = message.get("body", b"")
        size += len(piece)
        if size <= largest:
            pieces.append(piece)
        else:
            pieces.clear()
        if not message.get("more_body", False) or size > MOST_DROPPED:
            return None if size > largest else b"".join(pieces)
