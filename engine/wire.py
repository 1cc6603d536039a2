"""The wire to a provider: connections stay open, answers end. Imported with a model."""

from collections.abc import AsyncIterator

import httpx2

CONNECT_SECONDS = 10.0
KEPT_SECONDS = 90.0
"""How long an idle connection is kept."""
MOST_BYTES = 8 * 2**20
"""Of one answer: what is longer is no answer, whatever it is."""


class TooLong(httpx2.StreamError):
    """The answer does not end."""


class _Bounded(httpx2.AsyncByteStream):
    def __init__(self, stream: httpx2.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        size = 0
        async for block in self._stream:
            size += len(block)
            if size > MOST_BYTES:
                raise TooLong(f"more than {MOST_BYTES} bytes")
            yield block

    async def aclose(self) -> None:
        await self._stream.aclose()


async def _bound(response: httpx2.Response) -> None:
    if isinstance(response.stream, httpx2.AsyncByteStream):
        response.stream = _Bounded(response.stream)


def open_wire() -> httpx2.AsyncClient:
    """Return a client for one provider in one event loop; whoever asks for it closes it.

    It has no time-out for reading: whoever reads has a deadline. It follows no redirect: a key
    goes nowhere else. Proxies of the environment are used.
    """
    limits = httpx2.Limits(keepalive_expiry=KEPT_SECONDS)
    return httpx2.AsyncClient(
        limits=limits,
        event_hooks={"response": [_bound]},
        timeout=httpx2.Timeout(None, connect=CONNECT_SECONDS, pool=CONNECT_SECONDS),
        follow_redirects=False,
    )
