"""`/forget X`: shows what would go, and asks for one press; nothing is deleted before it."""

import re

from domain.messages import Button
from domain.people import Role
from domain.texts import Texts
from engine.caller import Caller
from engine.indexing import catch_up
from engine.unlearning import found, holding
from handlers.remembered import line
from handlers.turn import Command, Reply
from storage.store import Store
from storage.unlearning import standing

NAMES = ("forget", "esquece", "esquecer")
ROLE = Role.GUEST
IS_BARE = False
"""The word alone lets go of a question."""
SAID_SO = re.compile(
    r"(?:por favor,? |please,? )?(?:esquece|esqueca|forget) (?:de que|que|that|about) (?P<rest>.+)"
)
"""What means the same in words, folded."""
MOST_SHOWN = 5
TEXTS = Texts(
    {
        "summary": {"pt": "esquece algo de vez", "en": "forgets something for good"},
        "what": {
            "pt": "O que devo esquecer? Por exemplo: _/esquece Olinda_. Para apagar tudo o que é "
            "seu: /forgetme.",
            "en": "What should I forget? For example: _/forget Boston_. To erase everything of "
            "yours: /forgetme.",
        },
        "nothing": {
            "pt": "Não guardo nada com *{about}*.",
            "en": "I keep nothing with *{about}*.",
        },
        "ask": {
            "pt": "*Esquecer {count}?* Vão embora, com as minhas respostas a elas, também das "
            "cópias de segurança. *Não há como desfazer.*",
            "en": "*Forget {count}?* They go, with my answers to them, from the backups too. *It "
            "cannot be undone.*",
        },
        "one": {"pt": "1 lembrança", "en": "1 memory"},
        "several": {"pt": "{count} lembranças", "en": "{count} memories"},
        "more": {"pt": "… e mais {count}.", "en": "… and {count} more."},
        "stays": {
            "pt": "Fica, porque ainda é promessa: {titles}. Se também não quiser, cancele antes.",
            "en": "This stays, because it is still promised: {titles}. If you do not want it "
            "either, cancel it first.",
        },
        "sure": {"pt": "Esquecer de vez", "en": "Forget for good"},
    }
)


def answer(caller: Caller, command: Command, store: Store) -> Reply:
    """Show what holds the words, and ask."""
    about = command.arguments.strip()
    holds = holding(about)
    language = caller.language
    if holds is None:
        return Reply(text=TEXTS.say("what", language), is_personal=True)
    catch_up(store, caller.person.id)
    known = [one for one in found(store, caller.person.id, about) if one.source != caller.source]
    kept = standing(store.sql, caller.person.id, holds)
    stays = TEXTS.say("stays", language, titles="; ".join(kept[:MOST_SHOWN])) if kept else ""
    if not known:
        text = TEXTS.say("nothing", language, about=about[:80])
        return Reply(text=f"{text} {stays}".strip(), is_personal=True)
    sentence = "one" if len(known) == 1 else "several"
    count = TEXTS.say(sentence, language, count=len(known))
    lines = [TEXTS.say("ask", language, count=count)]
    lines += [line(caller, one) for one in known[:MOST_SHOWN]]
    if len(known) > MOST_SHOWN:
        lines.append(TEXTS.say("more", language, count=len(known) - MOST_SHOWN))
    if stays:
        lines.append(stays)
    button = Button(label=TEXTS.say("sure", language), action=f"unlearn:{caller.source}")
    return Reply(text="\n".join(lines), buttons=(button,), is_personal=True)
