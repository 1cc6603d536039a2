"""`/undo`: take back the last write."""

from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from engine.records.undoing import Over, Overwritten, undo
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("undo", "desfazer")
SAID = (
    "undo that", "undo it", "undo this", "undo the last one",
    "desfaz", "desfaz isso", "desfaca", "desfaca isso", "desfazer isso", "desfaz a ultima",
)  # fmt: skip
"""What means the same, said alone."""
ROLE = Role.GUEST
LONGEST_TITLE = 80
TEXTS = Texts(
    {
        "summary": {"pt": "desfaz o que acabei de gravar", "en": "take back the last write"},
        "undone": {"pt": "Desfeito.", "en": "Undone."},
        "one": {"pt": "Desfeito: *{title}*.", "en": "Undone: *{title}*."},
        "several": {
            "pt": "Desfeito: *{title}* e mais {count}.",
            "en": "Undone: *{title}* and {count} more.",
        },
        "settings": {"pt": "Desfeito: as suas preferências.", "en": "Undone: your settings."},
        "overwritten": {
            "pt": "Isso mudou depois. Desfaça primeiro a mudança mais recente.",
            "en": "That was changed later. Undo the latest change first.",
        },
        "over": {
            "pt": "Isso não se desfaz: para dividir a lista de *{list}* de novo, é preciso "
            "perguntar e aceitar outra vez.",
            "en": "That cannot be undone: to share the *{list}* list again, it must be offered "
            "and accepted anew.",
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
    """Take back what a message wrote, and say what it was."""
    try:
        names = undo(store, caller, source)
    except Overwritten:
        return Reply(text=TEXTS.say("overwritten", caller.language))
    except Over as error:
        share = store.shares.get(error.share)
        name = share.list if share else ""
        return Reply(text=TEXTS.say("over", caller.language, list=name))
    if names is None:
        return Reply(text=TEXTS.say("nothing", caller.language))
    if not names:
        return Reply(text=TEXTS.say("settings", caller.language))
    title = " ".join(names[0].split())
    if len(title) > LONGEST_TITLE:
        title = f"{title[:LONGEST_TITLE].rstrip()}…"
    sentence = "one" if len(names) == 1 else "several"
    return Reply(text=TEXTS.say(sentence, caller.language, title=title, count=len(names) - 1))
