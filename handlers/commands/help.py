"""`/help`: examples, and the commands there are."""

from domain.texts import Texts
from engine.tool import Caller
from handlers.intents.help import TEXTS as EXAMPLES
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("help", "start", "ajuda")
TEXTS = Texts({"summary": {"pt": "o que você pode escrever", "en": "what you can write"}})


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Show examples."""
    return Reply(text=EXAMPLES.say("help", caller.language))
