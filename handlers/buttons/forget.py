"""The button that confirms to be forgotten: `forget:<message that asked>`."""

from datetime import timedelta

from domain.folding import folded
from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers.commands.forgetme import NAMES
from handlers.turn import SILENT, Act, Reply
from storage.forgetting import defer_forget
from storage.store import Store

VERB = "forget"
ROLE = Role.GUEST
IN_PLACE = True
VALID_FOR = timedelta(minutes=10)
TEXTS = Texts(
    {
        "expired": {
            "pt": "Passaram mais de 10 minutos; nada foi apagado. Para apagar, escreva /forgetme "
            "de novo.",
            "en": "More than 10 minutes have passed; nothing was erased. To erase, write "
            "/forgetme again.",
        },
    }
)


def press(caller: Caller, arguments: list[str], store: Store) -> Act:
    """Have the person forgotten, once; the answer comes when it is done."""
    asked = store.inbox.get(int(arguments[0]))
    sender = store.people.find(asked.address.channel, asked.sender)
    name = folded(asked.text.strip().removeprefix("/").partition("@")[0])
    if sender is None or sender.id != caller.person.id or name not in NAMES:
        raise KeyError(arguments[0])
    if caller.address not in {asked.address, asked.private} or asked.callback is not None:
        raise KeyError(arguments[0])
    if caller.now - asked.received_at > VALID_FOR:
        expired = Reply(text=TEXTS.say("expired", caller.language))
        return lambda: expired

    def confirm() -> Reply:
        defer_forget(store, caller.person.id, caller.source, caller.now)
        return SILENT

    return confirm
