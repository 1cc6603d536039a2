"""A running installation, as whoever tries it from outside sees it."""

import contextlib
import http.client
import ssl
import time
from contextlib import closing
from functools import cached_property
from urllib.parse import urlsplit

from prometheus_client.parser import text_string_to_metric_families

from domain.frozen import dataclass

SECONDS = 10.0


class Broken(Exception):
    """A check that failed; the message says what was found."""


def why(error: Exception) -> str:
    """Return what an error says of itself, or its kind where it says nothing."""
    return str(error) or type(error).__name__


@dataclass(frozen=True, slots=True, kw_only=True)
class Reply:
    """What the installation answered, and after how long."""

    status: int
    headers: http.client.HTTPMessage
    body: bytes
    seconds: float


@dataclass
class Site:
    """A running installation. `secret` is that of its webhook, where it is known."""

    url: str
    secret: str | None = None

    def ask(
        self,
        method: str,
        path: str,
        headers: dict[str, bytes | str] | None = None,
        *,
        size: int = 0,
    ) -> Reply:
        """Send a request with a body of so many bytes; Broken where nothing answers."""
        parts = urlsplit(self.url)
        start = time.perf_counter()
        try:
            with closing(self._connection(parts.scheme, parts.netloc)) as connection:
                connection.putrequest(method, parts.path.rstrip("/") + path)
                for name, value in {"Content-Length": str(size), **(headers or {})}.items():
                    connection.putheader(name, value)
                connection.endheaders()
                with contextlib.suppress(ConnectionError):  # it may answer before it has all
                    connection.send(b" " * size)
                response = connection.getresponse()
                body = response.read()
        except (OSError, http.client.HTTPException) as error:
            raise Broken(f"no answer: {why(error)}") from None
        return Reply(
            status=response.status,
            headers=response.headers,
            body=body,
            seconds=time.perf_counter() - start,
        )

    @staticmethod
    def _connection(scheme: str, host: str) -> http.client.HTTPConnection:
        if scheme == "https":
            context = ssl.create_default_context()
            return http.client.HTTPSConnection(host, timeout=SECONDS, context=context)
        return http.client.HTTPConnection(host, timeout=SECONDS)

    @cached_property
    def metrics(self) -> dict[str, float]:
        """The samples of the metrics, by name; labels left out."""
        text = self.ask("GET", "/metrics").body.decode("utf-8", "replace")
        try:
            families = list(text_string_to_metric_families(text))
        except ValueError as error:
            raise Broken(f"not Prometheus' format: {error}") from None
        named = {family.name: 0.0 for family in families} | {
            f"{family.name}_total": 0.0 for family in families if family.type == "counter"
        }
        return named | {one.name: one.value for family in families for one in family.samples}
