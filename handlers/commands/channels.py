"""`/channels`: where one is reached, and which kind of message goes where."""

from domain.folding import folded
from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from handlers import channels_page
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("channels", "canais")
ROLE = Role.GUEST
OFF = frozenset(("off", "no", "none", "nao", "nenhum", "auto"))
REMOVE = frozenset(("remove", "unlink", "tirar", "tira", "remover", "desvincular"))
TEXTS = Texts(
    {
        "summary": {
            "pt": "por onde falo com você, e o que vai por onde",
            "en": "where I talk to you, and what goes where",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Show the page, or let a kind go by a channel: `/channels briefs whatsapp`."""
    said = folded(command.arguments)
    if not said:
        return channels_page.page(caller, store)
    kind, _, where = said.partition(" ")
    if kind in channels_page.KINDS and where in OFF:
        return channels_page.choose(caller, store, channels_page.KINDS[kind], None)
    if kind in REMOVE:
        return channels_page.remove(caller, store, where)
    wanted = channels_page.understood(command.arguments)
    if wanted is None:
        return Reply(text=channels_page.TEXTS.say("how", caller.language))
    return channels_page.choose(caller, store, *wanted)
