"""Settings by words: "my zone is Lisbon", "no brief in the evening", "quiet from 10 to 7"."""

from domain.texts import Texts
from engine.grammar.reading import Intent, Reading
from engine.tool import Caller
from handlers import first_run, settling
from handlers.turn import Reply
from handlers.wishes import Topic, Wish, wish
from storage.store import Store

INTENTS = (Intent.PREFERENCE,)
TEXTS = Texts(
    {
        "how": {
            "pt": "Isso eu não sei ajustar. Sei, por exemplo: _estou em Lisboa_, _resumo da manhã "
            "às 7:30_, _silêncio das 22 às 7_, _no máximo 3 avisos por dia_, _fale inglês_. "
            "/settings mostra tudo.",
            "en": "I cannot set that. What I can, for example: _I'm in Lisbon_, _morning brief at "
            "7:30_, _quiet from 10pm to 7am_, _at most 3 notices a day_, _speak Portuguese_. "
            "/settings shows everything.",
        },
    }
)


def answer(caller: Caller, reading: Reading, store: Store) -> Reply:
    """Set what was asked for, or say what can be set."""
    asked = wish(caller, reading)
    if asked is None:
        return Reply(text=TEXTS.say("how", caller.language))
    reply = settle(caller, asked, store)
    return first_run.followed(caller, store, asked.topic, reply)


def settle(caller: Caller, asked: Wish, store: Store) -> Reply:
    """Set one thing."""
    if asked.topic is Topic.CLOCK and not asked.zones and asked.clock is not None:
        said = f"{asked.clock:%H:%M}"
        return Reply(text=settling.TEXTS.say("no_clock", caller.language, clock=said))
    if asked.topic in {Topic.ZONE, Topic.CLOCK}:
        return settling.one_of_zones(caller, store, asked.zones)
    if asked.topic is Topic.QUIET:
        return settling.quiet(caller, store, asked.quiet)
    if asked.topic is Topic.BRIEF:
        return settling.briefs(caller, store, asked.briefs, asked.clock, weekday=asked.weekday)
    if asked.topic is Topic.NOTICES:
        return settling.notices(caller, store, asked.count)
    if asked.topic is Topic.LANGUAGE:
        return settling.language(caller, store, asked.language)
    return settling.called(caller, store, asked.name)
