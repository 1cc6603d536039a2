"""The contract of a webhook, and the doors behind which each request is answered."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from typing import Protocol, runtime_checkable

import structlog

from domain.frozen import dataclass

LARGEST_BODY = 1024 * 1024
"""Bytes; the services' bodies have a few thousand."""
WRONG_SECRET = frozenset({401, 403})

MOST_AT_ONCE = 256
"""Requests of webhooks that are served side by side; who comes then is asked to come again."""
RETRY_AFTER_SECONDS = 5

log = structlog.get_logger(__name__)


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
    """What the caller is told; `retry_after` in seconds, `headers` beside those of every answer."""

    status: int
    retry_after: int | None = None
    body: bytes = b""
    content_type: str = "text/plain; charset=utf-8"
    headers: tuple[tuple[bytes, bytes], ...] = ()


Refused = Callable[[str | None, Answer], Awaitable[Answer]]
"""Is given the address of a caller with a wrong secret and its answer; returns another one."""


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


@dataclass(frozen=True, slots=True)
class Admitted:
    """A request that may come in, with a body of up to `largest` bytes.

    `answer` takes the body, None where it was larger than that; it never raises.
    """

    largest: int
    answer: Callable[[bytes | None], Awaitable[Answer]]


Application = Callable[[Request, bytes], Awaitable[Answer]]


class Doors:
    """Finds who answers a request: a webhook by its path, everything else the application."""

    def __init__(
        self,
        webhooks: Sequence[Webhook],
        application: Application,
        count: Callable[[str, int], None],
        refused: Refused | None = None,
    ) -> None:
        self._webhooks: Mapping[str, Webhook] = {webhook.path: webhook for webhook in webhooks}
        self._application = application
        self._count = count
        self._refused = refused
        self._serving = 0

    def ask(self, request: Request) -> Answer | Admitted:
        """Return who answers a request, or its refusal: before the body is read."""
        webhook = self._behind(request.path)
        if webhook is None:
            return Admitted(LARGEST_BODY, lambda body: self._applied(request, body))
        if request.method == "GET" and isinstance(webhook, Shows):
            return Admitted(webhook.largest, lambda _body: self._shown(webhook, webhook, request))
        refused = _refused(webhook, request)
        if refused in WRONG_SECRET and self._refused is not None:
            return Admitted(0, lambda _body: self._guessed(webhook.path, request, refused))
        if refused is not None:
            self._count(webhook.path, refused)
            return Answer(status=refused)
        return Admitted(webhook.largest, lambda body: self._taken(webhook, request, body))

    def _behind(self, path: str) -> Webhook | None:
        found = self._webhooks.get(path)
        if found is not None:
            return found
        for one in self._webhooks.values():
            if one.has_further_paths and path.startswith(f"{one.path}/"):
                return one
        return None

    async def _taken(self, webhook: Webhook, request: Request, body: bytes | None) -> Answer:
        self._serving += 1
        try:
            if body is None:
                answer = Answer(status=413)
            elif self._serving > MOST_AT_ONCE:
                answer = Answer(status=503, retry_after=RETRY_AFTER_SECONDS)
            else:
                answer = await webhook.take(request, body)
        except Exception as error:  # noqa: BLE001 - its words may be those of people
            answer = _fault(webhook.path, error)
        finally:
            self._serving -= 1
        self._count(webhook.path, answer.status)
        return answer

    async def _guessed(self, path: str, request: Request, status: int | None) -> Answer:
        """Answer a wrong secret: whoever tries many is slowed down."""
        answer = Answer(status=status or 401)
        try:
            if self._refused is not None:
                answer = await self._refused(request.peer, answer)
        except Exception as error:  # noqa: BLE001 - as above
            answer = _fault(path, error)
        self._count(path, answer.status)
        return answer

    async def _shown(self, webhook: Webhook, shows: Shows, request: Request) -> Answer:
        try:
            answer = await shows.show(request)
        except Exception as error:  # noqa: BLE001 - as above
            answer = _fault(webhook.path, error)
        self._count(webhook.path, answer.status)
        return answer

    async def _applied(self, request: Request, body: bytes | None) -> Answer:
        if body is None:
            return Answer(status=413)
        try:
            return await self._application(request, body)
        except Exception as error:  # noqa: BLE001 - as above
            return _fault("application", error)


def _refused(webhook: Webhook, request: Request) -> int | None:
    """Return the status with which a request is refused by its head alone, or None."""
    if request.method != "POST":
        return 405
    if not webhook.admits(request):
        return 401
    # How large an encoded body becomes is not known before it is too late.
    is_plain = request.headers.get(b"content-encoding", b"identity") == b"identity"
    length = request.headers.get(b"content-length", b"0")
    is_short = length.isdigit() and int(length) <= webhook.largest
    return None if is_plain and is_short else 413


def _fault(path: str, error: Exception) -> Answer:
    log.error("webhook failed", path=path, reason=type(error).__name__)
    return Answer(status=500)
