"""Refusals: what the errors of Evolution API, and of Meta behind it, mean for a sending.

The server answers 400 to what is wrong for ever and to what is only wrong now; its words tell
them apart (Evolution API 2.3.6, whatsapp.baileys.service.ts and whatsapp.business.service.ts).
"""

from collections.abc import Callable
from typing import Any

import msgspec

from domain.errors import SparkError
from domain.sending import (
    Blocked,
    NotSent,
    OutcomeUnknown,
    RateLimited,
    Rejected,
    Withheld,
)

SERVER_ERROR = 500


class Refused(Rejected):
    """Evolution API refused a call.

    `reason` is of our own making: never a text or a number of somebody.
    """

    def __init__(self, *, code: int, reason: str) -> None:
        super().__init__(code=code, reason=reason)
        self.code = code
        self.reason = reason


class NoInstance(NotSent):
    """The server does not have our instance."""


class KeyRefused(NotSent):
    """The server refuses our key."""


_WORDS: tuple[tuple[str, Callable[[], SparkError]], ...] = (
    # Nothing reached WhatsApp: the socket was not there when the message was to be written.
    ("Connection Closed", lambda: NotSent(reason="the phone is not connected")),
    ("reading 'sendMessage'", lambda: NotSent(reason="the phone is not connected")),
    ("reading 'onWhatsApp'", lambda: NotSent(reason="the phone is not connected")),
    ("reading 'id'", lambda: NotSent(reason="the phone is not connected")),
    ("reading 'sendPresenceUpdate'", lambda: NotSent(reason="the phone is not connected")),
    # It was written, and nobody knows what became of it.
    ("Timed Out", lambda: OutcomeUnknown(reason="WhatsApp was too slow")),
    ("Connection Lost", lambda: OutcomeUnknown(reason="the phone's line broke")),
    ("reading 'message')", lambda: OutcomeUnknown(reason="no answer of Meta")),
    ("rate-overlimit", lambda: RateLimited(retry_after=60.0)),
    ("Group not found", lambda: Blocked(reason="the group is gone")),
)
_META: dict[int, Callable[[], SparkError]] = {
    # Cloud API, error codes.
    4: lambda: RateLimited(retry_after=60.0),
    80007: lambda: RateLimited(retry_after=60.0),
    130429: lambda: RateLimited(retry_after=5.0),
    131048: lambda: RateLimited(retry_after=300.0),
    131056: lambda: RateLimited(retry_after=6.0),
    131047: lambda: Withheld(reason="window"),
    131026: lambda: Blocked(reason="cannot be reached"),
    131050: lambda: Blocked(reason="does not want it"),
    190: lambda: NotSent(reason="Meta refuses the token"),
    131000: lambda: OutcomeUnknown(reason="Meta failed"),
    131016: lambda: OutcomeUnknown(reason="Meta failed"),
}


class _Inner(msgspec.Struct, frozen=True):
    message: Any = None


class _Body(msgspec.Struct, frozen=True):
    response: _Inner = _Inner()
    message: Any = None


def refusal(status: int, body: bytes) -> SparkError:
    """Return what an answer that is not 2xx means."""
    try:
        found = msgspec.json.decode(body, type=_Body)
    except (msgspec.DecodeError, RecursionError):
        if status < SERVER_ERROR:
            return Refused(code=status, reason="not an answer of Evolution API")
        return OutcomeUnknown(reason=f"HTTP {status}")
    words = _words(found.response.message)
    if status == 401:
        return KeyRefused(reason="the key is refused")
    if status == 404 and ("instance does not exist" in words or words.startswith('Instance "')):
        return NoInstance(reason="there is no such instance")
    if _is_nobody(found.response.message):
        return Blocked(reason="not on WhatsApp")
    for part, error in _WORDS:
        if part in words:
            return error()
    if status >= SERVER_ERROR:
        return OutcomeUnknown(reason=f"HTTP {status}")
    return Refused(code=status, reason=f"HTTP {status}")


def told(code: Any) -> SparkError:
    """Return what Meta's refusal means, which the server hands on as if all were well."""
    known = _META.get(code) if isinstance(code, int) else None
    return known() if known else Refused(code=201, reason=f"Meta's error {code!r:.12}")


def _words(message: Any) -> str:
    """Return the server's words, which come as a text, a list or a list in a list."""
    if isinstance(message, list):
        return " ".join(_words(one) for one in message)
    return message if isinstance(message, str) else ""


def _is_nobody(message: Any) -> bool:
    found = message if isinstance(message, list) else []
    return any(isinstance(one, dict) and one.get("exists") is False for one in found)
