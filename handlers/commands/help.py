"""`/help`: examples, and the commands there are."""

from domain.people import Role
from domain.plugins import collect
from domain.texts import Texts
from engine.caller import Caller
from handlers import commands
from handlers.intents.help import TEXTS as EXAMPLES
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("help", "start", "ajuda")
ROLE = Role.GUEST
TEXTS = Texts(
    {
        "summary": {"pt": "o que você pode escrever", "en": "what you can write"},
        "line": {"pt": "/{name}: {summary}", "en": "/{name}: {summary}"},
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Show examples, then the commands."""
    lines = [EXAMPLES.say("help", caller.language), ""]
    for module in collect(commands):
        if not caller.person.role.reaches(module.ROLE):
            continue
        summary = module.TEXTS.say("summary", caller.language)
        lines.append(TEXTS.say("line", caller.language, name=module.NAMES[0], summary=summary))
    return Reply(text="\n".join(lines))
