"""Pages fetched from real servers on loopback, and everything that must not be fetched."""

import asyncio
import datetime as dt
import gzip
import ssl
import zlib
from collections.abc import AsyncIterator, Callable
from pathlib import Path

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

from engine.hosts import is_public
from engine.web import Blocked, NotFetched, Page, fetch

HERE = "127.0.0.1"
ARTICLE = """<!doctype html><html><head><title>Bolo &amp; café</title>
<style>p{color:red}</style><script>var x = "<p>roubado</p>";</script></head><body>
<h1>Bolo de cenoura</h1><p>Bata  tudo
no liquidificador.</p><p hidden>segredo um</p><div style="display: none">segredo <b>dois</b></div>
<p aria-hidden="true">segredo três<p>Asse por <b>40</b> minutos.<ul><li>ovos<li>farinha</ul>
<template>segredo quatro</template><noscript>segredo cinco</noscript></body></html>"""


class Web:
    """A server that answers by path, and remembers what it was asked."""

    def __init__(self) -> None:
        self.pages: dict[str, bytes] = {}
        self.asked: list[str] = []
        self.port = 0
        self.looked_up: list[str] = []
        self.addresses: dict[str, list[list[str]]] = {}

    async def serve(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        try:
            head = (await reader.readuntil(b"\r\n\r\n")).decode()
            self.asked.append(head)
            answer = self.pages.get(head.split()[1])
            if answer is None:
                await asyncio.Event().wait()
            writer.write(answer or b"")
            await writer.drain()
        except (ConnectionError, asyncio.IncompleteReadError):
            pass
        finally:
            writer.close()

    def put(self, path: str, body: str | bytes, **headers: str) -> None:
        raw = body.encode() if isinstance(body, str) else body
        named = {"content_type": "text/html; charset=utf-8", **headers}
        lines = [f"{name.replace('_', '-')}: {value}" for name, value in named.items()]
        head = "\r\n".join(["HTTP/1.1 200 OK", *lines, "connection: close", "", ""])
        self.pages[path] = head.encode() + raw

    def redirect(self, path: str, to: str) -> None:
        self.pages[path] = (
            f"HTTP/1.1 302 Found\r\nlocation: {to}\r\ncontent-length: 0\r\n\r\n".encode()
        )

    async def resolve(self, host: str, port: int) -> list[str]:
        self.looked_up.append(host)
        known = self.addresses.get(host, [[HERE]])
        return known.pop(0) if len(known) > 1 else known[0]

    async def get(
        self, url: str, *, seconds: float = 5.0, tls: ssl.SSLContext | None = None
    ) -> Page:
        return await fetch(
            url.replace(":PORT", f":{self.port}"),
            resolver=self.resolve,
            is_allowed=lambda one: str(one) == HERE or is_public(one),
            ports=frozenset((80, 443, self.port)),
            seconds=seconds,
            tls=tls,
        )


@pytest.fixture
async def web() -> AsyncIterator[Web]:
    web = Web()
    server = await asyncio.start_server(web.serve, HERE, 0)
    web.port = server.sockets[0].getsockname()[1]
    yield web
    server.close()


async def test_a_page_is_read_without_what_nobody_sees(web: Web) -> None:
    web.put("/bolo?x=1", ARTICLE)

    page = await web.get("http://receitas.net:PORT/bolo?x=1#parte")

    assert page == Page(
        url=f"http://receitas.net:{web.port}/bolo?x=1",
        title="Bolo & café",
        text="Bolo de cenoura\n\nBata tudo\nno liquidificador.\n\nAsse por 40 minutos.\n\n"
        "• ovos\n• farinha",
        kind="html",
    )
    assert f"Host: receitas.net:{web.port}" in web.asked[0]
    assert web.looked_up == ["receitas.net"]


async def test_plain_text_is_read_in_its_own_letters(web: Web) -> None:
    web.put("/", "ação".encode("latin-1"), content_type="text/plain; charset=iso-8859-1")

    page = await web.get("http://a.net:PORT")

    assert (page.text, page.kind) == ("ação", "text")


async def test_a_public_name_of_a_private_address_is_blocked(web: Web) -> None:
    web.addresses["a.net"] = [["10.0.0.1"]]

    with pytest.raises(Blocked, match="private address"):
        await web.get("http://a.net:PORT/")


async def test_one_private_address_among_public_ones_is_blocked(web: Web) -> None:
    web.addresses["a.net"] = [[HERE, "192.168.0.1"]]

    with pytest.raises(Blocked):
        await web.get("http://a.net:PORT/")

    assert web.asked == []


async def test_a_host_that_rebinds_is_asked_where_it_was_checked(web: Web) -> None:
    web.addresses["a.net"] = [[HERE], ["10.0.0.1"], ["10.0.0.1"]]
    web.put("/", "ok", content_type="text/plain")

    page = await web.get("http://a.net:PORT/")

    assert page.text == "ok"
    assert web.looked_up == ["a.net"]


async def test_a_host_that_rebinds_between_redirects_is_blocked(web: Web) -> None:
    web.addresses["a.net"] = [[HERE], ["10.0.0.1"]]
    web.redirect("/", "/again")

    with pytest.raises(Blocked):
        await web.get("http://a.net:PORT/")


@pytest.mark.parametrize(
    "to",
    [
        "http://10.0.0.1/",
        "//169.254.169.254/latest",
        "http://localhost/",
        "file:///etc/passwd",
        "http://u:p@b.net/",
        "http://b.net:22/",
        "http://0x7f000001/",
    ],
)
async def test_a_redirect_to_what_is_blocked_is_blocked_at_that_hop(web: Web, to: str) -> None:
    web.redirect("/", to)

    with pytest.raises(Blocked):
        await web.get("http://a.net:PORT/")

    assert len(web.asked) == 1


async def test_redirects_are_followed_and_the_last_address_is_told(web: Web) -> None:
    web.redirect("/", "b?c=d")
    web.put("/b?c=d", "chegou", content_type="text/plain")

    page = await web.get("http://a.net:PORT/")

    assert page.url == f"http://a.net:{web.port}/b?c=d"
    assert page.text == "chegou"


async def test_redirects_without_end_are_given_up(web: Web) -> None:
    web.redirect("/", "/")

    with pytest.raises(NotFetched, match="redirects"):
        await web.get("http://a.net:PORT/")

    assert len(web.asked) == 6


async def test_a_gzip_bomb_stops_early(web: Web) -> None:
    packer = zlib.compressobj(9, wbits=31)
    bomb = b"".join([packer.compress(bytes(1_000_000)) for _ in range(200)]) + packer.flush()
    web.put("/", bomb, content_encoding="gzip")

    with pytest.raises(NotFetched, match="too large"):
        await web.get("http://a.net:PORT/")


async def test_gzip_is_read(web: Web) -> None:
    web.put("/", gzip.compress(b"<p>oi</p>"), content_encoding="gzip")

    assert (await web.get("http://a.net:PORT/")).text == "oi"


@pytest.mark.parametrize(
    ("put", "reason"),
    [
        (lambda web: web.put("/", b"x" * 2_000_001), "too large"),
        (lambda web: web.put("/", "x", content_length="9999999"), "too large"),
        (lambda web: web.put("/", b"\x89PNG", content_type="image/png"), "not text"),
        (lambda web: web.put("/", b"x", content_type=""), "not text"),
        (lambda web: web.put("/", b"not gzip", content_encoding="gzip"), "DecodingError"),
        (lambda web: web.put("/", b"x", content_length="9"), "RemoteProtocolError"),
        (lambda web: web.pages.update({"/": b"nonsense\r\n\r\n"}), "RemoteProtocolError"),
        (lambda web: web.pages.update({"/": b""}), "RemoteProtocolError"),
        (lambda web: web.pages.update({"/": b"HTTP/1.1 404 No\r\n\r\n"}), "status 404"),
    ],
    ids="long declared picture kindless broken short nonsense nothing missing".split(),
)
async def test_what_cannot_be_read_is_said_in_a_word(
    web: Web, put: Callable[[Web], None], reason: str
) -> None:
    put(web)

    with pytest.raises(NotFetched) as told:
        await web.get("http://a.net:PORT/")

    assert told.value.brief == reason
    assert "a.net" not in str(told.value)


async def test_a_server_that_never_answers_is_left(web: Web) -> None:
    with pytest.raises(NotFetched, match="slow"):
        await web.get("http://a.net:PORT/never", seconds=0.05)


async def test_an_unknown_host_is_told(web: Web) -> None:
    async def nobody(host: str, port: int) -> list[str]:
        raise OSError(-2, host)

    with pytest.raises(NotFetched, match="unknown host"):
        await fetch("http://a.net/", resolver=nobody)


async def test_the_certificate_has_to_be_of_the_host(tmp_path: Path) -> None:
    web, (server_side, client_side) = Web(), _certified(tmp_path, "a.net")
    web.put("/", "seguro", content_type="text/plain")
    server = await asyncio.start_server(web.serve, HERE, 0, ssl=server_side)
    web.port = server.sockets[0].getsockname()[1]

    page = await web.get("https://a.net:PORT/", tls=client_side)
    with pytest.raises(NotFetched, match="ConnectError"):
        await web.get("https://b.net:PORT/", tls=client_side)
    with pytest.raises(NotFetched, match="ConnectError"):
        await web.get("https://a.net:PORT/")

    assert page.text == "seguro"
    assert len(web.asked) == 1
    server.close()


def _certified(folder: Path, host: str) -> tuple[ssl.SSLContext, ssl.SSLContext]:
    """Return a server's context with a certificate of its own, and a client's that trusts it."""
    key = ec.generate_private_key(ec.SECP256R1())
    named = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, host)])
    now = dt.datetime.now(dt.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(named)
        .issuer_name(named)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - dt.timedelta(days=1))
        .not_valid_after(now + dt.timedelta(days=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName(host)]), critical=False)
        .sign(key, hashes.SHA256())
    )
    pem = certificate.public_bytes(serialization.Encoding.PEM) + key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    file = folder / "host.pem"
    file.write_bytes(pem)
    server_side = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server_side.load_cert_chain(file)
    return server_side, ssl.create_default_context(cafile=str(file))
