"""Troubles on demand: each is met by the next calls that it is meant for."""

import asyncio
from dataclasses import dataclass, field
from typing import Any

NGINX = (
    "<html>\r\n<head><title>{0}</title></head>\r\n<body>\r\n"
    "<center><h1>{0}</h1></center>\r\n<hr><center>nginx/1.18.0</center>\r\n</body>\r\n</html>\r\n"
)
REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable"}
POLLS = ("getupdates",)


@dataclass
class Trouble:
    """One trouble; `times` is how often it is still to come, None for always.

    Without a `method` it is met by every method but `getUpdates`.
    """

    kind: str
    method: str | None = None
    chat: int | None = None
    times: int | None = 1
    seconds: int = 0
    status: int = 502
    met: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the calls that hang go on, and be over."""
        self.times = 0
        self.released.set()

    def fits(self, method: str, params: dict[str, Any]) -> bool:
        if self.times is not None and self.times <= 0:
            return False
        if self.chat is not None and str(params.get("chat_id")) != str(self.chat):
            return False
        if self.method is None:
            return method.lower() not in POLLS
        return self.method.lower() == method.lower()

    def page(self) -> str:
        return NGINX.format(f"{self.status} {REASONS[self.status]}")


class Troubles(list[Trouble]):
    """The troubles that wait, in order."""

    def _new(self, kind: str, **facts: Any) -> Trouble:
        trouble = Trouble(kind, **facts)
        self.append(trouble)
        return trouble

    def flood(self, seconds: int, **where: Any) -> Trouble:
        """429 with `retry_after`; nothing is executed."""
        return self._new("flood", seconds=seconds, **where)

    def page(self, status: int = 502, **where: Any) -> Trouble:
        """500, 502 or 503 with a page of HTML; nothing is executed."""
        return self._new("page", status=status, **where)

    def cut(self, **where: Any) -> Trouble:
        """The connection ends before the call is executed."""
        return self._new("cut", **where)

    def lose(self, **where: Any) -> Trouble:
        """The call is executed, and the connection ends before the answer."""
        return self._new("lose", **where)

    def hang(self, **where: Any) -> Trouble:
        """No answer until `release`; then the call is executed."""
        return self._new("hang", **where)

    def meet(self, method: str, params: dict[str, Any]) -> Trouble | None:
        """Take the first trouble that is meant for a call."""
        for trouble in self:
            if trouble.fits(method, params):
                trouble.met += 1
                if trouble.times is not None:
                    trouble.times -= 1
                return trouble
        return None
