"""`/export`: everything of the person in one archive."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.turn import Command, Reply
from storage.exporting import defer_export
from storage.store import Store

NAMES = ("export", "exportar")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {"pt": "tudo o que é seu, num arquivo", "en": "everything of yours in a file"},
        "begun": {
            "pt": "Estou juntando tudo o que é seu num arquivo; mando em seguida.",
            "en": "I am putting everything of yours into a file; it comes in a moment.",
        },
        "busy": {
            "pt": "Já estou preparando seu arquivo; ele vem em seguida.",
            "en": "I am preparing your file already; it comes in a moment.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Have the archive made, one at a time."""
    return begun(caller, store)


def begun(caller: Caller, store: Store) -> Reply:
    """Defer the archive and say so."""
    is_new = defer_export(store, caller.person.id, caller.source, caller.now)
    return Reply(text=TEXTS.say("begun" if is_new else "busy", caller.language), is_personal=True)
