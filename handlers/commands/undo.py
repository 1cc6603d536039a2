"""`/undo`: take back the last write."""

from domain.people import Role
from domain.texts import Texts
from engine.tool import Caller
from engine.tools.undoing import Overwritten, undo
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("undo", "desfazer")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {"pt": "desfaz o que acabei de gravar", "en": "take back the last write"},
        "undone": {"pt": "Desfeito.", "en": "Undone."},
        "overwritten": {
            "pt": "Isso mudou depois. Desfaça primeiro a mudança mais recente.",
            "en": "That was changed later. Undo the latest change first.",
        },
        "nothing": {
            "pt": "Não há nada para desfazer das últimas 24 horas.",
            "en": "There is nothing to undo from the last 24 hours.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Take back what the last message wrote."""
    return undone(caller, store, None)


def undone(caller: Caller, store: Store, source: int | None) -> Reply:
    """Take back what a message wrote, and say whether anything was."""
    try:
        count = undo(store, caller, source)
    except Overwritten:
        return Reply(text=TEXTS.say("overwritten", caller.language))
    return Reply(text=TEXTS.say("undone" if count else "nothing", caller.language))
