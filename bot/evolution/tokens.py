"""Tokens: the signed ones that Evolution API adds (JWT, RFC 7519, HS256), and our own for a link.

By hand, because it is one algorithm and thirty lines.
"""

import base64
import binascii
import hashlib
import hmac
from datetime import datetime, timedelta

import msgspec

LATE = timedelta(minutes=40)
"""A token lives for ten minutes and is not renewed for retries, of which the last one comes
after twenty-five minutes (Evolution API 2.3.6, webhook.controller.ts)."""


class _Header(msgspec.Struct, frozen=True):
    alg: str


class _Claims(msgspec.Struct, frozen=True):
    exp: float
    iat: float = 0.0
    app: str = ""
    action: str = ""


class Stale(Exception):
    """A token that was good once, and is too old."""


def is_signed(token: bytes, key: str, now: datetime) -> bool:
    """Tell whether a token is Evolution's. Errors: Stale."""
    head, _, given = token.rpartition(b".")
    try:
        header = msgspec.json.decode(_part(head.partition(b".")[0]), type=_Header)
        claims = msgspec.json.decode(_part(head.partition(b".")[2]), type=_Claims)
        signature = _part(given)
    except (msgspec.DecodeError, binascii.Error, ValueError):
        return False
    made = hmac.digest(key.encode(), head, hashlib.sha256)
    is_good = hmac.compare_digest(made, signature) and header.alg == "HS256"
    if not is_good or (claims.app, claims.action) != ("evolution", "webhook"):
        return False
    if now.timestamp() > claims.exp + LATE.total_seconds():
        raise Stale
    return True


def pass_for(what: str, secret: str, until: datetime) -> str:
    """Return a word that opens one thing until an instant."""
    end = str(int(until.timestamp()))
    return f"{end}.{_mac(what, secret, end)}"


def is_pass(word: str, what: str, secret: str, now: datetime) -> bool:
    """Tell whether a word opens that thing now, in constant time."""
    end, _, mac = word.partition(".")
    is_ours = hmac.compare_digest(mac.encode("utf-8"), _mac(what, secret, end).encode())
    return is_ours and end.isdecimal() and int(end[:12]) > now.timestamp()


def _mac(what: str, secret: str, end: str) -> str:
    text = f"{what}:{end}".encode("utf-8", "replace")
    return hmac.digest(secret.encode(), text, hashlib.sha256).hex()


def _part(text: bytes) -> bytes:
    return base64.b64decode(text + b"=" * (-len(text) % 4), altchars=b"-_", validate=True)
