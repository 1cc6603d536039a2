"""An ASGI application behind the doors: health and metrics, loaded when somebody asks."""

from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any
from urllib.parse import quote

from bot.webhook import Answer, Request

Scope = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[MutableMapping[str, Any]]]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
Asgi = Callable[[Scope, Receive, Send], Awaitable[None]]
_OURS = {b"content-length", b"content-type"}


class Behind:
    """Answers requests by an ASGI 3 application, each answer whole; `load` runs once."""

    def __init__(self, load: Callable[[], Awaitable[Asgi]]) -> None:
        self._load = load
        self._application: Asgi | None = None

    async def __call__(self, request: Request, body: bytes) -> Answer:
        """Answer one request (ASGI 3, HTTP 2.3)."""
        if self._application is None:
            self._application = await self._load()
        sent: list[MutableMapping[str, Any]] = []

        async def receive() -> MutableMapping[str, Any]:
            return {"type": "http.request", "body": body, "more_body": False}

        async def send(message: MutableMapping[str, Any]) -> None:
            sent.append(message)

        await self._application(_scope(request), receive, send)
        return _whole(sent)


def _scope(request: Request) -> Scope:
    return {
        "type": "http",
        "asgi": {"version": "3.0", "spec_version": "2.3"},
        "http_version": "1.1",
        "method": request.method,
        "scheme": "http",
        "path": request.path,
        "raw_path": quote(request.path).encode("ascii"),
        "query_string": request.query.encode("latin-1"),
        "root_path": "",
        "headers": list(request.headers.items()),
        "client": (request.peer, 0) if request.peer else None,
        "server": None,
    }


def _whole(sent: list[MutableMapping[str, Any]]) -> Answer:
    start, *rest = sent
    headers: list[tuple[bytes, bytes]] = [(name.lower(), value) for name, value in start["headers"]]
    kind = dict(headers).get(b"content-type", b"text/plain; charset=utf-8")
    return Answer(
        status=start["status"],
        body=b"".join(message.get("body", b"") for message in rest),
        content_type=kind.decode("latin-1"),
        headers=tuple(pair for pair in headers if pair[0] not in _OURS),
    )
