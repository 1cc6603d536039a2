"""Pages of the public internet, fetched so that nothing of this house can be reached.

Each host is looked up once, its addresses are checked, and the connection goes to the checked
address itself. What comes back is third-party text.
"""

import asyncio
import re
import socket
import ssl
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING
from urllib.parse import urljoin, urlsplit

from domain.errors import SparkError
from domain.frozen import dataclass
from engine.hosts import Address, is_public, literal, name
from engine.readable import readable, shortened, tidy

if TYPE_CHECKING:
    import httpx2

SECONDS = 10.0
"""For everything: looking up, connecting, redirects, reading."""
MOST_BYTES = 2_000_000
"""After decompression."""
MOST_REDIRECTS = 5
MOST_ADDRESSES = 3
LONGEST_URL = 2048
PORTS = frozenset((80, 443))
_REDIRECTS = frozenset((301, 302, 303, 307, 308))
_HTML = frozenset(("text/html", "application/xhtml+xml"))
_TEXT = re.compile(r"text/[\w.+-]+|application/(?:[\w.-]+\+)?(?:json|xml)|application/xhtml\+xml")
_META = re.compile(rb"<meta[^>]{0,200}?charset\s*=\s*[\"']?([\w-]{2,30})", re.IGNORECASE)
_CLEAN = re.compile(r"[!-\[\]-~\u00a0-\U0010ffff]+")
"""Printable, without blanks and backslashes: parsers do not agree on those."""
_HEADERS = {
    "User-Agent": "SparkOne",
    "Accept": "text/html, text/plain;q=0.9, */*;q=0.1",
    "Accept-Encoding": "gzip, identity",
}
Resolve = Callable[[str, int], Awaitable[list[str]]]
"""Looks up a host and a port; returns addresses. Errors: OSError."""


class Blocked(SparkError):
    """An address that may not be fetched from here; `reason` is a word or two."""

    message_id = "error.web_blocked"


class NotFetched(SparkError):
    """A page that could not be read; `reason` is a word or two, or the kind of error."""

    message_id = "error.web_not_fetched"


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """What stands at an address: `url` is the last one, after redirects.

    `kind` is "html" or "text"; `text` has at most 20,000 letters.
    """

    url: str
    title: str
    text: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class _Target:
    """A URL taken apart; `host` as it is looked up, without brackets."""

    url: str
    scheme: str
    host: str
    port: int
    path: str
    is_plain_port: bool

    def at(self, address: str) -> str:
        """Return the URL with an address in the place of the name."""
        host = f"[{address}]" if ":" in address else address
        return f"{self.scheme}://{host}:{self.port}{self.path}"

    @property
    def authority(self) -> str:
        """The host as the `Host` header names it."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.is_plain_port else f"{host}:{self.port}"


async def resolve(host: str, port: int) -> list[str]:
    """Look up the addresses of a host. Errors: OSError."""
    loop = asyncio.get_running_loop()
    found = await loop.getaddrinfo(host, port, type=socket.SOCK_STREAM)
    return list(dict.fromkeys(str(one[4][0]) for one in found))


async def fetch(
    url: str,
    *,
    resolver: Resolve = resolve,
    is_allowed: Callable[[Address], bool] = is_public,
    ports: frozenset[int] = PORTS,
    tls: ssl.SSLContext | None = None,
    seconds: float = SECONDS,
) -> Page:
    """Return the page at a URL, following at most five redirects, each checked anew.

    Errors: Blocked, before anything is sent to such an address; NotFetched.
    """
    fetcher = _Fetcher(resolver, is_allowed, ports, tls)
    try:
        async with asyncio.timeout(seconds):
            return await fetcher.follow(url)
    except TimeoutError:
        raise NotFetched(reason="slow") from None


class _Fetcher:
    def __init__(
        self,
        resolver: Resolve,
        is_allowed: Callable[[Address], bool],
        ports: frozenset[int],
        tls: ssl.SSLContext | None,
    ) -> None:
        self._resolver = resolver
        self._is_allowed = is_allowed
        self._ports = ports
        self._tls = tls

    async def follow(self, url: str) -> Page:
        for _ in range(MOST_REDIRECTS + 1):
            target = _target(url, self._ports)
            addresses = await self._addresses(target)
            found = await self._get(target, addresses)
            if isinstance(found, Page):
                return found
            url = urljoin(target.url, found)
        raise NotFetched(reason="redirects")

    async def _addresses(self, target: _Target) -> list[str]:
        """Return the addresses of a host; one that is not allowed forbids them all."""
        spelt = literal(target.host)
        if spelt is not None:
            found = [target.host]
        else:
            try:
                found = await self._resolver(target.host, target.port)
            except (OSError, UnicodeError):
                raise NotFetched(reason="unknown host") from None
        addresses = [literal(one) for one in found]
        if not all(one is not None and self._is_allowed(one) for one in addresses):
            raise Blocked(reason="private address")
        if not addresses:
            raise NotFetched(reason="unknown host")
        return [str(one) for one in addresses][:MOST_ADDRESSES]

    async def _get(self, target: _Target, addresses: list[str]) -> "Page | str":
        """Ask the first address that takes a connection; return a page, or where it went."""
        import httpx2  # noqa: PLC0415 - imported with the first page

        tls = self._tls
        if tls is None:
            tls = await asyncio.to_thread(ssl.create_default_context)
        async with httpx2.AsyncHTTPTransport(verify=tls, trust_env=False) as transport:
            for number, address in enumerate(addresses, 1):
                request = httpx2.Request(
                    "GET",
                    target.at(address),
                    headers={**_HEADERS, "Host": target.authority},
                    # The certificate has to be the host's, though the address is dialled.
                    extensions={"sni_hostname": target.host},
                )
                try:
                    response = await transport.handle_async_request(request)
                    return await self._read(target, response)
                except httpx2.ConnectError as error:
                    if number == len(addresses):
                        raise NotFetched(reason=type(error).__name__) from None
                except (httpx2.HTTPError, httpx2.StreamError, OSError, ValueError) as error:
                    # The library's errors may repeat the address: only their kind goes on.
                    raise NotFetched(reason=type(error).__name__) from None
        raise NotFetched(reason="unknown host")

    async def _read(self, target: _Target, response: "httpx2.Response") -> "Page | str":
        try:
            if response.status_code in _REDIRECTS and "location" in response.headers:
                return str(response.headers["location"])
            if not response.is_success:
                raise NotFetched(reason=f"status {response.status_code}")
            kind, charset = _kind(response.headers.get("content-type", ""))
            content = await _content(response)
        finally:
            await response.aclose()
        title, text = await asyncio.to_thread(_text, content, kind, charset)
        return Page(url=target.url, title=title, text=text, kind=kind)


def _target(url: str, ports: frozenset[int]) -> _Target:
    """Take a URL apart. Errors: Blocked, where it may not be fetched whoever answers."""
    if len(url) > LONGEST_URL or not _CLEAN.fullmatch(url):
        raise Blocked(reason="not an address")
    try:
        parts = urlsplit(url)
        scheme, host, port = parts.scheme, parts.hostname or "", parts.port
    except ValueError:
        raise Blocked(reason="not an address") from None
    if scheme not in {"http", "https"}:
        raise Blocked(reason="scheme")
    if "@" in parts.netloc:
        raise Blocked(reason="credentials")
    usual = 443 if scheme == "https" else 80
    if (port or usual) not in ports or port == 0:
        raise Blocked(reason="port")
    plain = str(literal(host)) if literal(host) is not None and "%" not in host else name(host)
    if plain is None:
        raise Blocked(reason="host")
    shown = f"[{plain}]" if ":" in plain else plain
    netloc = shown if port in {None, usual} else f"{shown}:{port}"
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return _Target(
        url=f"{scheme}://{netloc}{path}",
        scheme=scheme,
        host=plain,
        port=port or usual,
        path=path,
        is_plain_port=port in {None, usual},
    )


def _kind(content_type: str) -> tuple[str, str | None]:
    """Return "html" or "text", and the charset that was named. Errors: NotFetched."""
    media, _, rest = content_type.partition(";")
    media = media.strip().lower()
    if not _TEXT.fullmatch(media):
        raise NotFetched(reason="not text")
    named = re.search(r"charset\s*=\s*\"?([\w-]{2,30})", rest, re.IGNORECASE)
    return ("html" if media in _HTML else "text"), (named[1] if named else None)


async def _content(response: "httpx2.Response") -> bytes:
    """Return the content, unpacked a piece at a time, so that a bomb stops early."""
    length = response.headers.get("content-length", "0")
    if length.isdecimal() and int(length) > MOST_BYTES:
        raise NotFetched(reason="too large")
    content = bytearray()
    async for piece in response.aiter_bytes():
        content += piece
        if len(content) > MOST_BYTES:
            raise NotFetched(reason="too large")
    return bytes(content)


def _text(content: bytes, kind: str, charset: str | None) -> tuple[str, str]:
    if charset is None and (meta := _META.search(content[:2048])):
        charset = meta[1].decode("ascii")
    try:
        text = content.decode(charset or "utf-8", errors="replace")
    except LookupError:
        text = content.decode("utf-8", errors="replace")
    return readable(text) if kind == "html" else ("", shortened(tidy(text)))
