"""Troubles on demand: each is met by the next calls that it is meant for."""

import asyncio
from dataclasses import dataclass, field

PAGE = (
    "<!DOCTYPE html>\n<html><head><title>Error</title></head>"
    "<body><h1>Sorry, something went wrong.</h1><p>{0}</p></body></html>\n"
)


@dataclass
class Trouble:
    """One trouble; `times` is how often it is still to come, None for always.

    `call` names what it is meant for (as `Call.name`); without it, all but read marks meet it.
    `person` is the phone or the user id as the call names it.
    """

    kind: str
    call: str | None = None
    person: str | None = None
    times: int | None = 1
    status: int = 503
    code: int = 0
    met: int = 0
    released: asyncio.Event = field(default_factory=asyncio.Event)

    def release(self) -> None:
        """Let the calls that hang go on, and be over."""
        self.times = 0
        self.released.set()

    def fits(self, call: str, person: str) -> bool:
        if self.times is not None and self.times <= 0:
            return False
        if self.person is not None and self.person.lstrip("+") != person.lstrip("+"):
            return False
        return call != "read" if self.call is None else self.call == call


class Troubles(list[Trouble]):
    """The troubles that wait, in order."""

    def _new(self, kind: str, **facts: object) -> Trouble:
        trouble = Trouble(kind, **facts)  # type: ignore[arg-type]
        self.append(trouble)
        return trouble

    def refuse(self, code: int, *, status: int | None = None, **where: object) -> Trouble:
        """An error of Graph with a code; nothing is executed. `status` differs from the usual."""
        return self._new("refuse", code=code, status=status or 0, **where)

    def page(self, status: int = 503, **where: object) -> Trouble:
        """500, 502 or 503 with a page of HTML; nothing is executed."""
        return self._new("page", status=status, **where)

    def cut(self, **where: object) -> Trouble:
        """The connection ends before the call is executed."""
        return self._new("cut", **where)

    def lose(self, **where: object) -> Trouble:
        """The call is executed, and the connection ends before the answer."""
        return self._new("lose", **where)

    def garble(self, **where: object) -> Trouble:
        """The call is executed, and the answer is 200 with a page of HTML."""
        return self._new("garble", **where)

    def hang(self, **where: object) -> Trouble:
        """No answer until `release`; then the call is executed."""
        return self._new("hang", **where)

    def meet(self, call: str, person: str) -> Trouble | None:
        """Take the first trouble that is meant for a call."""
        for trouble in self:
            if trouble.fits(call, person):
                trouble.met += 1
                if trouble.times is not None:
                    trouble.times -= 1
                return trouble
        return None
