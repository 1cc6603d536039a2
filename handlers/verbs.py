"""Verbs of owners and admins: asked for in a chat, carried out by a job of their own."""

from engine.caller import Caller
from handlers.turn import SILENT, Reply
from storage.store import Store

ASKED = "verb"
"""The job that carries a verb out and answers."""
BACKUP = "backup"
"""A lock that takes long: nothing else of the chat waits for it."""


def ask_for(caller: Caller, store: Store, name: str) -> Reply:
    """Defer what was asked for; the job answers."""
    lock = BACKUP if name == BACKUP else f"admin:{caller.address}"
    store.queue.defer(ASKED, {"message": caller.source}, lock=lock, now=caller.now)
    return SILENT
