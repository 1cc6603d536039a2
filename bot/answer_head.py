"""The head of an HTTP/1.1 answer, as it is written (RFC 9112)."""

import functools
import time
from email.utils import formatdate
from http import HTTPStatus

from bot.webhook import Answer

_EVERY = b"""x-content-type-options: nosniff\r
cache-control: no-store\r
date: %b\r
content-length: %d\r
"""
"""On every answer: nothing of it is guessed at, nothing of it is kept on the way."""
_HEADS = {
    status.value: f"HTTP/1.1 {status.value} {status.phrase}\r\n".encode() + _EVERY
    for status in HTTPStatus
}


def written_head(answer: Answer, *, is_last: bool) -> bytes:
    """Return the first line and the headers of an answer."""
    head = _HEADS[answer.status] % (_date(int(time.time())), len(answer.body))
    if answer.body:
        head += b"content-type: %b\r\n" % answer.content_type.encode("latin-1")
    if answer.retry_after is not None:
        head += b"retry-after: %d\r\n" % answer.retry_after
    for name, value in answer.headers:
        head += b"%b: %b\r\n" % (name, value)
    return head + (b"connection: close\r\n\r\n" if is_last else b"\r\n")


@functools.lru_cache(maxsize=1)
def _date(second: int) -> bytes:
    """Return an instant as the header of that name has it (RFC 9110, 5.6.7)."""
    return formatdate(second, usegmt=True).encode("ascii")
