"""The relay: what a commit signals in one process is heard in the others."""

from typing import Final, Protocol

from bot.sharing.bus import Bus
from storage.database import Listener
from storage.occurrences import OccurrencesChanged
from storage.people import RolesChanged
from storage.queue import JobReady, JobsWaiting
from storage.rhythms import RhythmsChanged

TOPIC: Final = "committed"
_NAMES: Final[dict[type, bytes]] = {
    JobReady: b"jobs",
    OccurrencesChanged: b"occurrences",
    RhythmsChanged: b"rhythms",
    RolesChanged: b"roles",
}
_SIGNALS: Final[dict[bytes, object]] = {
    b"jobs": JobsWaiting(),
    b"occurrences": OccurrencesChanged(),
    b"rhythms": RhythmsChanged(),
    b"roles": RolesChanged(),
}


class Announced(Protocol):
    """A database whose listeners can be told what others committed."""

    def on_commit(self, listener: Listener) -> None:
        """Call `listener` with what each committed unit signalled."""

    def announce(self, signals: list[object]) -> None:
        """Tell the listeners what another process committed."""


class Relay:
    """Tells the others by the bus that something was committed; what, they read by themselves.

    Without a bus they find it at their next look, half a second later.
    """

    def __init__(self, database: Announced, bus: Bus) -> None:
        self._database = database
        self._bus = bus
        self._is_announcing = False
        database.on_commit(self._committed)
        bus.hear(TOPIC, self._heard)

    def _committed(self, signals: list[object]) -> None:
        if self._is_announcing:
            return
        names = {_NAMES[type(signal)] for signal in signals if type(signal) in _NAMES}
        if names:
            self._bus.tell(TOPIC, b" ".join(sorted(names)))

    def _heard(self, payload: bytes | None) -> None:
        """Pass on what was told; None: anything may have been missed."""
        names = list(_SIGNALS) if payload is None else payload.split()
        self._is_announcing = True
        try:
            self._database.announce([_SIGNALS[name] for name in names if name in _SIGNALS])
        finally:
            self._is_announcing = False
