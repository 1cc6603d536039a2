"""Settings by words: "my zone is Lisbon", "no brief in the evening", "quiet from 10 to 7"."""

import re

from domain.folding import folded
from domain.texts import Texts
from engine.caller import Caller
from engine.grammar.reading import Intent, Reading
from handlers import channels_page, first_run, settling
from handlers.turn import Reply
from handlers.wishes import Topic, Wish, clock_in, clocks, wish
from storage.store import Store

INTENTS = (Intent.PREFERENCE,)
_MORNING = re.compile(r"\b(manha|matinal|morning)\b")
_EVENING = re.compile(r"\b(noite|evening|night)\b")
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
    wanted = channels_page.understood(reading.text) if not reading.times else None
    if wanted is not None:
        return channels_page.choose(caller, store, *wanted)
    asked = wish(caller, reading)
    if asked is None:
        return Reply(text=TEXTS.say("how", caller.language))
    reply = _both(caller, reading, asked, store) or settle(caller, asked, store)
    if asked.topic in {Topic.ZONE, Topic.CLOCK} and len(asked.zones) != 1:
        return reply  # still to be settled: which of several, or none is known
    return first_run.followed(caller, store, asked.topic, reply)


def _both(caller: Caller, reading: Reading, asked: Wish, store: Store) -> Reply | None:
    """Set the morning brief and the evening one where each was given its time of day."""
    said, found = folded(reading.text), clocks(reading)
    first, second = _MORNING.search(said), _EVENING.search(said)
    if asked.topic is not Topic.BRIEF or len(found) != 2 or not first or not second:
        return None
    parts = [reading.text[one.span[0] : one.span[1]] for one in found]
    early, late = parts if first.start() < second.start() else reversed(parts)
    morning = clock_in(caller, early, afternoon=False)
    evening = clock_in(caller, late, afternoon=True)
    if morning is None or evening is None:
        return None
    return settling.both_briefs(caller, store, morning, evening)


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
    if asked.topic is Topic.PART and asked.clock is not None:
        return settling.part(caller, store, asked.parts, asked.clock)
    if asked.topic is Topic.LANGUAGE:
        return settling.language(caller, store, asked.language)
    return settling.called(caller, store, asked.name)
