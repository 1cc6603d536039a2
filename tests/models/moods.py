"""What a test server does with a request: answer, or fail in one of many ways."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any


class Then(StrEnum):
    """What happens once the stream is to go no further."""

    CUT = "cut"  # the connection breaks
    END = "end"  # the body ends politely, without the last events
    HANG = "hang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Says:
    """An answer in pieces. `calls` are (tool, arguments as JSON), cut into pieces too.

    `stop_after`: only so many events of the stream are sent, then `then`. `error` is an error
    event sent there. `is_loose`: fields are left out, as some servers do. `is_endless`: the text
    never ends. `pause` waits between events.
    """

    text: str = ""
    calls: tuple[tuple[str, str], ...] = ()
    reason: str = ""
    counts: bool = True
    stop_after: int | None = None
    then: Then = Then.CUT
    error: str | None = None
    is_endless: bool = False
    pause: float = 0.0
    piece: int = 7
    is_loose: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Refuses:
    """An HTTP answer that is not a stream."""

    status: int = 500
    body: bytes = b""
    kind: str = "application/json"
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class Hangs:
    """Nothing comes, not even a status."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Drops:
    """The connection is closed without an answer."""


Mood = Says | Refuses | Hangs | Drops


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """A request as it came."""

    path: str
    headers: Mapping[str, str]
    body: dict[str, Any]


def pieces(text: str, size: int) -> list[str]:
    return [text[start : start + size] for start in range(0, len(text), size)]


def limited(seconds: str | None) -> Refuses:
    headers = {} if seconds is None else {"retry-after": seconds}
    body = b'{"type": "error", "error": {"type": "rate_limit_error", "message": "slow down"}}'
    return Refuses(status=429, body=body, headers=headers)


def broken(status: int = 500) -> Refuses:
    body = b'{"type": "error", "error": {"type": "api_error", "message": "boom"}}'
    return Refuses(status=status, body=body)


def refused(status: int) -> Refuses:
    body = b'{"type": "error", "error": {"type": "invalid_request_error", "message": "no"}}'
    return Refuses(status=status, body=body)


PAGE = Refuses(status=200, kind="text/html", body=b"<html><body>gateway</body></html>")
HALF_JSON = Refuses(status=200, kind="text/event-stream", body=b'data: {"id": "c1", "choi\n\n')
EMPTY_BODY = Refuses(status=200, kind="text/event-stream", body=b"")
