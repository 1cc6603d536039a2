"""The contract of a webhook, and the door before all of them: who, how much, then what."""

from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping, Sequence
from dataclasses import dataclass
from typing import Any, Protocol

LARGEST_BODY = 1024 * 1024
"""Bytes; the services' bodies have a few thousand."""
MOST_DROPPED = 64 * 1024 * 1024
"""Bytes of a body that are read only to be dropped."""

Headers = Iterable[tuple[bytes, bytes]]
Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What the service is told; `retry_after` in seconds."""

    status: int
    retry_after: int | None = None


class HungUp(Exception):
    """The other end went away in the middle of its body."""


class Webhook(Protocol):
    """What a channel does about what a service brings it over HTTP."""

    @property
    def path(self) -> str:
        """The path, such as /telegram/webhook."""

    def admits(self, headers: Headers) -> bool:
        """Tell whether the caller is the service, in constant time; before the body is read."""

    async def take(self, body: bytes) -> Answer:
        """Store what came; only then 200."""


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
        webhook = self._webhooks.get(scope["path"]) if scope["type"] == "http" else None
        if webhook is None:
            await self._application(scope, receive, send)
            return
        answer = await _served(webhook, scope, receive)
        self._count(webhook.path, answer.status)
        headers = [(b"content-length", b"0")]
        if answer.retry_after is not None:
            headers.append((b"retry-after", b"%d" % answer.retry_after))
        if answer.status == 413:
            headers.append((b"connection", b"close"))
        await send({"type": "http.response.start", "status": answer.status, "headers": headers})
        await send({"type": "http.response.body", "body": b""})


async def _served(webhook: Webhook, scope: Scope, receive: Receive) -> Answer:
    if scope["method"] != "POST":
        return Answer(status=405)
    headers: Sequence[tuple[bytes, bytes]] = scope["headers"]
    if not webhook.admits(headers):
        return Answer(status=401)
    given = dict(headers)
    # How large an encoded body becomes is not known before it is too late.
    is_plain = given.get(b"content-encoding", b"identity") == b"identity"
    length = given.get(b"content-length", b"0")
    is_short = length.isdigit() and int(length) <= LARGEST_BODY
    try:
        body = await _body(receive, LARGEST_BODY if is_plain and is_short else 0)
    except HungUp:  # nobody reads the answer, and whoever sent it comes again
        return Answer(status=400)
    return Answer(status=413) if body is None else await webhook.take(body)


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
