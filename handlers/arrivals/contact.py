"""A shared contact: somebody else's name and number, so nothing is kept without a press."""

from domain.messages import Button, InboundMessage, Kind
from domain.texts import Texts
from engine.caller import Caller
from handlers.turn import SILENT, Reply
from storage.store import Store

KIND = Kind.CONTACT
TEXTS = Texts(
    {
        "what": {
            "pt": "Recebi o contato *{who}*. Não guardo contatos por conta própria; quer uma nota?",
            "en": "I got the contact *{who}*. I do not keep contacts by myself; shall I note it?",
        },
        "note": {"pt": "Guardar como nota", "en": "Keep as a note"},
        "nothing": {"pt": "Nada", "en": "Nothing"},
    }
)


def answer(caller: Caller, message: InboundMessage, store: Store) -> Reply:
    """Offer to keep it as a note."""
    who = contact_text(message)
    if not who:
        return SILENT
    buttons = tuple(
        Button(label=TEXTS.say(sentence, caller.language), action=f"keep:{what}:{caller.source}")
        for sentence, what in (("note", "note"), ("nothing", "nothing"))
    )
    text = TEXTS.say("what", caller.language, who=who)
    return Reply(text=text, buttons=buttons, is_personal=True)


def contact_text(message: InboundMessage) -> str:
    """Return the name and the number of a shared contact in one line."""
    shared = message.attachment
    if shared is None:
        return ""
    parts = (" ".join(part.split()) for part in (shared.name, shared.phone) if part)
    return ": ".join(parts)[:200]
