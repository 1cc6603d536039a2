"""The webhook: Evolution API brings events; 200 says that one is stored, or was none for us."""

import hmac
import ipaddress
from collections.abc import Awaitable, Callable, Mapping
from urllib.parse import parse_qs, unquote

import structlog

from bot.evolution.intake import UNREADABLE, Intake
from bot.evolution.line import Line
from bot.evolution.reading import NAME, Unknown
from bot.evolution.tokens import Stale, is_pass, is_signed
from bot.webhook import Answer, Request
from domain.clock import Clock
from domain.errors import SparkError
from domain.frozen import dataclass

PATH = "/whatsapp/evolution"
PICTURE = f"{PATH}/qr.png"
SECRET_HEADER = "X-SparkOne-Secret"  # noqa: S105 - its name
LARGEST = 32 * 1024 * 1024
"""Bytes: WHATSAPP-BUSINESS brings files of up to 16 MB along, in base64."""
RETRY_AFTER_SECONDS = 5
_HEADER = SECRET_HEADER.lower().encode()
_BEARER = b"Bearer "

log = structlog.get_logger(__name__)
Network = ipaddress.IPv4Network | ipaddress.IPv6Network


@dataclass(frozen=True, slots=True, kw_only=True)
class Gate:
    """Who may come in: by the secret, by the signed token as well where there is a key for it."""

    secret: str
    jwt_key: str | None = None
    sources: tuple[Network, ...] = ()

    def __repr__(self) -> str:
        return f"Gate(sources={len(self.sources)})"

    def admits(self, request: Request) -> bool:
        """Tell whether a caller has the secret and comes from where it may."""
        return self._is_near(request.peer) and self._knows(request)

    def _is_near(self, peer: str | None) -> bool:
        if not self.sources:
            return True
        try:
            address = ipaddress.ip_address(peer or "")
        except ValueError:
            return False
        mapped = getattr(address, "ipv4_mapped", None)
        return any((mapped or address) in network for network in self.sources)

    def _knows(self, request: Request) -> bool:
        given = [request.headers.get(_HEADER, b"")]
        given.append(unquote(request.path.removeprefix(PATH)).strip("/").partition("/")[0].encode())
        given.append(bearer(request))
        return any(hmac.compare_digest(one, self.secret.encode()) for one in given)


def bearer(request: Request) -> bytes:
    """Return what follows `Authorization: Bearer`."""
    given = request.headers.get(b"authorization", b"")
    return given[len(_BEARER) :] if given.startswith(_BEARER) else b""


def networks(sources: str | None) -> tuple[Network, ...]:
    """Return the networks of EVOLUTION_SOURCES."""
    named = [one.strip() for one in (sources or "").split(",")]
    return tuple(ipaddress.ip_network(one, strict=False) for one in named if one)


class Webhook:
    """What the HTTP server does at `/whatsapp/evolution` and below (see `bot.webhook`)."""

    path = PATH
    has_further_paths = True
    largest = LARGEST

    def __init__(self, gate: Gate, intake: Intake, line: Line, clock: Clock) -> None:
        self._gate = gate
        self._intake = intake
        self._line = line
        self._clock = clock
        self._deeds: Mapping[str, Callable[[bytes], Awaitable[None]]] = {
            "messages.upsert": intake.message,
            "send.message": intake.echo,
            "messages.edited": intake.edit,
            "messages.update": intake.status,
            "connection.update": line.changed,
            "qrcode.updated": line.code,
        }

    def admits(self, request: Request) -> bool:
        """Tell whether the caller is our server, in constant time; before the body is read."""
        if not self._gate.admits(request):
            return False
        try:
            return self._is_signed(request)
        except Stale:  # its message is not lost: `take` asks for it again
            return True

    async def take(self, request: Request, body: bytes) -> Answer:
        """Store an event: 200, also for one that cannot be read; 503 where it must come again."""
        try:
            self._is_signed(request)
            await self._line.opened.wait()
            await self._event(body)
        except (Stale, SparkError):
            return Answer(status=503, retry_after=RETRY_AFTER_SECONDS)
        return Answer(status=200)

    async def show(self, request: Request) -> Answer:
        """Return the code to be scanned, as a picture."""
        if request.path != PICTURE:
            return Answer(status=404)
        word = parse_qs(request.query).get("key", [""])[0]
        secret = self._gate.secret
        is_bearer = hmac.compare_digest(bearer(request), secret.encode())
        if not (is_pass(word, PICTURE, secret, self._clock.now()) or is_bearer):
            return Answer(status=401)
        picture = self._line.picture()
        if picture is None:
            return Answer(status=404)
        return Answer(status=200, body=picture, content_type="image/png")

    def _is_signed(self, request: Request) -> bool:
        key = self._gate.jwt_key
        return key is None or is_signed(bearer(request), key, self._clock.now())

    async def _event(self, body: bytes) -> None:
        try:
            envelope = self._intake.opened(body)
        except UNREADABLE as error:
            await self._intake.set_aside(body, type(error).__name__)
            return
        if not self._intake.is_ours(envelope):
            return
        await self._intake.ours(envelope.sender)
        deed = self._deeds.get(envelope.event)
        if deed is None:
            log.debug("event that is nothing to us", channel=NAME)
            return
        try:
            await deed(bytes(envelope.data))
        except UNREADABLE as error:
            known = isinstance(error, Unknown)
            await self._intake.set_aside(body, str(error) if known else type(error).__name__)
