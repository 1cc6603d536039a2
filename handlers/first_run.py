"""The first-run dialogue: after the first capture, never before it."""

from collections.abc import Callable

from engine import echo
from engine.grammar.reading import Reading
from engine.tool import Caller
from handlers.turn import Reply
from storage.store import Store


def begin(caller: Caller, store: Store) -> str:
    """Return what follows the first capture's echo, and open the dialogue."""
    return echo.first_zone(caller)


def told(caller: Caller, reading: Reading) -> Callable[[Store], Reply] | None:
    """Return what takes an answer to the open question; None where the words are no answer."""
    return None
