"""The promise guard: what a model says that it will do is done by code, or not said."""

from engine.tool import Caller
from engine.turn import Outcome
from handlers.rehearsal import Rehearsal
from handlers.turn import Reply
from storage.store import Store


def kept_promises(
    store: Store, caller: Caller, outcome: Outcome, rehearsal: Rehearsal
) -> tuple[str, list[Reply]]:
    """Return the answer without promises that nobody keeps, and what was written to keep some."""
    return outcome.text, []
