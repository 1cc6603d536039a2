"""Troubles on demand: each is met by the next calls that it is meant for."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

from tests.evolution.errors import REASONS
from tests.telegram.troubles import NGINX

_REASONS = {**REASONS, 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Time-out"}
_PLAIN = ("connectionState", "version")


@dataclass
class Trouble:
    """One trouble; `times` is how often it is still to come, None for always.

    Without a `call` it is met by every call but those that only look at the state.
    """

    kind: str
    call: str | None = None
    to: str | None = None
    times: int | None = 1
    status: int = 502
    body: Any = None
    met: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the calls that hang go on, and be over."""
        self.times = 0
        self.released.set()

    def fits(self, call: str, params: dict[str, Any]) -> bool:
        if self.times is not None and self.times <= 0:
            return False
        if self.to is not None and self.to not in str(params.get("number", "")):
            return False
        return call not in _PLAIN if self.call is None else self.call == call

    def page(self) -> str:
        return NGINX.format(f"{self.status} {_REASONS[self.status]}")


class Troubles(list[Trouble]):
    """The troubles that wait, in order."""

    def _new(self, kind: str, **facts: Any) -> Trouble:
        trouble = Trouble(kind, **facts)
        self.append(trouble)
        return trouble

    def page(self, status: int = 502, **where: Any) -> Trouble:
        """A page of HTML from a proxy; nothing is executed."""
        return self._new("page", status=status, **where)

    def refuse(self, status: int, *words: Any, **where: Any) -> Trouble:
        """A refusal in the vendor's form; nothing is executed."""
        return self._new("refuse", status=status, body=list(words), **where)

    def meta(self, code: int = 131047, **where: Any) -> Trouble:
        """Meta refuses, and the answer is 201 with Meta's error; nothing is sent."""
        return self._new("meta", status=201, body=meta_error(code), **where)

    def cut(self, **where: Any) -> Trouble:
        """The connection ends before the call is executed."""
        return self._new("cut", **where)

    def lose(self, **where: Any) -> Trouble:
        """The call is executed, and the connection ends before the answer."""
        return self._new("lose", **where)

    def hang(self, **where: Any) -> Trouble:
        """No answer until `release`; then the call is executed."""
        return self._new("hang", **where)

    def meet(self, call: str, params: dict[str, Any]) -> Trouble | None:
        """Take the first trouble that is meant for a call."""
        for trouble in self:
            if trouble.fits(call, params):
                trouble.met += 1
                if trouble.times is not None:
                    trouble.times -= 1
                return trouble
        return None


def meta_error(code: int, words: str = "Re-engagement message") -> dict[str, Any]:
    """Return Meta's error as WHATSAPP-BUSINESS hands it on."""
    return {
        "message": f"(#{code}) {words}",
        "type": "OAuthException",
        "code": code,
        "error_data": {"messaging_product": "whatsapp", "details": words},
        "fbtrace_id": "AbCdEfGhIjKlMnOpQrStUvW",
    }
