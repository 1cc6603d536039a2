"""`/memory`: what is remembered of the person; `/memory dentist` searches it."""

import re

from domain.memory import MemoryKind
from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from engine.indexing import catch_up
from engine.memory import recall
from handlers.remembered import line
from handlers.turn import Command, Reply
from storage.store import Store

NAMES = ("memory", "memoria")
ROLE = Role.GUEST
MOST_FACTS, MOST_NOTES = 30, 10
SAID_SO = re.compile(
    r"(?:o que (?:voce|vc|tu) (?:sabe|sabes|lembra|guardou) (?:de|sobre|do|da|a respeito de) "
    r"|what do you (?:know|remember|have) (?:about|of|on) |what have you got on )(?P<rest>[^?]+)\?*"
)
"""What means the same in words, folded."""
_ME = frozenset(("mim", "me", "minha vida", "myself", "eu"))
TEXTS = Texts(
    {
        "summary": {"pt": "o que eu sei de você", "en": "what I know about you"},
        "facts": {"pt": "O que sei de você", "en": "What I know about you"},
        "notes": {"pt": "Suas notas", "en": "Your notes"},
        "found": {"pt": "Lembro disto", "en": "I remember this"},
        "nothing": {
            "pt": "Ainda não sei nada de você. Conte, por exemplo: _sou alérgico a camarão_, ou "
            "escreva _/lembre o carro está no G3_.",
            "en": "I know nothing about you yet. Tell me, for example: _I am allergic to shrimp_, "
            "or write _/remember the car is on level 3_.",
        },
        "none": {
            "pt": "Não encontrei nada sobre *{about}* no que você me disse.",
            "en": "I found nothing about *{about}* in what you told me.",
        },
        "more": {"pt": "… e mais {count}.", "en": "… and {count} more."},
        "how": {
            "pt": "Para procurar: _/memoria dentista_. Para corrigir, diga de novo como é. Para "
            "apagar: _/esquece camarão_.",
            "en": "To search: _/memory dentist_. To correct, say it again as it is. To delete: "
            "_/forget shrimp_.",
        },
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """List what is remembered, facts first; or search it."""
    asked = command.arguments.strip()
    catch_up(store, caller.person.id)
    if asked and asked.casefold().strip(" ?!.") not in _ME:
        return _search(caller, asked, store)
    facts = store.memories.of_kind(caller.person.id, MemoryKind.FACT)
    notes = store.memories.of_kind(caller.person.id, MemoryKind.NOTE)
    if not facts and not notes:
        return Reply(text=TEXTS.say("nothing", caller.language), is_personal=True)
    lines: list[str] = []
    for name, memories, most in (("facts", facts, MOST_FACTS), ("notes", notes, MOST_NOTES)):
        if memories:
            lines.append(f"*{TEXTS.say(name, caller.language)}*")
            lines += [line(caller, one) for one in memories[:most]]
        if len(memories) > most:
            lines.append(TEXTS.say("more", caller.language, count=len(memories) - most))
    lines.append(TEXTS.say("how", caller.language))
    return Reply(text="\n".join(lines), is_personal=True)


def _search(caller: Caller, asked: str, store: Store) -> Reply:
    found = recall(store, caller.person.id, asked)
    if not found:
        return Reply(text=TEXTS.say("none", caller.language, about=asked[:80]), is_personal=True)
    heading = f"*{TEXTS.say('found', caller.language)}*"
    return Reply(text="\n".join([heading, *(line(caller, one) for one in found)]), is_personal=True)
