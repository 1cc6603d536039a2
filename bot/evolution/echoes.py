"""Echoes: the server tells of our own sendings too, by which a lost answer is made up for."""

from collections import deque
from dataclasses import dataclass

from bot.evolution.jids import is_same

MOST = 200
"""Sendings that an echo is still looked for, the last ones."""
MOST_KNOWN = 500
"""Messages whose echo says nothing new, the last ones."""


@dataclass(slots=True, eq=False)
class Sending:
    """One message on its way: where to, what it says, and its id once that is known.

    `key`: that of the outbox, for the last part of a message. `is_over`: nobody waits for it.
    """

    jid: str
    text: str
    key: str | None = None
    id: str | None = None
    is_over: bool = False


class Echoes:
    """Finds to which sending an echo belongs: the oldest without an id, same chat, same text."""

    def __init__(self) -> None:
        self._sendings: deque[Sending] = deque(maxlen=MOST)
        self._known: deque[str] = deque(maxlen=MOST_KNOWN)

    def begin(self, jid: str, text: str, key: str | None) -> Sending:
        """Note that something is about to be sent."""
        sending = Sending(jid=jid, text=text, key=key)
        self._sendings.append(sending)
        return sending

    def end(self, sending: Sending, message: str | None = None) -> None:
        """Note that a sending has its answer, with this id, or that nothing left."""
        if message is not None:
            self._known.append(message)
        if sending in self._sendings:
            self._sendings.remove(sending)

    def heard(self, jid: str, message: str, text: str) -> str | None:
        """Give an echo to its sending; returns the key of one that was given up as doubtful."""
        if message in self._known:
            return None
        for sending in self._sendings:
            says_it = sending.text == text.strip() and is_same(jid, sending.jid)
            if sending.id is None and says_it:
                sending.id = message
                self._known.append(message)
                return sending.key if sending.is_over else None
        return None
